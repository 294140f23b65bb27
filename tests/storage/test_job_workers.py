"""Real worker processes on one database: no effect is lost or doubled, even if some are killed."""

import asyncio
import os
import signal
import sys
from collections import Counter
from pathlib import Path

from sqlalchemy import func, select
from support.effects import Effect, EffectBase
from support.logged import everything_logged

from assistant.settings import PROJECT
from assistant.storage.database import Database
from assistant.storage.jobs import Claim, Handling, Job, JobState, Worker, enqueue
from assistant.storage.migrate import migrate

WORKER = Path(__file__).parent / "job_worker.py"
JOBS = 400
KEYS = [f"effect-{number}" for number in range(JOBS)]


async def start(url: str, outside: Path) -> asyncio.subprocess.Process:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(WORKER),
        url,
        str(outside),
        env=os.environ | {"PYTHONPATH": f"{PROJECT}:{PROJECT / 'tests'}"},
        cwd=PROJECT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert await asyncio.wait_for(process.stdout.readline(), 60) == b"ready\n"
    return process


async def done(database: Database) -> int:
    count = select(func.count()).where(Job.state == JobState.DONE)
    return await database.run(lambda session: session.scalar(count)) or 0


async def until(database: Database, number: int) -> None:
    async with asyncio.timeout(60):
        while await done(database) < number:
            await asyncio.sleep(0.02)


async def prepared(url: str) -> Database:
    database = Database(url)
    await migrate(database)
    EffectBase.metadata.create_all(database.engine)
    return database


async def fill(database: Database) -> None:
    def add(session) -> None:
        for key in KEYS:
            enqueue(session, "effect", {"name": key}, key=key)

    await database.run(add)


async def effects(database: Database) -> list[str]:
    return await database.run(lambda session: list(session.scalars(select(Effect.key))))


async def test_two_workers_do_every_job_once(empty_url: str, tmp_path: Path) -> None:
    database, outside = await prepared(empty_url), tmp_path / "outside"
    processes = await asyncio.gather(*(start(empty_url, outside) for _ in range(2)))
    try:
        await fill(database)
        await until(database, JOBS)
    finally:
        for process in processes:
            process.terminate()
            await process.wait()
    assert sorted(await effects(database)) == sorted(KEYS)
    lines = [line.split() for line in outside.read_text().splitlines()]
    assert sorted(key for key, _ in lines) == sorted(KEYS), "nothing was even begun twice"
    assert len({pid for _, pid in lines}) == 2, "both took part"
    await database.close()


async def test_a_kill_in_the_middle_loses_nothing(empty_url: str, tmp_path: Path) -> None:
    database, outside = await prepared(empty_url), tmp_path / "outside"
    processes = await asyncio.gather(*(start(empty_url, outside) for _ in range(3)))
    try:
        await fill(database)
        for victim, reached in ((0, JOBS // 5), (1, JOBS // 2)):
            await until(database, reached)
            processes[victim].kill()
            assert await processes[victim].wait() == -signal.SIGKILL
        assert await done(database) < JOBS, "the kill was to come in the middle"
        await until(database, JOBS)
    finally:
        processes[2].terminate()
        await processes[2].wait()
    assert sorted(await effects(database)) == sorted(KEYS)
    begun = Counter(line.split()[0] for line in outside.read_text().splitlines())
    assert set(begun) == set(KEYS)
    # What was under way in a killed worker is begun again, with the same key; nothing else is.
    assert sum(begun.values()) - JOBS <= 8
    await database.close()


async def test_a_worker_outlives_a_database_that_is_away() -> None:
    async def never(claim: Claim) -> None:
        raise AssertionError

    nowhere = Database("sqlite:////nowhere/at/all.sqlite3")
    worker = Worker(nowhere, {"effect": Handling(never)}, poll_s=0.1)
    with everything_logged() as logged:
        running = asyncio.create_task(worker.run())
        # Only patience: to print the fault in colours takes seconds on a busy machine.
        async with asyncio.timeout(60):
            while "worker_fault" not in logged.text:
                await asyncio.sleep(0.02)
    assert not running.done()
    assert not worker.is_alive
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await nowhere.close()
