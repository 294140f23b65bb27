"""One case that cannot be read or changed keeps the clock from no other, and is tried again."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, text
from support.logged import everything_logged
from support.office_times import closed, jalali, shipped
from support.samples import complaint

import assistant.conversation.models  # noqa: F401 - a case may belong to a conversation
from assistant.cases.clock import AFTER_FAULT, fire_due, reschedule
from assistant.cases.filing import Origin, file
from assistant.cases.models import Case, CaseEvent
from assistant.cases.schemas import OpenDraft
from assistant.cases.transitions import Door
from assistant.cases.verify import verify
from assistant.storage.database import Database
from assistant.storage.migrate import migrate
from assistant.storage.sealing import Sealer
from knowledge.calendar.load import OfficeTimes

FILED = jalali(1405, 9, 7, "09:00")
DUE = jalali(1405, 9, 7, "12:00")
DOOR = Door(Sealer(b"a key of the tests"), shipped)
DRAFT = OpenDraft.model_validate(complaint())

UNREADABLE = "UPDATE cases SET status = 'nonsense' WHERE id = :id"
READABLE = "UPDATE cases SET status = 'referred' WHERE id = :id"
# The next event of the case is there already, so the database refuses the one that is due.
TAKEN = """INSERT INTO case_events
(case_id, number, type, actor, actor_id, status, level, data, created_at, previous_hash, hash)
SELECT case_id, 3, type, actor, actor_id, status, level, data, created_at, hash, hash
FROM case_events WHERE case_id = :id AND number = 2"""
FREED = "DELETE FROM case_events WHERE case_id = :id AND number = 3"


@pytest.fixture
async def fresh(empty_url: str) -> AsyncIterator[Database]:
    database = Database(empty_url)
    await migrate(database)
    yield database
    await database.close()


def filed(database: Database, count: int) -> list[int]:
    """Cases that are all due at the same time, first things first."""
    with database.transaction() as session:
        moments = [FILED + timedelta(microseconds=number) for number in range(count)]
        return [file(session, DOOR, DRAFT, Origin(), moment).id for moment in moments]


def spoil(database: Database, statement: str, case: int) -> None:
    with database.transaction() as session:
        session.execute(text(statement), {"id": case})


def fire(database: Database, now: datetime, limit: int = 50) -> list[int]:
    with database.transaction() as session:
        return [event.case_id for event in fire_due(session, DOOR, now, limit)]


def types(database: Database, case: int) -> list[str]:
    query = select(CaseEvent.type).where(CaseEvent.case_id == case).order_by(CaseEvent.number)
    with database.transaction() as session:
        return list(session.scalars(query))


@pytest.mark.parametrize(
    ("spoiled", "mended"), [(UNREADABLE, READABLE), (TAKEN, FREED)], ids=["unreadable", "refused"]
)
async def test_one_bad_case_blocks_and_undoes_no_other(
    fresh: Database, spoiled: str, mended: str
) -> None:
    before, bad, after = filed(fresh, 3)
    spoil(fresh, spoiled, bad)
    now = DUE + timedelta(minutes=1)
    with everything_logged() as logged:
        assert fire(fresh, now) == [before, after]
    assert "case_fault" in logged.text
    assert f'"case": {bad}' in logged.text or f"case={bad}" in logged.text
    spoil(fresh, mended, bad)
    assert types(fresh, bad) == ["registered", "referred"], "nothing of the attempt is kept"
    assert fire(fresh, now) == [], "it is not tried again and again at once"
    assert fire(fresh, now + AFTER_FAULT) == [bad]
    for case in (before, bad, after):
        assert types(fresh, case) == ["registered", "referred", "escalated"]
    with fresh.transaction() as session:
        assert list(verify(session)) == []


async def test_bad_cases_that_fill_a_whole_look_keep_nobody_waiting(fresh: Database) -> None:
    *bad, good = filed(fresh, 4)
    for case in bad:
        spoil(fresh, UNREADABLE, case)
    now = DUE + timedelta(minutes=1)
    assert fire(fresh, now, limit=2) == []
    assert fire(fresh, now, limit=2) == [good]


async def test_a_closure_passes_a_bad_case_over(fresh: Database) -> None:
    before, bad, after = filed(fresh, 3)
    spoil(fresh, UNREADABLE, bad)
    closure = closed(DUE - timedelta(hours=1), DUE + timedelta(days=1), "قم")
    times = OfficeTimes(shipped().calendar.with_closures([closure]), shipped().deadlines)
    door = Door(Sealer(b"a key of the tests"), lambda: times)
    with fresh.transaction() as session:
        after_id, moved = reschedule(session, door, FILED, province="قم")
        assert (after_id, [event.case_id for event in moved]) == (None, [before, after])
    spoil(fresh, READABLE, bad)
    with fresh.transaction() as session:
        assert session.get_one(Case, bad).first_answer_due_at < DUE + timedelta(minutes=1)
        fired = fire_due(session, door, DUE + timedelta(minutes=1))
    assert [(event.case_id, event.type) for event in fired] == [(bad, "rescheduled")]
