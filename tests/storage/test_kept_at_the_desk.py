"""Accounts, ready answers and the record as a table, on both bases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from assistant.cases.codes import new_code
from assistant.conversation.models import now
from assistant.desk.accounts import LoginTakenError, add_account
from assistant.desk.audit import Audited, note_audit
from assistant.desk.audit_log import export_record
from assistant.desk.audit_words import RecordFilters
from assistant.desk.conversations import Viewer
from assistant.desk.models import Account
from assistant.desk.ready import answers
from assistant.desk.ready.schemas import AnswerIn, AnswerQuery
from assistant.desk.roles import Role
from assistant.desk.sessions import SessionRules
from assistant.desk.staff import administration, listing
from assistant.desk.staff.schemas import AccountQuery, AccountState, Invitation
from assistant.storage.database import Database
from assistant.storage.sealing import Sealer
from knowledge.catalogue import Catalogue

SEALER = Sealer(b"a key of the tests")
RULES = SessionRules(timedelta(minutes=30), timedelta(hours=12))


def somebody(session: Session, role: Role) -> Account:
    row = Account(login=f"kept-{uuid4().hex}", name="همکار", role=role, password_hash="x")
    return add_account(session, SEALER, row, now()).account


async def test_accounts_are_found_as_people_type_names(
    database: Database, catalogue: Catalogue
) -> None:
    with database.transaction() as session:
        viewer = Viewer(somebody(session, Role.ADMINISTRATOR), now())
        login = f"kept-{uuid4().hex}"
        wish = Invitation(login=login, name="علي‌رضا كاظمی", role=Role.CLERK, agency_id="abfa")
        administration.invite(session, SEALER, viewer, wish)
        with pytest.raises(LoginTakenError):
            administration.invite(session, SEALER, viewer, wish)
        lens = listing.Lens(viewer, catalogue, RULES)
        for words in ("علی رضا کاظمی", login[:20].upper(), "كاظمي"):
            wanted = AccountQuery(words=words, agency_id="abfa", state=AccountState.INVITED)
            found = listing.listed(session, lens, wanted)
            assert [one.login for one in found.accounts] == [login], words
        totals = 0
        for state in AccountState:
            page = listing.listed(session, lens, AccountQuery(state=state))
            assert {row.state for row in page.accounts} <= {state}
            totals += page.total
        assert totals == listing.listed(session, lens, AccountQuery()).total


async def test_two_administrators_cannot_close_each_other(database: Database) -> None:
    with database.transaction() as session:
        for one in session.scalars(select(Account).where(Account.role == Role.ADMINISTRATOR)):
            one.password_hash = None
        pair = [Viewer(somebody(session, Role.ADMINISTRATOR), now()) for _ in range(2)]

    def close(viewer: Viewer, other: Viewer) -> bool:
        with database.transaction() as session:
            try:
                administration.disable(session, viewer, other.account.id)
            except administration.LastAdministratorError:
                return False
            return True

    with ThreadPoolExecutor(2) as threads:
        done = list(threads.map(close, pair, reversed(pair)))
    assert sorted(done) == [False, True]


async def test_ready_answers_are_found_by_their_words(database: Database) -> None:
    with database.transaction() as session:
        viewer = Viewer(somebody(session, Role.SUPERVISOR), now())
        wish = AnswerIn(title="صد درصد", text="۱۰۰% انجام شد", is_shared=False)
        kept = answers.add(session, viewer, wish)
        session.flush()
        known = (("100%", 1), ("۱۰۰%", 1), ("درصد انجام", 1))
        unknown = (("1%0", 0), ("200%", 0), ("_", 0), ("%", 0))
        for words, count in known + unknown:
            found = answers.listed(session, viewer, AnswerQuery(words=words, whose="own"))
            assert len(found.answers) == count, words
        shared = answers.listed(session, viewer, AnswerQuery(whose="shared")).answers
        assert "greeting" in {one.id for one in shared}
        answers.retire(session, viewer, kept.id)
        assert answers.listed(session, viewer, AnswerQuery(whose="own")).answers == []


async def test_the_record_is_saved_by_code_and_day(database: Database) -> None:
    with database.transaction() as session:
        viewer = Viewer(somebody(session, Role.AUDITOR), now())
        code = new_code()
        data = {"case": code, "move": "note"}
        note_audit(session, Audited.CASE_MOVED, viewer.account.id, data=data)
        session.flush()
        asked = {
            "tracking_code": f"{code[:4]}-{code[4:]}".lower(),
            "since": "امروز",
            "until": "امروز",
        }
        wanted = RecordFilters.model_validate(asked | {"account_id": viewer.account.id})
        table = export_record(session, viewer, SEALER, wanted).decode("utf-8-sig").splitlines()
        assert len(table) == 2
        assert code in table[1]


async def test_the_entries_of_a_case_are_found_by_an_index(database: Database) -> None:
    is_sqlite = database.engine.dialect.name == "sqlite"
    explain = "EXPLAIN QUERY PLAN" if is_sqlite else "EXPLAIN"
    asked = "SELECT id FROM desk_audit WHERE tracking_code = '7KQ2M9XT' ORDER BY id DESC LIMIT 51"
    with database.transaction() as session:
        if not is_sqlite:
            session.execute(text("SET LOCAL enable_seqscan = off"))
        plan = "\n".join(str(row) for row in session.execute(text(f"{explain} {asked}")))
    assert "ix_desk_audit_case" in plan, plan
