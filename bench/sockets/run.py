"""One run on one database: arrive, be measured, lose the gateway, be measured again.

Citizens arrive one after the other, write by the clock, and sometimes want a human.
"""

import argparse
import asyncio
import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.settings import Settings
from assistant.storage.database import Database
from assistant.storage.sealing import Sealer
from bench import machine
from bench.conversations import SimulatedCitizens
from bench.databases import KINDS, BenchDatabase
from bench.messages import FOLDER
from bench.sockets.citizen import SocketCitizen
from bench.sockets.desk import OperatorDesk
from bench.sockets.figures import Run, Times, faults_of
from bench.systems import Ports, System, ours
from bench.wire import Connection


@dataclass(frozen=True)
class SocketOptions:
    """The options of the command line; times in seconds."""

    databases: Sequence[str]
    conversations: int
    per_minute: float
    wishes: float
    consoles: int
    ramp: float
    seconds: float
    seed: int


def options(arguments: Sequence[str] | None = None) -> SocketOptions:
    """Read them; a mistake ends the program with a message."""
    parser = argparse.ArgumentParser(prog="bench.sockets", description=__doc__)
    parser.add_argument("--databases", nargs="+", choices=KINDS, default=KINDS)
    parser.add_argument("--conversations", type=int, default=500, help="open at the same time")
    parser.add_argument(
        "--per-minute", type=float, default=2.0, help="messages of each conversation a minute"
    )
    parser.add_argument(
        "--wishes", type=float, default=0.03, help="share of messages that wish for a human"
    )
    parser.add_argument("--consoles", type=int, default=6, help="operators at the desk")
    parser.add_argument("--ramp", type=float, default=30.0, help="time in which all arrive")
    parser.add_argument(
        "--seconds", type=float, default=90.0, help="length of the part before and of that after"
    )
    parser.add_argument("--seed", type=int, default=128)
    return SocketOptions(**vars(parser.parse_args(arguments)))


WISH = "می‌خواهم با کارشناس صحبت کنم"
Wishing = Callable[[SocketCitizen], bool]
"""Tells that a citizen is about to ask for a human; False when one has the conversation already."""


class SocketCrowd:
    """The citizens of one run."""

    def __init__(self, port: int, options: SocketOptions, wishing: Wishing) -> None:
        self._port, self._options, self._wishing = port, options, wishing
        self._dice = random.Random(options.seed)
        self._words = _words(options.seed)
        self._lines: list[asyncio.Task[None]] = []
        self._hands: list[asyncio.Task[None]] = []
        self.citizens: list[SocketCitizen] = []

    async def arrive(self) -> None:
        """Let all of them come within the time of the ramp; then each has its line."""
        connection, pause = Connection(self._port), self._options.ramp / self._options.conversations
        for _ in range(self._options.conversations):
            opened = (await connection.post("/api/v1/conversations", {})).json()
            address = f"ws://127.0.0.1:{self._port}"
            citizen = SocketCitizen(address, opened["conversation_id"], opened["token"])
            self.citizens.append(citizen)
            self._lines.append(asyncio.create_task(citizen.run()))
            self._hands.append(asyncio.create_task(self._writing(citizen)))
            await asyncio.sleep(pause)
        await connection.close()
        await self.all_up()

    async def all_up(self) -> None:
        """Wait until every citizen has a line."""
        while not all(citizen.is_up for citizen in self.citizens):
            await asyncio.sleep(0.05)

    async def all_told(self) -> None:
        """Wait until all messages so far are answered, and the answers delivered."""
        waiting = [m for citizen in self.citizens for m in citizen.written if not m.delivered_at]
        while not all(message.delivered_at for message in waiting):
            await asyncio.sleep(0.05)

    async def fall_silent(self, patience_s: float) -> None:
        """Let nobody write any more, and wait until everything is answered, at most so long."""
        for task in self._hands:
            task.cancel()
        await asyncio.gather(*self._hands, return_exceptions=True)
        for _ in range(int(patience_s * 10)):
            if all(citizen.is_settled for citizen in self.citizens):
                return
            await asyncio.sleep(0.1)

    async def leave(self) -> None:
        """Hang up."""
        for task in [*self._hands, *self._lines]:
            task.cancel()
        await asyncio.gather(*self._hands, *self._lines, return_exceptions=True)

    async def _writing(self, citizen: SocketCitizen) -> None:
        """Write by the clock, whether or not the last answer has come: lateness must count."""
        mean = 60 / self._options.per_minute
        await asyncio.sleep(self._dice.uniform(0, mean))
        while True:
            wants_human = self._dice.random() < self._options.wishes and self._wishing(citizen)
            await citizen.write(WISH if wants_human else next(self._words))
            await asyncio.sleep(self._dice.uniform(0.5, 1.5) * mean)


def _words(seed: int) -> Iterator[str]:
    for conversation in SimulatedCitizens(seed):
        yield from conversation


SUPERVISORS_PAUSE_S = 1.0
"""So long `dastyar up` waits before it starts a process that has ended."""
_PATIENCE_S = 120.0
_LOOK_S = 0.05
Say = Callable[[str], None]


async def measured(options: SocketOptions, place: BenchDatabase, model: Path, say: Say) -> Run:
    """Run it on the database of `place`."""
    more = {"database_url": place.url, "desk_hours": "always"}
    index = FOLDER / "knowledge" / "index"
    async with ours(place.folder / "data", model, index, Ports(), **more) as system:
        settings = Settings(data_dir=place.folder / "data")
        sealer = Sealer(settings.master_key, settings.sealing_keys)
        return await _run(options, system, place.database, sealer, say)


async def _run(
    options: SocketOptions, system: System, database: Database, sealer: Sealer, say: Say
) -> Run:
    desk = OperatorDesk(f"http://127.0.0.1:{system.port}", options.consoles, options.seed)
    crowd, lags = SocketCrowd(system.port, options, desk.wished), list[float]()
    lagging = asyncio.create_task(_lag(lags))
    try:
        await desk.sit_down(database, sealer)
        say("all arrive")
        await crowd.arrive()
        times, cores = await _phases(options, system, crowd, say)
        say("all fall silent")
        await crowd.fall_silent(_PATIENCE_S)
        await desk.finish()
        # Whatever should not come would come now.
        await asyncio.sleep(2)
    finally:
        lagging.cancel()
        await crowd.leave()
        await desk.leave()
    said = list(desk.said.values())
    faults = await database.run(lambda session: faults_of(session, crowd.citizens, said))
    return Run(
        times,
        crowd.citizens,
        desk.wishes,
        said,
        options.consoles,
        faults,
        system.turns_without_rasa(),
        lags,
        cores,
    )


async def _phases(
    options: SocketOptions, system: System, crowd: SocketCrowd, say: Say
) -> tuple[Times, dict[str, float]]:
    """Before, the kill, and after; the moments, and the cores that each part kept busy before."""
    say("before")
    start, used = time.perf_counter(), _used(system)
    await asyncio.sleep(options.seconds)
    cores = {
        part: (seconds - used[part]) / options.seconds for part, seconds in _used(system).items()
    }
    say("kill -9")
    await system.kill_gateway()
    killed = time.perf_counter()
    await asyncio.sleep(SUPERVISORS_PAUSE_S)
    await system.start_gateway()
    ready = time.perf_counter()
    await crowd.all_up()
    all_back = time.perf_counter()
    say(f"ready after {ready - killed:.1f} s, every line back after {all_back - killed:.1f} s")
    await crowd.all_told()
    recovered = time.perf_counter()
    say("after")
    await asyncio.sleep(options.seconds)
    return Times(start, killed, ready, all_back, recovered, time.perf_counter()), cores


def _used(system: System) -> dict[str, float]:
    """CPU time so far, in seconds, by part; the measuring client's own is `client`."""
    pids = {**system.pids(), "client": [os.getpid()]}
    return {part: machine.cpu_seconds(ids) for part, ids in pids.items()}


async def _lag(found: list[float]) -> None:
    """By how much this process is late itself, in milliseconds."""
    while True:
        due = time.perf_counter() + _LOOK_S
        await asyncio.sleep(_LOOK_S)
        found.append(1000 * (time.perf_counter() - due))
