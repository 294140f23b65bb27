"""The ledger in the database: daily roots, tampering with rows, retention, and older cases."""

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from alembic import command
from sqlalchemy import delete, func, select, text, update
from support.office_times import shipped
from support.samples import complaint

import assistant.conversation.models  # noqa: F401 - a case may belong to a conversation
from assistant.cases.clock import fire_due
from assistant.cases.filing import Origin, file
from assistant.cases.ledger import ledger_of, seal_day
from assistant.cases.models import Case, CaseEvent, LedgerRoot, PersonalValue
from assistant.cases.moves import Move
from assistant.cases.redaction import redact
from assistant.cases.schemas import OpenDraft
from assistant.cases.service import history
from assistant.cases.signatures import Notary
from assistant.cases.terms import CITIZEN, Actor, Role
from assistant.cases.transitions import Door, MoveRequest
from assistant.cases.verify import verify
from assistant.cases.verify_ledger import faults
from assistant.privacy.erasure import erase_ended
from assistant.storage.database import Database
from assistant.storage.migrate import _config, migrate
from assistant.storage.sealing import Sealer

NOW = datetime(2026, 11, 28, 6, tzinfo=UTC)
SEALER = Sealer(b"a key of the tests")
NOTARY = Notary(b"a signing key of the tests")
DOOR = Door(SEALER, shipped)
DRAFT = OpenDraft.model_validate(complaint(identity="sealed", contact={"mobile": "09121234567"}))


@pytest.fixture
async def fresh(empty_url: str):
    """A database of its own with three cases."""
    database = Database(empty_url)
    await migrate(database)
    for _ in range(3):
        with database.transaction() as session:
            file(session, DOOR, DRAFT, Origin(), NOW)
    yield database
    await database.close()


def wrong(database: Database) -> list[str]:
    with database.transaction() as session:
        return [fault for _, fault in verify(session)]


def tamper(database: Database, statement: Any) -> None:
    with database.transaction() as session:
        session.execute(statement)


def seal(database: Database, now: datetime) -> str | None:
    with database.transaction() as session:
        sealed = seal_day(session, NOTARY, now)
        return sealed.root if sealed else None


async def test_a_day_has_one_root_and_every_case_its_proof(fresh: Database) -> None:
    assert seal(fresh, NOW) is not None
    assert seal(fresh, NOW + timedelta(hours=1)) is None
    with fresh.transaction() as session:
        case = session.scalars(select(Case)).first()
        DOOR.move(session, case, MoveRequest(Move.MESSAGE, CITIZEN, words="سلام"), NOW)
    assert seal(fresh, NOW + timedelta(days=1)) is not None
    assert seal(fresh, NOW + timedelta(days=2)) is None, "nothing changed"
    assert wrong(fresh) == []
    with fresh.transaction() as session:
        roots = {root.day: root.root for root in session.scalars(select(LedgerRoot))}
        case = session.get_one(Case, case.id)
        ledger = ledger_of(session, case, history(session, case)).model_dump()
    assert [proof["number"] for proof in ledger["proofs"]] == [2, 3]
    assert faults(ledger, roots) == []


TAMPERINGS = {
    "an edit": update(CaseEvent).where(CaseEvent.id == 3).values(data={"reason": "دیگر"}),
    "a new time": update(CaseEvent)
    .where(CaseEvent.id == 3)
    .values(created_at=NOW + timedelta(seconds=1)),
    "a removal": delete(CaseEvent).where(CaseEvent.id == 3),
    "a removal at the end": delete(CaseEvent).where(CaseEvent.id == 4),
    "another order": update(CaseEvent).where(CaseEvent.id == 3).values(number=9),
    "a status without an event": update(Case).where(Case.id == 2).values(status="confirmed"),
    "another root": update(LedgerRoot).values(root="0" * 64),
}


@pytest.mark.parametrize("name", TAMPERINGS)
async def test_tampering_with_rows_is_found(fresh: Database, name: str) -> None:
    seal(fresh, NOW)
    assert wrong(fresh) == []
    tamper(fresh, TAMPERINGS[name])
    assert wrong(fresh) != []


async def test_a_case_that_is_gone_as_a_whole_is_found(fresh: Database) -> None:
    seal(fresh, NOW)
    tamper(fresh, delete(CaseEvent).where(CaseEvent.case_id == 2))
    tamper(fresh, update(Case).where(Case.id == 2).values(version=0, head_hash=""))
    assert any("gone" in fault for fault in wrong(fresh))


async def test_personal_values_are_forgotten_and_the_ledger_stays_whole(fresh: Database) -> None:
    with fresh.transaction() as session:
        case = session.get_one(Case, 1)
        DOOR.move(session, case, MoveRequest(Move.WITHDRAWN, CITIZEN), NOW)
    later = NOW + timedelta(days=365)
    for limit, expected in ((NOW, 0), (later, 1), (later, 0)):
        with fresh.transaction() as session:
            assert len(erase_ended(session, DOOR, limit, later)) == expected
    with fresh.transaction() as session:
        query = select(PersonalValue.case_id, func.count()).group_by(PersonalValue.case_id)
        assert dict(session.execute(query).all()) == {2: 2, 3: 2}
    assert wrong(fresh) == []


async def test_cases_of_the_first_version_come_along(empty_url: str) -> None:
    database = Database(empty_url)
    await database.run(lambda s: command.upgrade(_config(s.connection()), "0003"))
    sealed = SEALER.seal(json.dumps({"description": "شرح", "contact": None}))
    await database.run(lambda session: _old_case(session, sealed))
    await migrate(database, SEALER)
    assert wrong(database) == []
    with database.transaction() as session:
        case = session.scalars(select(Case)).one()
        assert (case.agency_id, case.status, case.level) == ("abfa", "registered", "agency_unit")
        (kept,) = session.scalars(select(PersonalValue))
        assert (kept.field, SEALER.open(kept.sealed)) == ("filing", SEALER.open(sealed))
        # The clock finds it by itself.
        assert [event.type for event in fire_due(session, DOOR, NOW)][-1:] == ["escalated"]
    assert wrong(database) == []
    await database.close()


async def test_words_are_taken_out_of_a_case_of_before_there_were_commitments(
    empty_url: str,
) -> None:
    database = Database(empty_url)
    await database.run(lambda s: command.upgrade(_config(s.connection()), "0003"))
    await database.run(lambda session: _old_case(session, SEALER.seal('{"text": "شرح"}')))
    told = {"data": json.dumps({"description_sha256": sha256("شرح".encode()).hexdigest()})}
    told_hash = text("UPDATE case_events SET data = :data")
    await database.run(lambda session: session.execute(told_hash, told))
    await migrate(database, SEALER)
    assert wrong(database) == []
    edit = text("UPDATE cases SET description = 'دیگر'")
    step = MoveRequest(Move.REDACTED, Actor(Role.OPERATOR, "o"), reason="نام کسی است")
    with database.transaction() as session:
        redact(session, DOOR, session.get_one(Case, 1), "شرح", step=step, now=NOW)
    assert wrong(database) == []
    with database.transaction() as session:
        assert session.get_one(Case, 1).description == "[حذف]"
        assert session.scalars(select(PersonalValue)).all() == []
    with database.transaction() as session:
        session.execute(edit)
    assert "description is another than was filed" in str(wrong(database))
    await database.close()


def _old_case(session: Any, sealed: str) -> None:
    session.execute(
        text(
            "INSERT INTO cases (tracking_code, kind, status, agency_id, description, sealed, "
            "identity, request_hash, created_at, due_at) VALUES ('22222222', 'complaint', "
            "'registered', 'abfa', 'شرح', :sealed, 'anonymous', 'x', :at, :at)"
        ),
        {"sealed": sealed, "at": "2026-11-24 08:00:00.000000"},
    )
    session.execute(
        text(
            "INSERT INTO case_events (case_id, number, type, data, created_at) "
            "VALUES (1, 1, 'registered', '{}', :at)"
        ),
        {"at": "2026-11-24 08:00:00.000000"},
    )
