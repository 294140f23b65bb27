"""Machines whose clocks are 90 seconds off, on one PostgreSQL: its clock is the one that counts."""

import asyncio
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session
from support.effects import Effect, EffectBase
from support.office_times import shipped
from support.postgres import Postgres
from support.samples import complaint

import assistant.conversation.models  # noqa: F401 - a case may belong to a conversation
from assistant.cases.filing import Origin, file
from assistant.cases.models import Case, CaseEvent
from assistant.cases.schemas import OpenDraft
from assistant.cases.transitions import Door
from assistant.settings import PROJECT
from assistant.storage.database import Database
from assistant.storage.jobs import Job, JobState, enqueue
from assistant.storage.migrate import migrate
from assistant.storage.sealing import Sealer
from assistant.storage.shared_clock import SharedClock, utc_now

HERE = Path(__file__).parent
SKEWED = HERE.parent / "support" / "skewed.py"
OFF = (0, 90, -90)
JOBS = 240
DRAFT = OpenDraft.model_validate(complaint())
LONG_AGO = datetime.now(UTC) - timedelta(days=60)
SOON = timedelta(seconds=60)
"""What is due by then is due already on a machine that is 90 seconds ahead."""


@pytest.fixture
async def database(postgres: Postgres) -> Database:
    database = Database(postgres.new_database())
    await migrate(database)
    EffectBase.metadata.create_all(database.engine)
    return database


async def start(script: str, off_s: int, url: str, *arguments: str) -> asyncio.subprocess.Process:
    """A worker on a machine that is so many seconds ahead."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(SKEWED),
        str(off_s),
        str(HERE / script),
        url,
        *arguments,
        env=os.environ | {"PYTHONPATH": f"{PROJECT}:{PROJECT / 'tests'}"},
        cwd=PROJECT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert await asyncio.wait_for(process.stdout.readline(), 60) == b"ready\n"
    return process


async def ended(workers: list[asyncio.subprocess.Process]) -> None:
    for worker in workers:
        if worker.returncode is None:
            worker.kill()
        await worker.wait()


def url_of(database: Database) -> str:
    return database.engine.url.render_as_string(hide_password=False)


async def test_no_lease_is_taken_twice_and_no_job_is_done_early(
    database: Database, tmp_path: Path
) -> None:
    url, outside = url_of(database), tmp_path / "outside"
    workers = await asyncio.gather(*(start("job_worker.py", s, url, str(outside)) for s in OFF))

    def add(session: Session) -> None:
        for number in range(JOBS):
            enqueue(session, "effect", {}, key=f"now-{number}")
        enqueue(session, "effect", {}, key="later", run_at=utc_now() + SOON)

    async def done() -> int:
        count = select(func.count()).where(Job.state == JobState.DONE)
        return await database.run(lambda session: session.scalar(count) or 0)

    try:
        await database.run(add)
        async with asyncio.timeout(40):
            while await done() < JOBS:
                await asyncio.sleep(0.05)
        # Longer than the workers' lease and several of their looks.
        await asyncio.sleep(2)
    finally:
        await ended(workers)
    begun = [line.split() for line in outside.read_text().splitlines()]
    assert sorted(key for key, _ in begun) == sorted(f"now-{number}" for number in range(JOBS))
    assert len({pid for _, pid in begun}) == len(OFF), "all took part, the slow one as well"
    kept = await database.run(lambda session: session.scalar(select(func.count(Effect.key))))
    assert kept == JOBS
    await database.close()


async def test_no_deadline_of_a_case_fires_early_or_twice(
    database: Database, tmp_path: Path
) -> None:
    url, notes = url_of(database), tmp_path / "notes"
    door = Door(Sealer(b"a key of the tests"), shipped)

    def add(session: Session) -> list[int]:
        cases = [file(session, door, DRAFT, Origin(), LONG_AGO) for _ in range(31)]
        session.flush()
        later = update(Case).where(Case.id == cases[-1].id)
        session.execute(later.values(next_check_at=utc_now() + SOON))
        return [case.id for case in cases[:-1]]

    due = await database.run(add)
    workers = await asyncio.gather(*(start("clock_worker.py", s, url, str(notes)) for s in OFF))

    async def fired() -> list[int]:
        query = select(CaseEvent.case_id).where(CaseEvent.type == "escalated")
        return await database.run(lambda session: sorted(session.scalars(query)))

    try:
        for worker in workers:
            assert worker.stdin is not None
            worker.stdin.write(b"go\n")
        async with asyncio.timeout(40):
            while len(await fired()) < 2 * len(due):
                await asyncio.sleep(0.05)
        await asyncio.sleep(1)
    finally:
        await ended(workers)
    assert await fired() == sorted(2 * due)

    # What the machines wrote is told in the database's time.
    newest = select(func.max(CaseEvent.created_at))
    written = await database.run(lambda session: session.scalar(newest))
    now = await database.run(lambda session: session.scalar(text("SELECT clock_timestamp()")))
    assert written is not None
    assert abs(written - now) < timedelta(seconds=30)
    await database.close()


async def test_the_database_is_asked_now_and_then_and_right_in_between(
    database: Database,
) -> None:
    boot = [timedelta(hours=1)]
    clock = SharedClock(lambda: boot[0])
    with database.transaction() as session:
        clock.read(session)
        first = clock.now()
        assert abs(first - datetime.now(UTC)) < timedelta(seconds=5)
        boot[0] += timedelta(seconds=9)
        clock.read(session)
        assert clock.now() - first == timedelta(seconds=9), "by the time since boot alone"
        boot[0] += timedelta(seconds=2)
        clock.read(session)
        assert clock.now() - first < timedelta(seconds=5), "and then by the database again"
    await database.close()


async def test_a_reading_during_which_the_process_stood_still_does_not_count(
    database: Database,
) -> None:
    boot = iter(timedelta(seconds=s) for s in (100, 160, 161, 161, 161, 162))
    clock = SharedClock(lambda: next(boot))
    with database.transaction() as session:
        clock.read(session)
        assert clock._reading is None
        clock.read(session)
        assert clock._reading is not None
    await database.close()


async def test_a_slow_database_is_not_asked_the_time_again_at_once(database: Database) -> None:
    # A good reading, one that took 200 ms, one at once behind it, and one a second later.
    seconds = (100, 100, 100, 111, 111.2, 111.5, 112.5, 112.5, 112.5)
    boot = iter(timedelta(seconds=s) for s in seconds)
    clock = SharedClock(lambda: next(boot))
    taken = []
    with database.transaction() as session:
        for _ in range(4):
            clock.read(session)
            assert clock._reading is not None
            taken.append(clock._reading.boot.total_seconds())
    assert taken == [100, 100, 100, 112.5]
    assert next(boot, None) is None
    await database.close()


def test_without_postgresql_it_is_the_machines_own_time(tmp_path: Path) -> None:
    clock = SharedClock()
    before = datetime.now(UTC)
    assert before <= clock.now() <= datetime.now(UTC)
