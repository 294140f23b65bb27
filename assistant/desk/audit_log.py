"""The record of the desk, by pages or as a table, for permitted readers; reading is recorded."""

from datetime import time, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.desk.accounts import login_hash
from assistant.desk.audit import Audited, note_audit
from assistant.desk.audit_words import (
    ACTION_FA,
    RecordEntry,
    RecordFilters,
    RecordPage,
    RecordQuery,
    RecordTerms,
    details,
)
from assistant.desk.casework.schemas import Named
from assistant.desk.conversations import Viewer
from assistant.desk.dependencies import AuditReading
from assistant.desk.models import Account, AuditEntry
from assistant.desk.roles import ROLE_FA, Role
from assistant.insight.spreadsheet import MEDIA_TYPE, Cell, csv_bytes, sheet_headers
from assistant.language.dates import jalali, rfc3339
from assistant.storage.sealing import Sealer
from knowledge.calendar.jalali import at as moment

MOST = 50
"""So many entries are on one page."""
MOST_EXPORTED = 20_000
"""So many entries are in one table: some 5 MB, made in about a second."""
_COLUMNS = ("شماره", "زمان (UTC)", "زمان", "چه کسی", "چه کاری", "کد رهگیری", "گفت‌وگو", "جزئیات")
_NOBODY = "سامانه یا ناشناس"


class RecordTooLongError(ValueError):
    """There are more entries than one table may hold."""


def read_record(
    session: Session, viewer: Viewer, sealer: Sealer, wanted: RecordQuery
) -> RecordPage:
    """One page of the record, newest first; reading it adds the next entry."""
    rows = _rows(session, sealer, wanted, wanted.before, MOST + 1)
    names = _names(session)
    note_audit(session, Audited.AUDIT_READ, viewer.account.id, data=_asked(wanted))
    return RecordPage(
        entries=[_entry(row, names) for row in rows[:MOST]],
        next=rows[MOST - 1].id if len(rows) > MOST else None,
    )


def export_record(session: Session, viewer: Viewer, sealer: Sealer, wanted: RecordFilters) -> bytes:
    """All wanted entries, newest first, as a table for a spreadsheet; the export is recorded.

    Raises `RecordTooLongError`.
    """
    rows = _rows(session, sealer, wanted, None, MOST_EXPORTED + 1)
    if len(rows) > MOST_EXPORTED:
        raise RecordTooLongError
    names = _names(session)
    told = _asked(wanted) | {"rows": len(rows)}
    note_audit(session, Audited.AUDIT_EXPORTED, viewer.account.id, data=told)
    return csv_bytes(_COLUMNS, (_line(_entry(row, names)) for row in rows))


def record_terms(session: Session) -> RecordTerms:
    """Everybody who has or had an account, and all kinds of entries."""
    return RecordTerms(
        people=[
            Named(id=one.id, title=f"{one.name} ({ROLE_FA[Role(one.role)]})")
            for one in _accounts(session)
        ],
        actions=[Named(id=action, title=ACTION_FA[action]) for action in Audited],
    )


def _rows(
    session: Session, sealer: Sealer, wanted: RecordFilters, before: int | None, most: int
) -> list[AuditEntry]:
    query = select(AuditEntry).where(*_conditions(session, sealer, wanted))
    if before is not None:
        query = query.where(AuditEntry.id < before)
    return list(session.scalars(query.order_by(AuditEntry.id.desc()).limit(most)))


def _asked(wanted: RecordFilters) -> dict[str, Any]:
    """The filters of a reading, as its entry records them."""
    asked = wanted.model_dump(mode="json", exclude_none=True, exclude={"account_id"})
    return ({"account": wanted.account_id} if wanted.account_id else {}) | asked


def _conditions(
    session: Session, sealer: Sealer, wanted: RecordFilters
) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.action is not None:
        found.append(AuditEntry.action == wanted.action)
    if wanted.account_id is not None:
        found.append(_of_person(session, sealer, wanted.account_id))
    if wanted.since is not None:
        found.append(AuditEntry.created_at >= moment(wanted.since, time()))
    if wanted.until is not None:
        ends = moment(wanted.until + timedelta(days=1), time())
        found.append(AuditEntry.created_at < ends)
    if wanted.tracking_code is not None:
        found.append(AuditEntry.tracking_code == wanted.tracking_code)
    return found


def _of_person(session: Session, sealer: Sealer, account_id: str) -> ColumnElement[bool]:
    """The person's actions, changes of the account, and failed sign-ins to it."""
    # PostgreSQL rejects a null byte even in a search.
    account = session.get(Account, account_id) if account_id.isprintable() else None
    if account is None:
        return AuditEntry.id < 0
    return or_(
        AuditEntry.account_id == account.id,
        AuditEntry.data["account"].as_string() == account.id,
        AuditEntry.data["login"].as_string() == login_hash(sealer, account.login),
    )


def _names(session: Session) -> dict[str, str]:
    return {one.id: one.name for one in _accounts(session)}


def _accounts(session: Session) -> list[Account]:
    return list(session.scalars(select(Account).order_by(Account.name, Account.id)))


def _entry(row: AuditEntry, names: dict[str, str]) -> RecordEntry:
    return RecordEntry(
        id=row.id,
        at=rfc3339(row.created_at),
        at_fa=jalali(row.created_at),
        account_id=row.account_id,
        who_fa=names.get(row.account_id or "", _NOBODY),
        action=row.action,
        action_fa=ACTION_FA.get(row.action, row.action),
        tracking_code=row.tracking_code,
        conversation_id=row.conversation_id,
        details=details(row.data, names),
    )


def _line(entry: RecordEntry) -> tuple[Cell, ...]:
    about = "؛ ".join(f"{one.title_fa}: {one.text}" for one in entry.details)
    code, talk = entry.tracking_code, entry.conversation_id
    return entry.id, entry.at, entry.at_fa, entry.who_fa, entry.action_fa, code, talk, about


router = APIRouter(prefix="/api/v1/desk/audit", tags=["desk"])


@router.get("", response_model_exclude_none=True)
async def see_record(
    viewer: AuditReading, running: RuntimeDep, wanted: Annotated[RecordQuery, Query()]
) -> RecordPage:
    """One page of what was done and seen at the desk, newest first."""
    _check_days(wanted)
    return await running.database.run(lambda s: read_record(s, viewer, running.sealer, wanted))


@router.get(".csv", response_class=Response, responses={200: {"content": {"text/csv": {}}}})
async def save_record(
    viewer: AuditReading, running: RuntimeDep, wanted: Annotated[RecordFilters, Query()]
) -> Response:
    """All entries that are wanted, as a table that a spreadsheet opens."""
    _check_days(wanted)
    try:
        table = await running.database.run(
            lambda s: export_record(s, viewer, running.sealer, wanted)
        )
    except RecordTooLongError as error:
        raise Problem("record_too_long") from error
    return Response(table, media_type=MEDIA_TYPE, headers=sheet_headers("desk-record.csv"))


@router.get("/terms")
async def see_record_terms(_: AuditReading, running: RuntimeDep) -> RecordTerms:
    """The people and the kinds of entries that the record can be narrowed to."""
    return await running.database.run(record_terms)


def _check_days(wanted: RecordFilters) -> None:
    if wanted.since and wanted.until and wanted.until < wanted.since:
        raise Problem("period_reversed", errors=[{"field": "until"}])
