"""One round: so many citizens talk to one system, each waiting for the answer (closed loop).

From rounds to figures: medians over rounds, ratios between systems, targets.
"""

import asyncio
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

import numpy as np

from bench import machine
from bench.conversations import Conversation, SimulatedCitizens
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
    """Let `clients` citizens talk for `seconds`, then wait for messages still under way."""
    result = Round(clients, load=machine.load())
    conversations = iter(SimulatedCitizens(seed))
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


MANY = 16


@dataclass(frozen=True)
class Speed:
    """One system at one number of clients; each figure is the median of its rounds."""

    p50_ms: float
    p95_ms: float
    p99_ms: float
    per_second: float
    messages: int
    errors: int
    without_rasa: int
    cpu_ms: Mapping[str, float]
    spread: Mapping[str, Sequence[float]]
    """p50, p95 and rate of every round, in their order."""

    @property
    def server_cpu_ms(self) -> float:
        """CPU time a message of all server processes together."""
        return sum(cpu for part, cpu in self.cpu_ms.items() if part != "client")


@dataclass(frozen=True)
class SpeedTarget:
    """What a figure must reach: at most, or at least, a limit."""

    limit: float
    is_floor: bool = False

    def is_met(self, value: float) -> bool:
        """Whether `value` reaches it."""
        return value >= self.limit if self.is_floor else value <= self.limit

    def __str__(self) -> str:
        return f"{'≥' if self.is_floor else '≤'} {self.limit:g}"


def speed_of(rounds: Sequence[Round]) -> Speed:
    """Sum rounds of one system and one number of clients up."""
    percentiles = [np.percentile(r.latencies_ms or [float("nan")], [50, 95, 99]) for r in rounds]
    p50, p95, p99 = ([float(row[i]) for row in percentiles] for i in range(3))
    rates = [r.per_second for r in rounds]
    parts = rounds[0].cpu_ms
    return Speed(
        p50_ms=median(p50),
        p95_ms=median(p95),
        p99_ms=median(p99),
        per_second=median(rates),
        messages=sum(r.messages for r in rounds),
        errors=sum(r.errors for r in rounds),
        without_rasa=sum(r.without_rasa for r in rounds),
        cpu_ms={part: median(r.cpu_ms[part] for r in rounds) for part in parts},
        spread={"p50_ms": p50, "p95_ms": p95, "per_second": rates},
    )


def targets(clients: int) -> dict[str, SpeedTarget]:
    """Targets by figure; a ratio's name has `_ratio` at its end."""
    found = {"p95_ms_ratio": SpeedTarget(0.7)}
    if clients == 1:
        found |= {"p50_ms": SpeedTarget(25), "p95_ms": SpeedTarget(50)}
    if clients >= MANY:
        found |= {"per_second": SpeedTarget(60, True), "per_second_ratio": SpeedTarget(2, True)}
    return found


def as_json(speed: Speed) -> dict[str, Any]:
    """The figures as they are kept, rounded."""
    return {
        **{name: round(getattr(speed, name), 2) for name in ("p50_ms", "p95_ms", "p99_ms")},
        "per_second": round(speed.per_second, 2),
        "messages": speed.messages,
        "errors": speed.errors,
        "without_rasa": speed.without_rasa,
        "cpu_ms": {part: round(cpu, 2) for part, cpu in speed.cpu_ms.items()},
        "rounds": {name: [round(v, 2) for v in values] for name, values in speed.spread.items()},
    }
