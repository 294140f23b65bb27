"""Accounts for administrators. Plain functions of a `Session`; each change is on record.

Nobody changes their own account here, and one administrator who can sign in always remains. On the
command line neither rule holds: whoever has the machine must be able to close a stolen account at
once.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assistant.desk import accounts, sessions
from assistant.desk.accounts import AccountError, LoginTakenError, NewAccount
from assistant.desk.audit import Audited, note_audit
from assistant.desk.conversations import Viewer
from assistant.desk.models import Account
from assistant.desk.oidc.linking import unlink_account
from assistant.desk.roles import Role
from assistant.desk.staff.schemas import AccountChange, Invitation
from assistant.storage.sealing import Sealer
from assistant.storage.statements import locked


class NoAccountError(AccountError):
    """There is no account with this id."""


class OwnAccountError(AccountError):
    """Somebody would change the rights of their own account."""


class LastAdministratorError(AccountError):
    """Nobody would be left who can manage accounts."""


def account_with(session: Session, id_: str) -> Account:
    """The account with this id; raises `NoAccountError`."""
    account = session.get(Account, id_)
    if account is None:
        raise NoAccountError(id_)
    return account


def invite(session: Session, sealer: Sealer, viewer: Viewer, wish: Invitation) -> NewAccount:
    """A new account with its one-time link; raises `LoginTakenError`."""
    account = Account(**wish.model_dump())
    try:
        return accounts.add_account(session, sealer, account, viewer.at, viewer.account.id)
    except IntegrityError as error:  # another administrator was quicker
        raise LoginTakenError(wish.login) from error


def renew(session: Session, sealer: Sealer, viewer: Viewer, id_: str) -> NewAccount:
    """Void password, codes and sessions, and make a new one-time link: a phone is lost.

    Raises `NoAccountError`, `OwnAccountError`, `LastAdministratorError`.
    """
    account = _in_hand(session, viewer, id_)
    _leave_an_administrator(session, account)
    by = viewer.account.id
    token = accounts.reset_account(session, sealer, account.login, viewer.at, by)
    return NewAccount(account, token)


def change(session: Session, viewer: Viewer, id_: str, wish: AccountChange) -> Account:
    """Set name, role and agency. Another role or agency signs the holder out everywhere.

    A new administrator loses the identity of single sign-on. People may change their own name.
    Raises as `renew` does.
    """
    account = account_with(session, id_)
    told = _differences(account, wish)
    if told.keys() & {"role", "agency", "agency_before"}:
        account = _in_hand(session, viewer, id_)
        _prepare_for(session, viewer, account, wish.role)
        sessions.close_all(session, id_)
    if told:
        account.name, account.role, account.agency_id = wish.name, wish.role, wish.agency_id
        about = {"account": id_}
        note_audit(session, Audited.ACCOUNT_CHANGED, viewer.account.id, data=about | told)
    return account


def disable(session: Session, viewer: Viewer, id_: str) -> Account:
    """Close the account and sign its holder out everywhere; raises as `renew` does."""
    account = _in_hand(session, viewer, id_)
    if account.disabled_at is None:
        _leave_an_administrator(session, account)
        accounts.disable_account(session, account.login, viewer.at, viewer.account.id)
    return account


def enable(session: Session, viewer: Viewer, id_: str) -> Account:
    """Open a closed account again, with the password it had.

    Raises `NoAccountError` and `OwnAccountError`.
    """
    account = _in_hand(session, viewer, id_)
    if account.disabled_at is not None:
        account.disabled_at = None
        note_audit(session, Audited.ACCOUNT_ENABLED, viewer.account.id, data={"account": id_})
    return account


def sign_out(session: Session, viewer: Viewer, id_: str) -> Account:
    """End all sessions of the account; raises `NoAccountError` and `OwnAccountError`."""
    account = _in_hand(session, viewer, id_)
    sessions.close_all(session, id_)
    note_audit(session, Audited.ACCOUNT_SIGNED_OUT, viewer.account.id, data={"account": id_})
    return account


def _differences(account: Account, wish: AccountChange) -> dict[str, Any]:
    """The changes, as the record keeps them: ids and roles, no name."""
    told: dict[str, Any] = {}
    if account.name != wish.name:
        told["renamed"] = True
    if account.role != wish.role:
        told |= {"role": str(wish.role), "role_before": account.role}
    if account.agency_id != wish.agency_id:
        pair = {"agency": wish.agency_id, "agency_before": account.agency_id}
        told |= {key: value for key, value in pair.items() if value is not None}
    return told


def _in_hand(session: Session, viewer: Viewer, id_: str) -> Account:
    """Another person's account, locked against changes."""
    if id_ == viewer.account.id:
        raise OwnAccountError(id_)
    _standing_administrators(session)
    for account in locked(session, select(Account).where(Account.id == id_)):
        return account
    raise NoAccountError(id_)


def _prepare_for(session: Session, viewer: Viewer, account: Account, role: Role) -> None:
    if role is not Role.ADMINISTRATOR:
        _leave_an_administrator(session, account)
    elif account.identity_hash:  # no administrator's account is opened by an identity provider
        unlink_account(session, account.login, viewer.account.id)


def _leave_an_administrator(session: Session, account: Account) -> None:
    is_one = account.role == Role.ADMINISTRATOR
    if is_one and not _standing_administrators(session) - {account.id}:
        raise LastAdministratorError(account.id)


def _standing_administrators(session: Session) -> set[str]:
    """Ids of all who can sign in as administrators.

    Locked, and always before the account itself: two administrators who close each other's account
    at the same moment wait in one order, and the second is refused.
    """
    standing = select(Account).where(
        Account.role == Role.ADMINISTRATOR,
        Account.disabled_at.is_(None),
        Account.password_hash.is_not(None),
    )
    return {account.id for account in locked(session, standing.order_by(Account.id))}


def invitation_until(account: Account, at: datetime) -> datetime | None:
    """Until when the account's one-time link is good; None without one."""
    until = account.enrolment_until
    return until if account.enrolment_hash and until and until > at else None
