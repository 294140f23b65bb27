"""The account that an identity opens: only the account that an administrator linked with it.

Nobody gets an account or a role from an identity provider, and no identity opens an administrator's
account. Plain functions of a `Session`.
"""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from assistant.desk.accounts import AccountError, SignInFailedError, known_account
from assistant.desk.audit import Audited, note_audit
from assistant.desk.models import Account, DeskSession
from assistant.desk.roles import Role
from assistant.provider_settings import OidcSettings
from assistant.storage.digests import Digests, Purpose, plain


def identity_hash(digests: Digests, settings: OidcSettings, value: str) -> str:
    """The hash that is kept of an identity: of this issuer, this claim, and its value.

    Keyed, since a claim may be an identity number.
    """
    identity = plain("\0".join((settings.issuer, settings.claim, value)).encode())
    return digests.keyed(Purpose.IDENTITY, identity)


def link_account(session: Session, login: str, identity: str) -> None:
    """Let the identity with this hash open the account of `login`; raises `AccountError`."""
    account = known_account(session, login)
    if account.role == Role.ADMINISTRATOR:
        raise AccountError("حساب مدیر سامانه فقط با گذرواژه و کد یک‌بارمصرف باز می‌شود.")
    holder = session.scalar(select(Account.login).where(Account.identity_hash == identity))
    if holder not in {None, account.login}:
        raise AccountError(f"این هویت به حساب {holder} پیوند خورده است.")
    account.identity_hash = identity
    note_audit(session, Audited.IDENTITY_LINKED, None, data={"account": account.id})


def unlink_account(session: Session, login: str, by: str | None = None) -> None:
    """Remove the identity from the account of `login`; its holder is signed out everywhere.

    `by` is the account that does it; None on the command line.
    """
    account = known_account(session, login)
    account.identity_hash = None
    session.execute(delete(DeskSession).where(DeskSession.account_id == account.id))
    note_audit(session, Audited.IDENTITY_UNLINKED, by, data={"account": account.id})


def account_of(session: Session, identity: str) -> Account:
    """The open account that is linked with the identity; raises `SignInFailedError`."""
    account = session.scalar(select(Account).where(Account.identity_hash == identity))
    if account is None or account.disabled_at or account.role == Role.ADMINISTRATOR:
        raise SignInFailedError
    return account
