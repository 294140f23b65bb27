"""Three real processes fire the clock on the same cases, one of them dies: all happens once."""

import asyncio
import os
import signal
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from support.office_times import shipped
from support.samples import complaint

import assistant.conversation.models  # noqa: F401 - a case may belong to a conversation
from assistant.cases.filing import Origin, file
from assistant.cases.models import CaseEvent
from assistant.cases.moves import Move
from assistant.cases.schemas import OpenDraft
from assistant.cases.terms import CLOCK, Actor, Role
from assistant.cases.transitions import Door, MoveRequest
from assistant.cases.verify import verify
from assistant.settings import PROJECT
from assistant.storage.database import Database
from assistant.storage.jobs import Job
from assistant.storage.migrate import migrate
from assistant.storage.sealing import Sealer

WORKER = Path(__file__).parent / "clock_worker.py"
DOOR = Door(Sealer(b"a key of the tests"), shipped)
DRAFT = OpenDraft.model_validate(complaint())
EACH = 30
LATE, SILENT, REMINDED = ("escalated", "escalated"), ("reminded",), ("closed_unconfirmed",)
LONG_AGO = datetime.now(UTC) - timedelta(days=60)


async def test_three_clocks_do_each_thing_once_though_one_is_killed(
    empty_url: str, tmp_path: Path
) -> None:
    database, notes = Database(empty_url), tmp_path / "notes"
    await migrate(database)
    expected = await database.run(overdue)
    workers = await asyncio.gather(*(start(empty_url, notes) for _ in range(3)))
    wanted = sum(map(len, expected.values()))
    try:
        begin(workers)
        await until(database, wanted // 4)
        workers[0].kill()
        assert await workers[0].wait() == -signal.SIGKILL
        assert await fired(database) < wanted, "the kill was to come in the middle"
        await until(database, wanted)
        # Whoever would do a thing twice has the time for it now.
        await asyncio.sleep(0.3)
    finally:
        await end(workers)
    assert await database.run(what_happened) == expected
    assert len(set(notes.read_text().split())) > 1, "more than one took part"
    with database.transaction() as session:
        assert list(verify(session)) == []
    await database.close()


def overdue(session: Session) -> dict[int, tuple[str, ...]]:
    """Cases of which something is due since long ago, and what that is, by id."""
    found: dict[int, tuple[str, ...]] = {}
    for number in range(3 * EACH):
        expected = (LATE, SILENT, REMINDED)[number % 3]
        case = file(session, DOOR, DRAFT, Origin(), LONG_AGO)
        if expected is not LATE:
            answer = MoveRequest(Move.ANSWERED, Actor(Role.AGENCY, "abfa"), words="بررسی شد.")
            DOOR.move(session, case, answer, LONG_AGO)
        if expected is REMINDED:
            reminder = MoveRequest(Move.REMINDED, CLOCK, reason="no_verdict")
            DOOR.move(session, case, reminder, LONG_AGO)
        session.flush()
        found[case.id] = expected
    return found


def what_happened(session: Session) -> dict[int, tuple[str, ...]]:
    """The clock's steps since the cases were made ready, by case, as the ledger has them."""
    query = select(CaseEvent.case_id, CaseEvent.type).where(CaseEvent.created_at > LONG_AGO)
    happened: dict[int, tuple[str, ...]] = {}
    for case_id, type_ in session.execute(query.order_by(CaseEvent.id)):
        happened[case_id] = (*happened.get(case_id, ()), type_)
    jobs = Counter(session.scalars(select(Job.unique_key)))
    assert max(jobs.values()) == 1, "nobody is told twice"
    return happened


async def start(url: str, notes: Path) -> asyncio.subprocess.Process:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(WORKER),
        url,
        str(notes),
        env=os.environ | {"PYTHONPATH": f"{PROJECT}:{PROJECT / 'tests'}"},
        cwd=PROJECT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert await asyncio.wait_for(process.stdout.readline(), 60) == b"ready\n"
    return process


def begin(workers: list[asyncio.subprocess.Process]) -> None:
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write(b"go\n")


async def end(workers: list[asyncio.subprocess.Process]) -> None:
    for worker in workers:
        if worker.returncode is None:
            worker.kill()
        await worker.wait()


async def fired(database: Database) -> int:
    count = select(func.count()).where(CaseEvent.created_at > LONG_AGO)
    return await database.run(lambda session: session.scalar(count)) or 0


async def until(database: Database, number: int) -> None:
    async with asyncio.timeout(60):
        while await fired(database) < number:
            await asyncio.sleep(0.01)
