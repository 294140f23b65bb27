"""Keys of other systems: their table, and how one is issued, checked and revoked.

Plain functions of a `Session`.
"""

import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import String, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.storage.database import Base, UtcDateTime
from assistant.storage.sealing import hash_token


class ApiKey(Base):
    """A key of a system, without the key itself: `hash` is that of its secret part.

    `id` is the first part of the key and names it everywhere, also in the ledger of cases;
    `issued_by` is the administrator's account, or `cli`; `last_used_at` may lag by a minute. Rows
    are never removed.
    """

    __tablename__ = "api_keys"

    id: Mapped[str] = mapped_column(String(12), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    scope: Mapped[str] = mapped_column(String(16))
    agency_id: Mapped[str | None] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
    issued_by: Mapped[str] = mapped_column(String(32))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)
    last_used_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)


LONGEST_DAYS = 1095
"""No key is good for longer than three years."""
MOST_LISTED = 1000
_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
_ID_LENGTH, _SECRET_BYTES = 12, 32
_KEY = re.compile(rf"dk_([{_ALPHABET}]{{{_ID_LENGTH}}})_([A-Za-z0-9_-]{{43}})", re.ASCII)
_NOBODYS = "0" * 64
_SEEN_EVERY = timedelta(minutes=1)


class Scope(StrEnum):
    """What a key opens: the cases of one agency, or filing by Open311."""

    AGENCY = "agency"
    OPEN311 = "open311"


class KeyState(StrEnum):
    """Whether a key opens anything now."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"


class BadKeyError(ValueError):
    """The key is unknown, wrong, expired or revoked; it does not say which."""


@dataclass(frozen=True)
class KeyWish:
    """A wish for a key; `agency_id` is the one agency whose cases the key opens."""

    name: str
    scope: Scope
    agency_id: str | None
    days: int
    issued_by: str


@dataclass(frozen=True)
class IssuedKey:
    """A new key; `token` is the key itself, which is stored nowhere."""

    key: ApiKey
    token: str


def issue(session: Session, wish: KeyWish, at: datetime) -> IssuedKey:
    """Make a key; raises `ValueError` for an agency that does not fit the scope, or bad days."""
    if (wish.agency_id is None) == (wish.scope is Scope.AGENCY):
        raise ValueError("a key for an agency's cases, and no other, belongs to an agency")
    if not 1 <= wish.days <= LONGEST_DAYS:
        raise ValueError("days out of range")
    id_ = "".join(secrets.choice(_ALPHABET) for _ in range(_ID_LENGTH))
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    key = ApiKey(
        id=id_,
        name=wish.name,
        scope=wish.scope,
        agency_id=wish.agency_id,
        hash=hash_token(secret),
        issued_by=wish.issued_by,
        created_at=at,
        expires_at=at + timedelta(days=wish.days),
    )
    session.add(key)
    session.flush()
    return IssuedKey(key, f"dk_{id_}_{secret}")


def revoke(session: Session, id_: str, at: datetime) -> bool:
    """Revoke a key; False when there is none, or it was revoked before."""
    standing = update(ApiKey).where(ApiKey.id == id_, ApiKey.revoked_at.is_(None))
    done = session.execute(standing.values(revoked_at=at).returning(ApiKey.id))
    return done.first() is not None


def keys(session: Session) -> list[ApiKey]:
    """All keys, the newest first."""
    newest = select(ApiKey).order_by(ApiKey.created_at.desc(), ApiKey.id).limit(MOST_LISTED)
    return list(session.scalars(newest))


def state_of(key: ApiKey, at: datetime) -> KeyState:
    """The state of `key` at `at`: whether it opens anything."""
    if key.revoked_at is not None:
        return KeyState.REVOKED
    return KeyState.VALID if at < key.expires_at else KeyState.EXPIRED


def check(session: Session, token: str, at: datetime) -> ApiKey:
    """The key for `token`, with its use noted; raises `BadKeyError`."""
    parts = _KEY.fullmatch(token)
    key = session.get(ApiKey, parts[1]) if parts else None
    # Compared in any case and in constant time, so that an unknown id takes as long as a wrong key.
    shown = hash_token(parts[2] if parts else token)
    is_right = hmac.compare_digest(key.hash if key else _NOBODYS, shown)
    if key is None or not is_right or state_of(key, at) is not KeyState.VALID:
        raise BadKeyError
    _note_use(session, key, at)
    return key


def _note_use(session: Session, key: ApiKey, at: datetime) -> None:
    """Note the use at most once a minute, so that not every read becomes a write."""
    is_old = or_(ApiKey.last_used_at.is_(None), ApiKey.last_used_at <= at - _SEEN_EVERY)
    if key.last_used_at is None or key.last_used_at <= at - _SEEN_EVERY:
        session.execute(update(ApiKey).where(ApiKey.id == key.id, is_old).values(last_used_at=at))
