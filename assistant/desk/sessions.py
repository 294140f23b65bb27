"""Signed-in sessions: random, kept as hashes, ended by idleness, by age, or by hand.

Of the device only the kind is kept, as its browser gives it; nothing finer, and no address.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from assistant.desk.models import Account, DeskSession
from assistant.storage.sealing import hash_token

BROWSERS = {
    # The order matters: most browsers also call themselves by older ones' names.
    "edg": "Edge",
    "opr/": "Opera",
    "samsungbrowser": "Samsung Internet",
    "firefox": "فایرفاکس",
    "fxios": "فایرفاکس",
    "crios": "کروم",
    "chrom": "کروم",
    "safari": "سافاری",
}
SYSTEMS = {
    "android": "اندروید",
    "iphone": "آیفون",
    "ipad": "آی‌پد",
    "cros": "کروم‌بوک",
    "windows": "ویندوز",
    "mac os": "مک",
    "linux": "لینوکس",
}
UNKNOWN_DEVICE = "دستگاه ناشناخته"


def device_kind(user_agent: str) -> str:
    """«فایرفاکس در ویندوز» for a `User-Agent`; at most 64 characters, whatever it holds."""
    said = user_agent[:512].lower()
    browser = next((name for sign, name in BROWSERS.items() if sign in said), "")
    system = next((name for sign, name in SYSTEMS.items() if sign in said), "")
    return " در ".join(part for part in (browser, system) if part) or UNKNOWN_DEVICE


_SEEN_EVERY = timedelta(seconds=30)
_NAME = 16


@dataclass(frozen=True)
class SessionRules:
    """How long a session lasts without a request, and in any case."""

    idle: timedelta
    longest: timedelta


class Ended(StrEnum):
    """Why a cookie opens nothing: never given or signed out, account closed, too old, unused."""

    UNKNOWN = "unknown"
    CLOSED = "closed"
    OLD = "old"
    IDLE = "idle"


@dataclass(frozen=True)
class SignedInAccount:
    """The signed-in account, and its session; `token` is the cookie's value."""

    account: Account
    session_id: str
    token: str
    expires_at: datetime
    id_token_sealed: str | None = None

    @property
    def csrf_token(self) -> str:
        """The value that every changing request must show besides the cookie."""
        return hmac.digest(self.token.encode(), b"dastyar/desk/csrf", hashlib.sha256).hex()

    def csrf_matches(self, shown: str) -> bool:
        """Compare in constant time."""
        return hmac.compare_digest(self.csrf_token.encode(), shown.encode())


def open_session(
    session: Session,
    account: Account,
    rules: SessionRules,
    at: datetime,
    replaces: str | None,
    *,
    device: str,
    id_token_sealed: str | None = None,
) -> SignedInAccount:
    """A session with a fresh value; the one of the cookie `replaces`, if there was one, ends.

    `device` is its kind, and `id_token_sealed` the proof of an identity provider, if one has
    opened it.
    """
    if replaces:
        close_session(session, replaces)
    _forget_ended(session, rules, at)
    token = secrets.token_urlsafe(32)
    row = DeskSession(
        id=hash_token(token),
        account_id=account.id,
        created_at=at,
        seen_at=at,
        expires_at=at + rules.longest,
        id_token_sealed=id_token_sealed,
        device=device,
    )
    session.add(row)
    return SignedInAccount(account, row.id, token, row.expires_at, id_token_sealed)


def find_session(
    session: Session, token: str, rules: SessionRules, at: datetime, *, is_use: bool = True
) -> SignedInAccount | None:
    """The account of the cookie's value, unless the session or the account has ended.

    Looking without use does not keep an idle session alive.
    """
    query = select(DeskSession, Account).join(Account, Account.id == DeskSession.account_id)
    query = query.where(
        DeskSession.id == hash_token(token),
        DeskSession.expires_at > at,
        DeskSession.seen_at > at - rules.idle,
        Account.disabled_at.is_(None),
    )
    found = session.execute(query).first()
    if found is None:
        return None
    row, account = found
    if is_use and row.seen_at <= at - _SEEN_EVERY:
        session.execute(update(DeskSession).where(DeskSession.id == row.id).values(seen_at=at))
    return SignedInAccount(account, row.id, token, row.expires_at, row.id_token_sealed)


def why_ended(session: Session, token: str, at: datetime) -> Ended:
    """Why `find_session` finds nobody, for the log."""
    query = select(DeskSession, Account.disabled_at).join(Account)
    found = session.execute(query.where(DeskSession.id == hash_token(token))).first()
    if found is None:
        return Ended.UNKNOWN
    row, disabled_at = found
    if disabled_at is not None:
        return Ended.CLOSED
    return Ended.OLD if row.expires_at <= at else Ended.IDLE


def close_session(session: Session, token: str) -> None:
    """Sign out here."""
    session.execute(delete(DeskSession).where(DeskSession.id == hash_token(token)))


def close_all(session: Session, account_id: str, *, but: str = "") -> None:
    """Sign out everywhere, except in the session with the id `but`."""
    theirs = DeskSession.account_id == account_id
    session.execute(delete(DeskSession).where(theirs, DeskSession.id != but))


def open_sessions(
    session: Session, account_id: str, rules: SessionRules, at: datetime
) -> list[DeskSession]:
    """The sessions of an account that still open something, last used first."""
    query = select(DeskSession).where(
        DeskSession.account_id == account_id,
        DeskSession.expires_at > at,
        DeskSession.seen_at > at - rules.idle,
    )
    return list(session.scalars(query.order_by(DeskSession.seen_at.desc(), DeskSession.id)))


def name_of(session_id: str) -> str:
    """The name of a session in lists: enough to tell it from others, and no access to it."""
    return session_id[:_NAME]


def close_named(session: Session, account_id: str, name: str) -> bool:
    """End the account's session that is called `name`; False if it has none."""
    query = select(DeskSession).where(DeskSession.account_id == account_id)
    found = next((row for row in session.scalars(query) if name_of(row.id) == name), None)
    if found is not None:
        session.delete(found)
    return found is not None


def _forget_ended(session: Session, rules: SessionRules, at: datetime) -> None:
    ended = or_(DeskSession.expires_at <= at, DeskSession.seen_at <= at - rules.idle)
    session.execute(delete(DeskSession).where(ended))
