"""Accounts as an administrator sees them. Plain functions of a `Session`."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, not_, or_, select
from sqlalchemy.orm import Session

from assistant.desk.conversations import Viewer
from assistant.desk.models import Account, DeskSession
from assistant.desk.roles import ROLE_FA, Role
from assistant.desk.sessions import UNKNOWN_DEVICE, SessionRules, open_sessions
from assistant.desk.staff.administration import account_with, invitation_until
from assistant.desk.staff.schemas import (
    AccountQuery,
    AccountState,
    StaffAccount,
    StaffAccountPage,
    StaffPage,
    StaffSession,
)
from assistant.language.dates import jalali_brief
from assistant.language.letters import ARABIC, persian_letters
from knowledge.catalogue import Catalogue

MOST = 50
"""So many accounts are on one page."""
STATE_FA: dict[AccountState, str] = {
    AccountState.ACTIVE: "فعال",
    AccountState.INVITED: "دعوت شده",
    AccountState.LAPSED: "دعوت بی‌پاسخ",
    AccountState.DISABLED: "بسته",
}
_ALIKE = ARABIC | {"\u200c": " "}
"""Characters that people type for each other: Arabic and Persian letters, half-space and space."""


@dataclass(frozen=True)
class Lens:
    """The account that looks, and the data for describing accounts in words."""

    viewer: Viewer
    catalogue: Catalogue
    rules: SessionRules


def listed(session: Session, lens: Lens, wanted: AccountQuery) -> StaffPage:
    """One page of the accounts, by name."""
    query = select(Account).where(*_conditions(wanted, lens.viewer.at))
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    page = query.order_by(Account.name, Account.id).limit(MOST).offset((wanted.page - 1) * MOST)
    rows = list(session.scalars(page))
    seen = _last_seen(session, lens, [row.id for row in rows])
    return StaffPage(
        accounts=[_account(row, lens, *seen.get(row.id, (0, None))) for row in rows],
        total=total,
        pages=max(1, -(-total // MOST)),
    )


def one(session: Session, lens: Lens, id_: str) -> StaffAccountPage:
    """An account with its sessions; raises `NoAccountError`."""
    account = account_with(session, id_)
    at = lens.viewer.at
    rows = open_sessions(session, id_, lens.rules, at)
    told = _account(account, lens, len(rows), rows[0].seen_at if rows else None)
    return StaffAccountPage(**told.model_dump(), signed_in=[_session(row, at) for row in rows])


def told(session: Session, lens: Lens, account: Account) -> StaffAccount:
    """An account as an entry of the list."""
    seen = _last_seen(session, lens, [account.id])
    return _account(account, lens, *seen.get(account.id, (0, None)))


def _conditions(wanted: AccountQuery, at: datetime) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if words := _alike_text(wanted.words).casefold():
        name = func.lower(_alike_column())
        found.append(
            or_(
                name.contains(words, autoescape=True),
                Account.login.contains(words, autoescape=True),
            )
        )
    if wanted.role is not None:
        found.append(Account.role == wanted.role)
    if wanted.agency_id is not None:
        found.append(Account.agency_id == wanted.agency_id)
    if wanted.state is not None:
        found.append(_in_state(wanted.state, at))
    return found


def _in_state(state: AccountState, at: datetime) -> ColumnElement[bool]:
    """The same as `_state`, as a condition for the database."""
    is_open = Account.disabled_at.is_(None)
    enters = or_(Account.password_hash.is_not(None), Account.identity_hash.is_not(None))
    is_invited = and_(Account.enrolment_hash.is_not(None), Account.enrolment_until > at)
    return {
        AccountState.DISABLED: not_(is_open),
        AccountState.ACTIVE: and_(is_open, enters),
        AccountState.INVITED: and_(is_open, not_(enters), is_invited),
        AccountState.LAPSED: and_(
            is_open,
            not_(enters),
            or_(
                Account.enrolment_hash.is_(None),
                Account.enrolment_until.is_(None),
                Account.enrolment_until <= at,
            ),
        ),
    }[state]


def _state(account: Account, at: datetime) -> AccountState:
    if account.disabled_at:
        return AccountState.DISABLED
    if account.password_hash or account.identity_hash:
        return AccountState.ACTIVE
    return AccountState.INVITED if invitation_until(account, at) else AccountState.LAPSED


def _last_seen(
    session: Session, lens: Lens, ids: list[str]
) -> dict[str, tuple[int, datetime | None]]:
    """By account: how many sessions still open something, and when one was last used."""
    at = lens.viewer.at
    query = select(DeskSession.account_id, func.count(), func.max(DeskSession.seen_at)).where(
        DeskSession.account_id.in_(ids),
        DeskSession.expires_at > at,
        DeskSession.seen_at > at - lens.rules.idle,
    )
    rows = session.execute(query.group_by(DeskSession.account_id))
    return {id_: (count, seen) for id_, count, seen in rows}


def _account(account: Account, lens: Lens, count: int, seen: datetime | None) -> StaffAccount:
    role, at = Role(account.role), lens.viewer.at
    state, until = _state(account, at), invitation_until(account, at)
    agency = lens.catalogue.agencies.get(account.agency_id or "")
    return StaffAccount(
        id=account.id,
        login=account.login,
        name=account.name,
        role=role,
        role_fa=ROLE_FA[role],
        agency_id=account.agency_id,
        agency_name=agency.name if agency else None,
        state=state,
        state_fa=STATE_FA[state],
        is_own=account.id == lens.viewer.account.id,
        sessions=count,
        seen_at_fa=jalali_brief(seen, at) if seen else None,
        until_fa=jalali_brief(until, at) if until else None,
        created_at_fa=jalali_brief(account.created_at, at),
    )


def _session(row: DeskSession, at: datetime) -> StaffSession:
    return StaffSession(
        device_fa=row.device or UNKNOWN_DEVICE,
        began_at_fa=jalali_brief(row.created_at, at),
        seen_at_fa=jalali_brief(row.seen_at, at),
    )


def _alike_text(text: str) -> str:
    return " ".join(persian_letters(text).replace("\u200c", " ").split())


def _alike_column() -> ColumnElement[str]:
    column: ColumnElement[str] = Account.name.expression
    for one_sign, other in _ALIKE.items():
        column = func.replace(column, one_sign, other)
    return column
