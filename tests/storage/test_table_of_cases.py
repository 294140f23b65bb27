"""The desk's table of cases on both databases: pages, who sees to a case, drafts and views."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from support.samples import complaint

from assistant.cases.schemas import OpenDraft
from assistant.cases.service import CaseDesk
from assistant.conversation.models import now
from assistant.desk.accounts import add_account
from assistant.desk.audit import Audited
from assistant.desk.casework import search
from assistant.desk.casework.schemas import CaseFilters, CaseQuery, DeskAction, Sort
from assistant.desk.casework.table_schemas import DraftIn, Shown, ViewIn
from assistant.desk.casework.workspace import assign, drafts_of, keep_draft, keep_view, views_of
from assistant.desk.conversations import Viewer
from assistant.desk.models import Account, ActionDraft, AuditEntry, CaseAssignment, SavedView
from assistant.storage.database import Database
from assistant.storage.sealing import Sealer
from knowledge.catalogue import Catalogue

SEALER = Sealer(b"a key of the tests")
TRIES = 8


def somebody(database: Database) -> Viewer:
    row = Account(login=uuid4().hex, name="همکار جدول", role="supervisor")
    with database.transaction() as session:
        add_account(session, SEALER, row, now())
        row.password_hash = "-"
    return Viewer(row, now())


async def filed(desk: CaseDesk, **changes: object) -> str:
    draft = OpenDraft.model_validate(complaint(**changes))
    code: str = (await desk.file(draft)).case.tracking_code
    return code


def at_once(database: Database, step: Callable[..., object]) -> None:
    """`step` in `TRIES` transactions at the same time; raises what any of them raises."""

    def one(_: int) -> None:
        with database.transaction() as session:
            step(session)

    with ThreadPoolExecutor(TRIES) as threads:
        list(threads.map(one, range(TRIES)))


@pytest.mark.parametrize("sort", list(Sort))
async def test_pages_meet_in_every_order(
    sort: Sort, database: Database, desk: CaseDesk, catalogue: Catalogue, monkeypatch
) -> None:
    # Letters alone: six digits in a row would be masked as a pin.
    word = "جلبک" + uuid4().hex[:6].translate(str.maketrans("0123456789", "ghijklmnop"))
    codes = [await filed(desk, description=f"لای و {word}") for _ in range(5)]
    monkeypatch.setattr(search, "MOST", 2)
    viewer, found = somebody(database), list[str]()
    while True:
        wanted = CaseQuery(q=word, sort=sort, after=found[-1] if found else None)
        with database.transaction() as session:
            page = search.cases_for(session, viewer, catalogue, desk.door.schedule, wanted)
        if not page:
            break
        found += [entry.tracking_code for entry in page]
    assert sorted(found) == sorted(codes)
    assert len(found) == len(set(found))
    if sort in {Sort.NEWEST, Sort.OLDEST}:
        assert found == (codes if sort is Sort.OLDEST else codes[::-1])
    with database.transaction() as session:
        told = search.count_cases(session, viewer, CaseFilters(q=word, province="یزد", sort=sort))
        ended = CaseFilters(status=["closed"], q=word, sort=sort)
        assert search.count_cases(session, viewer, ended).hidden == 5
    assert (told.count, told.hidden) == (0, 5)


async def test_all_who_assign_at_once_leave_one_row_and_one_entry(
    database: Database, desk: CaseDesk
) -> None:
    code, viewer = await filed(desk), somebody(database)
    at_once(database, lambda session: assign(session, viewer, code, "me"))
    with database.transaction() as session:
        rows = list(session.scalars(select(CaseAssignment.account_id)))
        told = select(func.count()).where(
            AuditEntry.action == Audited.CASE_ASSIGNED, AuditEntry.account_id == viewer.account.id
        )
        assert rows.count(viewer.account.id) == 1
        assert session.scalar(told) == 1


async def test_all_drafts_at_once_are_one(database: Database, desk: CaseDesk) -> None:
    code, viewer = await filed(desk), somebody(database)
    wish = DraftIn(action=DeskAction.NOTE, text="یادداشتی که نوشته می‌شود")
    at_once(database, lambda session: keep_draft(session, viewer, SEALER, code, wish))
    with database.transaction() as session:
        (draft,) = drafts_of(session, viewer, SEALER, code)
        count = select(func.count()).where(ActionDraft.account_id == viewer.account.id)
        assert session.scalar(count) == 1
    assert draft.text == wish.text


async def test_all_views_of_one_name_at_once_are_one(database: Database) -> None:
    viewer = somebody(database)
    wish = ViewIn(name="یک نما", shown=Shown(state="all"))
    at_once(database, lambda session: keep_view(session, viewer, wish))
    with database.transaction() as session:
        assert [one.name for one in views_of(session, viewer)] == ["یک نما"]
        count = select(func.count()).where(SavedView.account_id == viewer.account.id)
        assert session.scalar(count) == 1
