"""Reads the record of the desk, and records that. Plain functions of a `Session`."""

from datetime import time, timedelta

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from assistant.desk.accounts import login_hash
from assistant.desk.audit import Audited, note_audit
from assistant.desk.casework.schemas import Named
from assistant.desk.conversations import Viewer
from assistant.desk.models import Account, AuditEntry
from assistant.desk.record.schemas import RecordEntry, RecordPage, RecordQuery, RecordTerms
from assistant.desk.record.words import ACTION_FA, details
from assistant.desk.roles import ROLE_FA, Role
from assistant.language.dates import jalali, rfc3339
from assistant.storage.sealing import Sealer
from knowledge.calendar.jalali import at as moment

MOST = 50
"""So many entries are on one page."""
_NOBODY = "سامانه یا ناشناس"


def read_record(
    session: Session, viewer: Viewer, sealer: Sealer, wanted: RecordQuery
) -> RecordPage:
    """One page of the record, newest first; that it was read is its next entry."""
    query = select(AuditEntry).where(*_conditions(session, sealer, wanted))
    rows = list(session.scalars(query.order_by(AuditEntry.id.desc()).limit(MOST + 1)))
    accounts = _accounts(session)
    names = {one.id: one.name for one in accounts}
    asked = wanted.model_dump(mode="json", exclude_none=True, exclude={"account_id"})
    about = {"account": wanted.account_id} if wanted.account_id else {}
    note_audit(session, Audited.AUDIT_READ, viewer.account.id, data=about | asked)
    return RecordPage(
        entries=[_entry(row, names) for row in rows[:MOST]],
        next=rows[MOST - 1].id if len(rows) > MOST else None,
    )


def record_terms(session: Session) -> RecordTerms:
    """Everybody who has or had an account, and all kinds of entries."""
    return RecordTerms(
        people=[
            Named(id=one.id, title=f"{one.name} ({ROLE_FA[Role(one.role)]})")
            for one in _accounts(session)
        ],
        actions=[Named(id=action, title=ACTION_FA[action]) for action in Audited],
    )


def _conditions(session: Session, sealer: Sealer, wanted: RecordQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.before is not None:
        found.append(AuditEntry.id < wanted.before)
    if wanted.action is not None:
        found.append(AuditEntry.action == wanted.action)
    if wanted.account_id is not None:
        found.append(_of_person(session, sealer, wanted.account_id))
    if wanted.day is not None:
        begins = moment(wanted.day, time())
        ends = moment(wanted.day + timedelta(days=1), time())
        found += [AuditEntry.created_at >= begins, AuditEntry.created_at < ends]
    return found


def _of_person(session: Session, sealer: Sealer, account_id: str) -> ColumnElement[bool]:
    """What the person did, what was done to the account, and who failed to sign in as them."""
    # PostgreSQL refuses even to look for a null byte.
    account = session.get(Account, account_id) if account_id.isprintable() else None
    if account is None:
        return AuditEntry.id < 0
    return or_(
        AuditEntry.account_id == account.id,
        AuditEntry.data["account"].as_string() == account.id,
        AuditEntry.data["login"].as_string() == login_hash(sealer, account.login),
    )


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
        tracking_code=row.data.get("case"),
        conversation_id=row.conversation_id,
        details=details(row.data, names),
    )
