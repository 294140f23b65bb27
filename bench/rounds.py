"""One round: so many citizens talk to one system, each waiting for the answer (closed loop)."""

import asyncio
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from bench import machine
from bench.conversations import Citizens, Conversation
from bench.systems import System
from bench.wire import FAULTS, Connection

WARM_UP_S = 1.0
"""What is answered in the first second of a round is not counted in its latencies and rate."""


@dataclass
class Round:
    """What one round gave. Latencies are of messages; opening a conversation only takes time."""

    clients: int
    latencies_ms: list[float] = field(default_factory=list)
    seconds: float = 0.0
    messages: int = 0
    errors: int = 0
    without_rasa: int = 0
    cpu_ms: dict[str, float] = field(default_factory=dict)
    """CPU time a message, by part of the system; the client's own is `client`."""
    others_cpu: float = 0.0
    """Cores that were busy with anything else meanwhile."""
    load: float = 0.0

    @property
    def per_second(self) -> float:
        """Messages answered a second, after the warm-up."""
        return len(self.latencies_ms) / self.seconds if self.seconds else 0.0


async def run_round(system: System, clients: int, seconds: float, seed: int) -> Round:
    """Let `clients` citizens talk for `seconds`; what is under way then is waited for."""
    result = Round(clients, load=machine.load())
    conversations = iter(Citizens(seed))
    pids = {"client": [os.getpid()], **system.pids()}
    before = {part: machine.cpu_seconds(ids) for part, ids in pids.items()}
    degraded, busy, started = system.turns_without_rasa(), machine.busy_seconds(), _now()
    end = started + WARM_UP_S + seconds
    await asyncio.gather(
        *(_citizen(system, conversations, end, started + WARM_UP_S, result) for _ in range(clients))
    )
    elapsed = _now() - started
    used = {part: machine.cpu_seconds(ids) - before[part] for part, ids in pids.items()}
    result.seconds = elapsed - WARM_UP_S
    result.without_rasa = system.turns_without_rasa() - degraded
    result.cpu_ms = {part: 1000 * cpu / max(result.messages, 1) for part, cpu in used.items()}
    result.others_cpu = max(0.0, machine.busy_seconds() - busy - sum(used.values())) / elapsed
    return result


async def _citizen(
    system: System,
    conversations: Iterator[Conversation],
    end: float,
    counted_from: float,
    result: Round,
) -> None:
    connection = Connection(system.port)
    while _now() < end:
        try:
            talk = await system.open(connection)
        except (*FAULTS, KeyError):
            result.errors += 1
            await asyncio.sleep(0.1)
            continue
        for text in next(conversations):
            started = _now()
            try:
                is_answered = await talk.say(text)
            except (*FAULTS, KeyError):
                is_answered = False
            result.messages += 1
            result.errors += not is_answered
            if started >= counted_from:
                result.latencies_ms.append(1000 * (_now() - started))
            if _now() >= end:
                break
    await connection.close()


def _now() -> float:
    return time.perf_counter()
