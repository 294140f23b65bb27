"""Looks at personal data are bounded and told, reasons compared, the record read; on both bases."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from support.logged import everything_logged

from assistant.desk.accounts import add_account, login_hash
from assistant.desk.audit import Audited, note_audit
from assistant.desk.audit_log import MOST, read_record
from assistant.desk.audit_words import RecordQuery
from assistant.desk.conversations import Viewer
from assistant.desk.models import Account, AuditEntry
from assistant.desk.reveals import (
    SAME_IN_A_ROW,
    LookBounds,
    PoorReasonError,
    RepeatedReasonError,
    TooManyLooksError,
    alarms,
    check_not_repeated,
    check_reason,
    note_look,
    reason_hash,
)
from assistant.logs import configure_logs
from assistant.storage.database import Database
from assistant.storage.sealing import Sealer

SEALER = Sealer(b"a key of the tests")
BOUNDS = LookBounds(most=10, told_at=5)
WHY = "تماس با شهروند برای تکمیل پرونده"


@contextmanager
def somebody(database: Database, login: str) -> Iterator[tuple[Session, Viewer]]:
    at = datetime.now(UTC)
    with database.transaction() as session:
        row = Account(login=login, name=f"همکار {login}", role="supervisor")
        add_account(session, SEALER, row, at)
        yield session, Viewer(row, at)


def look(session: Session, viewer: Viewer, bounds: LookBounds = BOUNDS, **data: str) -> None:
    note_look(session, viewer, bounds, Audited.CASE_REVEALED, data=data)
    session.flush()


async def test_at_many_looks_somebody_is_told_and_at_very_many_it_ends(database: Database) -> None:
    configure_logs()
    with somebody(database, "looks-1") as (session, viewer), everything_logged() as logged:
        for _ in range(BOUNDS.most):
            look(session, viewer)
        with pytest.raises(TooManyLooksError) as refused:
            look(session, viewer)
        assert 3590 <= refused.value.wait_s <= 3600
        told = [one for one in alarms(session, viewer.at) if one.name == viewer.account.name]
        assert [(one.looks, one.is_stopped) for one in told] == [(10, True), (5, False)]
        later = Viewer(viewer.account, viewer.at + timedelta(minutes=61))
        look(session, later)
    lines = [line for line in logged.lines if "many_reveals" in line]
    assert len(lines) == 2
    assert all(viewer.account.name not in line for line in lines)


async def test_looks_at_once_are_counted_one_by_one(database: Database) -> None:
    with somebody(database, "looks-2") as (_, viewer):
        pass

    def one(_: int) -> bool:
        try:
            with database.transaction() as session:
                look(session, Viewer(viewer.account, datetime.now(UTC)))
        except TooManyLooksError:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        done = list(threads.map(one, range(40)))
    assert done.count(True) == BOUNDS.most
    with database.transaction() as session:
        own = select(func.count()).where(AuditEntry.account_id == viewer.account.id)
        assert session.scalar(own.where(AuditEntry.action == "case_revealed")) == BOUNDS.most
        assert session.scalar(own.where(AuditEntry.action == "reveals_alarm")) == 2


async def test_one_persons_looks_are_not_anothers(database: Database) -> None:
    with somebody(database, "looks-3") as (session, viewer):
        for _ in range(BOUNDS.most):
            look(session, viewer)
    with somebody(database, "looks-4") as (session, viewer):
        look(session, viewer)


@pytest.mark.parametrize("reason", ["بررسی", "ااااااااااا", "تست تست تست", "۱۲۳۴۵۶۷۸ ۹۰", "..."])
def test_what_says_nothing_is_no_reason(reason: str) -> None:
    with pytest.raises(PoorReasonError):
        check_reason(reason)


@pytest.mark.parametrize("reason", [WHY, "برای بازدید", "هماهنگی برای نصب", "Calling the citizen"])
def test_what_says_something_is_one(reason: str) -> None:
    check_reason(reason)


async def test_the_same_reason_does_not_do_for_case_after_case(database: Database) -> None:
    with somebody(database, "looks-5") as (session, viewer):
        bounds, hashed = LookBounds(1000, 1000), reason_hash(SEALER, WHY)
        account = viewer.account.id
        for number in range(SAME_IN_A_ROW - 1):
            for _ in range(3):  # several values of a case
                check_not_repeated(session, account, f"C{number}", hashed)
                look(session, viewer, bounds, case=f"C{number}", reason=hashed)
        check_not_repeated(session, account, "C0", hashed)
        numbered = reason_hash(SEALER, f"{WHY} 20.")
        with pytest.raises(RepeatedReasonError):
            check_not_repeated(session, account, "C20", numbered)
        other = reason_hash(SEALER, "برای بازدید")
        check_not_repeated(session, account, "C20", other)
        look(session, viewer, bounds, case="C20", reason=other)
        check_not_repeated(session, account, "C21", hashed)


async def test_the_record_is_read_by_person_kind_and_day(database: Database) -> None:
    with somebody(database, "record-1") as (session, viewer):
        account = viewer.account.id
        for number in range(MOST + 10):
            look(session, viewer, LookBounds(1000, 1000), case=f"C{number}", field="mobile")
        failed = {"login": login_hash(SEALER, "record-1"), "wrong": "code", "wish": "sign_in"}
        note_audit(session, Audited.SIGN_IN_FAILED, None, data=failed)
        session.flush()
        first = read_record(session, viewer, SEALER, RecordQuery(account_id=account))
        assert [entry.action for entry in first.entries[:2]] == ["sign_in_failed", "case_revealed"]
        assert len(first.entries) == MOST
        shown = first.entries[1]
        assert (shown.tracking_code, shown.who_fa) == (f"C{MOST + 9}", viewer.account.name)
        assert [(one.title_fa, one.text) for one in shown.details] == [("چه چیزی", "شماره همراه")]
        wanted = RecordQuery(account_id=account, before=first.next)
        second = read_record(session, viewer, SEALER, wanted)
        assert second.next is None
        ids = [entry.id for entry in (*first.entries, *second.entries)]
        assert ids == sorted(set(ids), reverse=True)
        assert len(ids) == MOST + 10 + 2  # and the account's beginning, and the failure
        wanted = RecordQuery(account_id=account, action=Audited.AUDIT_READ)
        reads = read_record(session, viewer, SEALER, wanted).entries
        assert len(reads) == 2
        wanted = RecordQuery.model_validate({"account_id": account, "until": "۱۳۹۸-۱۰-۱۱"})
        assert read_record(session, viewer, SEALER, wanted).entries == []
        assert read_record(session, viewer, SEALER, RecordQuery(account_id="\0")).entries == []
