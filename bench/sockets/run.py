"""One run on one database: arrive, be measured, lose the gateway, be measured again."""

import asyncio
import os
import time
from collections.abc import Callable
from pathlib import Path

from assistant.settings import Settings
from assistant.storage.database import Database
from assistant.storage.sealing import Sealer
from bench import machine
from bench.databases import Place
from bench.messages import FOLDER
from bench.sockets.audit import faults_of
from bench.sockets.crowd import Crowd
from bench.sockets.desk import Desk
from bench.sockets.figures import Run, Times
from bench.sockets.options import Options
from bench.systems import Ports, System, ours

SUPERVISORS_PAUSE_S = 1.0
"""So long `dastyar up` waits before it starts a process that has ended."""
_PATIENCE_S = 120.0
_LOOK_S = 0.05
Say = Callable[[str], None]


async def measured(options: Options, place: Place, model: Path, say: Say) -> Run:
    """Run it on the database of `place`."""
    more = {"database_url": place.url, "desk_hours": "always"}
    index = FOLDER / "knowledge" / "index"
    async with ours(place.folder / "data", model, index, Ports(), **more) as system:
        settings = Settings(data_dir=place.folder / "data")
        sealer = Sealer(settings.master_key, settings.sealing_keys)
        return await _run(options, system, place.database, sealer, say)


async def _run(
    options: Options, system: System, database: Database, sealer: Sealer, say: Say
) -> Run:
    desk = Desk(f"http://127.0.0.1:{system.port}", options.consoles, options.seed)
    crowd, lags = Crowd(system.port, options, desk.wished), list[float]()
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
    options: Options, system: System, crowd: Crowd, say: Say
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
