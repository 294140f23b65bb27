"""Accounts of the desk: made by an administrator, enrolled by their holder, checked at sign-in.

Plain functions of a `Session`; all refusals are alike, so that nobody learns which logins exist.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from assistant.desk import passwords
from assistant.desk.audit import Audited, note_audit
from assistant.desk.models import Account, DeskSession
from assistant.desk.passwords import is_common
from assistant.desk.roles import Role
from assistant.storage.sealing import Sealer, hash_token

ENROLMENT = timedelta(hours=72)
"""How long a one-time link is good."""
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,62}[a-z0-9]")


class AccountError(ValueError):
    """The account cannot be made; the message says why, in Persian."""


class LoginTakenError(AccountError):
    """Another account has the login."""


class SignInFailedError(ValueError):
    """Login, password or code is wrong, or the account may not sign in; it does not say which."""


class WrongCodeError(SignInFailedError):
    """Only the code is wrong. The person does not learn this; only the counters and the log do."""


class EnrolmentError(ValueError):
    """The one-time link is unknown, used or too old."""


class CommonPasswordError(ValueError):
    """The password is among the most common ones."""


@dataclass(frozen=True)
class NewAccount:
    """An account and the secret of its one-time link, which is stored nowhere."""

    account: Account
    token: str


@dataclass(frozen=True)
class Credentials:
    """Login, password and code at sign-in."""

    login: str
    password: str
    code: str


def login_of(text: str) -> str:
    """A login as it is stored: case and surrounding spaces do not matter."""
    return text.strip().casefold()


def login_hash(sealer: Sealer, login: str) -> str:
    """The name of a failed login in log and record.

    Keyed, since people type passwords there; a known login can be found again by it.
    """
    return sealer.code("login", login_of(login))


def add_account(
    session: Session, sealer: Sealer, account: Account, at: datetime, by: str | None = None
) -> NewAccount:
    """Keep a new `account` (login, name, role, agency); raises `AccountError`.

    `by` is the account that does it, here and below; None on the command line.
    """
    account.login = login_of(account.login)
    _check(session, account)
    account.id = uuid4().hex
    account.totp_sealed = sealer.seal(passwords.new_totp_secret())
    token = renew_enrolment(account, at)
    session.add(account)
    session.flush()
    note_audit(session, Audited.ACCOUNT_ADDED, by, data={"account": account.id})
    return NewAccount(account, token)


def renew_enrolment(account: Account, at: datetime) -> str:
    """A new one-time link for `account`; the one before is void."""
    token = secrets.token_urlsafe(32)
    account.enrolment_hash, account.enrolment_until = hash_token(token), at + ENROLMENT
    return token


def enrolling(session: Session, token: str, at: datetime) -> Account:
    """The account of this one-time link; raises `EnrolmentError`."""
    query = select(Account).where(Account.enrolment_hash == hash_token(token)).with_for_update()
    account = session.scalar(query)
    if account is None or account.disabled_at or (account.enrolment_until or at) <= at:
        raise EnrolmentError
    return account


def enrol(
    session: Session, sealer: Sealer, token: str, proof: Credentials, at: datetime
) -> Account:
    """Set the password, if the code shows that the authenticator app works.

    Raises `EnrolmentError`, `CommonPasswordError`, and `SignInFailedError` for a wrong code.
    """
    account = enrolling(session, token, at)
    check_new_password(account, proof.password)
    step = passwords.totp_step(sealer.open(account.totp_sealed), proof.code, account.totp_step)
    if step is None:
        raise SignInFailedError
    _use_step(session, account, step)
    account.password_hash = passwords.hash_password(proof.password)
    account.enrolment_hash = account.enrolment_until = None
    session.execute(delete(DeskSession).where(DeskSession.account_id == account.id))
    note_audit(session, Audited.ENROLLED, account.id)
    return account


def check_credentials(session: Session, sealer: Sealer, shown: Credentials) -> Account:
    """The account of the credentials `shown`. A code works once.

    Raises `SignInFailedError`; its subclass `WrongCodeError` if only the code is wrong.
    """
    query = select(Account).where(Account.login == login_of(shown.login)).with_for_update()
    account = session.scalar(query)
    # Both are always checked, so that all refusals take the same time.
    knows = passwords.password_matches(account.password_hash if account else None, shown.password)
    secret = sealer.open(account.totp_sealed) if account else passwords.new_totp_secret()
    step = passwords.totp_step(secret, shown.code, account.totp_step if account else 0)
    if account is None or not knows or account.disabled_at:
        raise SignInFailedError
    if step is None:
        raise WrongCodeError
    _use_step(session, account, step)
    return account


def check_new_password(account: Account, password: str) -> None:
    """Raise `CommonPasswordError` for a `password` of `account` that is among the most common."""
    if is_common(password, account.login, *account.name.split()):
        raise CommonPasswordError


def change_password(session: Session, sealer: Sealer, shown: Credentials, password: str) -> Account:
    """Set a new `password` for whoever gives the old one and a code.

    Raises `SignInFailedError`.
    """
    account = check_credentials(session, sealer, shown)
    account.password_hash = passwords.hash_password(password)
    note_audit(session, Audited.PASSWORD_CHANGED, account.id)
    return account


def _use_step(session: Session, account: Account, step: int) -> None:
    """A code opens once, also when it is used twice at the same moment."""
    used = update(Account).where(Account.id == account.id, Account.totp_step < step)
    used = used.values(totp_step=step).execution_options(synchronize_session="evaluate")
    if not session.execute(used.returning(Account.id)).all():
        raise SignInFailedError


def _check(session: Session, account: Account) -> None:
    if not _LOGIN.fullmatch(account.login):
        raise AccountError(
            "نام کاربری باید ۳ تا ۶۴ نویسه و از حروف لاتین، رقم، نقطه، خط تیره یا زیرخط باشد."
        )
    if not account.name.strip():
        raise AccountError("نام خالی است.")
    if (account.agency_id is None) == (account.role == Role.CLERK):
        raise AccountError("کارشناس دستگاه باید دستگاه داشته باشد و دیگران نه.")
    query = select(func.count()).select_from(Account).where(Account.login == account.login)
    if session.scalar(query):
        raise LoginTakenError("این نام کاربری هست. نام دیگری بدهید.")


def reset_account(
    session: Session, sealer: Sealer, login: str, at: datetime, by: str | None = None
) -> str:
    """Void all ways into the account of `login`, sessions too; the new one-time link's secret.

    Raises `AccountError` for an unknown login. A closed account is open again.
    """
    account = known_account(session, login)
    account.password_hash, account.disabled_at, account.identity_hash = None, None, None
    account.totp_sealed, account.totp_step = sealer.seal(passwords.new_totp_secret()), 0
    session.execute(delete(DeskSession).where(DeskSession.account_id == account.id))
    note_audit(session, Audited.ACCOUNT_RESET, by, data={"account": account.id})
    return renew_enrolment(account, at)


def disable_account(session: Session, login: str, at: datetime, by: str | None = None) -> None:
    """Close the account of `login`, sessions included; raises `AccountError` if unknown."""
    account = known_account(session, login)
    account.disabled_at = at
    account.enrolment_hash = account.enrolment_until = None
    session.execute(delete(DeskSession).where(DeskSession.account_id == account.id))
    note_audit(session, Audited.ACCOUNT_DISABLED, by, data={"account": account.id})


def known_account(session: Session, login: str) -> Account:
    """The account of `login`; raises `AccountError` when there is none."""
    account = session.scalar(select(Account).where(Account.login == login_of(login)))
    if account is None:
        raise AccountError("چنین نام کاربری نیست. فهرست را با list-users ببینید.")
    return account
