"""What is asked of many cases is found by an index, whatever SQLite knows of them."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, insert, inspect, text
from sqlalchemy.orm import Session
from support.office_times import shipped
from support.samples import complaint

from assistant.cases.codes import new_code
from assistant.cases.filing import Origin
from assistant.cases.merged_cases import people
from assistant.cases.models import Case
from assistant.cases.moves import Move
from assistant.cases.schemas import OpenDraft
from assistant.cases.service import CaseDesk
from assistant.cases.terms import Actor, Role
from assistant.cases.transitions import MoveRequest
from assistant.conversation.models import now
from assistant.desk.casework.schemas import CaseQuery, Sort
from assistant.desk.casework.search import cases_for
from assistant.desk.conversations import Viewer
from assistant.desk.models import Account
from assistant.storage.database import Database
from assistant.storage.migrate import migrate
from assistant.storage.sealing import Sealer
from knowledge.catalogue import Catalogue

MANY = 3000
DRAFT = OpenDraft.model_validate(complaint())


def add_many_like(session: Session, case: Case) -> None:
    """Cases as a portal without keys files them; and then the database counts what it has."""
    names = inspect(Case).column_attrs.keys()
    row = {name: getattr(case, name) for name in names if name != "id"}
    codes: set[str] = set()
    while len(codes) < MANY:
        codes.add(new_code())
    session.execute(insert(Case), [row | {"tracking_code": code} for code in codes])
    session.execute(text("ANALYZE"))


@pytest.fixture
async def many(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'many.sqlite3'}")
    await migrate(database)
    yield database
    await database.close()


@pytest.fixture
async def desk(many: Database, catalogue: Catalogue) -> CaseDesk:
    desk = CaseDesk(many, catalogue, Sealer(b"a key of the tests"), shipped)
    filed = await desk.file(DRAFT)
    await many.run(lambda session: add_many_like(session, filed.case))
    return desk


@pytest.fixture
def plans(desk: CaseDesk, many: Database) -> Iterator[list[str]]:
    """How SQLite goes about every question, one line for each step."""
    steps: list[str] = []

    def explain(_: Any, cursor: Any, statement: str, values: Any, *__: Any) -> None:
        if statement.startswith(("SELECT", "WITH")):
            asked = cursor.connection.cursor()
            found = asked.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
            steps.extend(step for *_, step in found)

    event.listen(many.engine, "before_cursor_execute", explain)
    yield steps
    event.remove(many.engine, "before_cursor_execute", explain)


async def filed(desk: CaseDesk) -> Case:
    return (await desk.file(DRAFT, Origin(key="once", caller="portal"))).case


async def test_filing_reads_no_other_case(desk: CaseDesk, plans: list[str]) -> None:
    first = await filed(desk)
    assert (await filed(desk)).id == first.id
    assert any("uq_cases_request_key" in step for step in plans)
    assert not [step for step in plans if step.startswith("SCAN cases")]


async def test_a_move_and_a_look_read_no_other_case(
    desk: CaseDesk, many: Database, plans: list[str]
) -> None:
    code = (await filed(desk)).tracking_code

    def take(session: Session) -> None:
        case = desk.door.case(session, code)
        assert case
        taken = MoveRequest(Move.TAKEN, Actor(Role.AGENCY, case.agency_id or ""))
        desk.door.move(session, case, taken, now())
        people(session, [case.id])

    await many.run(take)
    await desk.of_conversation("-")
    assert any("ix_cases_leader_id" in step for step in plans)
    assert any("ix_cases_conversation_id" in step for step in plans)
    assert not [step for step in plans if step.startswith("SCAN cases")]


TABLE = [
    # What is wanted, and the index that is walked in the order that is wanted.
    (CaseQuery(), "ix_cases_table"),
    (CaseQuery(kind="praise"), "ix_cases_table"),
    (CaseQuery(province="یزد", level="-", sort=Sort.DUE_LAST), "ix_cases_table"),
    (CaseQuery(assignee="-"), "ix_cases_table"),
    (CaseQuery(agency_id="abfa"), "ix_cases_agency_id_due_at"),
    (CaseQuery(agency_id="abfa", sort=Sort.DUE_LAST), "ix_cases_agency_id_due_at"),
]


@pytest.mark.parametrize(("wanted", "index"), TABLE, ids=str)
async def test_a_page_of_the_table_is_found_by_an_index(
    wanted: CaseQuery,
    index: str,
    desk: CaseDesk,
    many: Database,
    plans: list[str],
    catalogue: Catalogue,
) -> None:
    viewer = Viewer(Account(id="x", role="supervisor"), now())
    await many.run(lambda s: cases_for(s, viewer, catalogue, desk.door.schedule, wanted))
    assert any(index in step for step in plans), plans
    assert not [step for step in plans if "ORDER BY" in step]


async def test_whose_cases_are_asked_for_is_found_by_an_index(
    desk: CaseDesk, many: Database, plans: list[str], catalogue: Catalogue
) -> None:
    viewer, mine = Viewer(Account(id="x", role="supervisor"), now()), CaseQuery(assignee="me")
    await many.run(lambda s: cases_for(s, viewer, catalogue, desk.door.schedule, mine))
    assert any("ix_case_assignments_account_id" in step for step in plans)
