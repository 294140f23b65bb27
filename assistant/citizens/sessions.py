"""Citizens who are signed in: their sessions, and which cases are theirs.

A random value of one browser, kept as a hash, opens a session; it ends by age or by hand. A case
belongs to a citizen who filed it, or opened it by code and pin, while signed in. Plain functions
of a `Session`.
"""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography.fernet import InvalidToken
from sqlalchemy import ForeignKey, Select, String, Text, delete, exists, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.cases.codes import normalise
from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import Move
from assistant.cases.schemas import Contact
from assistant.cases.terms import Identity
from assistant.citizens.sign_in import IdentityRefusedError, RefusalReason
from assistant.storage.database import Base, UtcDateTime
from assistant.storage.sealing import Sealer, hash_token
from assistant.storage.statements import delete_some, insert_new
from assistant.storage.wide import WIDE


class UsedNonce(Base):
    """The hash of a nonce that has signed somebody in, kept until it could not do so any more."""

    __tablename__ = "citizen_nonces"

    nonce_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    until: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class CitizenSession(Base):
    """A citizen who is signed in; `id` is the hash of the random value that opens it.

    `subject_hash` is all that is kept of the identity. `contact_sealed` has name and mobile as the
    portal gave them, for a case that the citizen files with them; it is deleted with the session.
    """

    __tablename__ = "citizen_sessions"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    subject_hash: Mapped[str] = mapped_column(String(64), index=True)
    contact_sealed: Mapped[str | None] = mapped_column(Text, default=None)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class CitizenCase(Base):
    """That a case is among those of a citizen; never of an anonymous case."""

    __tablename__ = "citizen_cases"

    subject_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    case_id: Mapped[int] = mapped_column(WIDE, ForeignKey("cases.id"), primary_key=True, index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


@dataclass(frozen=True)
class Citizen:
    """A signed-in citizen: the hash of a portal's subject, and the contact that the portal gave."""

    subject_hash: str
    contact: Contact | None = None


@dataclass(frozen=True)
class NewSession:
    """A session and the value that opens it, which is stored nowhere."""

    token: str
    citizen: Citizen
    expires_at: datetime


def use_nonce(session: Session, nonce_hash: str, until: datetime) -> None:
    """Accept a nonce once; raises `IdentityRefusedError` the second time."""
    if not insert_new(session, UsedNonce, {"nonce_hash": nonce_hash, "until": until}):
        raise IdentityRefusedError(RefusalReason.USED)


def open_session(
    session: Session, sealer: Sealer, citizen: Citizen, now: datetime, expires_at: datetime
) -> NewSession:
    """A session with a fresh value; removes sessions that have ended."""
    forget_ended(session, now)
    token = secrets.token_urlsafe(32)
    contact = citizen.contact and citizen.contact.model_dump_json(exclude_none=True)
    session.add(
        CitizenSession(
            id=hash_token(token),
            subject_hash=citizen.subject_hash,
            contact_sealed=sealer.seal(contact) if contact else None,
            created_at=now,
            expires_at=expires_at,
        )
    )
    return NewSession(token, citizen, expires_at)


def find_session(session: Session, sealer: Sealer, token: str, now: datetime) -> Citizen | None:
    """The citizen of this value; None when it belongs to nobody, or its session has ended."""
    query = select(CitizenSession).where(
        CitizenSession.id == hash_token(token), CitizenSession.expires_at > now
    )
    row = session.scalar(query)
    return Citizen(row.subject_hash, _contact(sealer, row)) if row else None


def _contact(sealer: Sealer, row: CitizenSession) -> Contact | None:
    try:
        told = json.loads(sealer.open(row.contact_sealed)) if row.contact_sealed else {}
    except InvalidToken:
        # The key of the contact is gone; the citizen is asked for it like anybody else.
        return None
    return Contact(**told) if told else None


def close_session(session: Session, token: str) -> None:
    """Sign out here."""
    session.execute(delete(CitizenSession).where(CitizenSession.id == hash_token(token)))


def close_all(session: Session, subject_hash: str) -> None:
    """Sign out everywhere."""
    session.execute(delete(CitizenSession).where(CitizenSession.subject_hash == subject_hash))


def forget_ended(session: Session, now: datetime) -> int:
    """Remove some expired sessions and nonces; returns the larger of both counts."""
    sessions = delete_some(session, CitizenSession, CitizenSession.expires_at <= now)
    return max(sessions, delete_some(session, UsedNonce, UsedNonce.until <= now))


def link_case(session: Session, subject_hash: str, case: Case, now: datetime) -> None:
    """Add `case` to those of the citizen.

    An anonymous case is added to nobody, and an erased case is not added.
    """
    if case.identity == Identity.ANONYMOUS or case.erased_at is not None:
        return
    session.flush()
    values = {"subject_hash": subject_hash, "case_id": case.id, "created_at": now}
    insert_new(session, CitizenCase, values)


def unlink_cases(session: Session, subject_hash: str, case_id: int | None = None) -> None:
    """Take a case from those of the citizen, or all of them."""
    theirs = delete(CitizenCase).where(CitizenCase.subject_hash == subject_hash)
    session.execute(theirs if case_id is None else theirs.where(CitizenCase.case_id == case_id))


def unlink_after_new_pin(session: Session, case: Case, event: CaseEvent) -> None:
    """After a new pin, nobody signed in keeps the case: only the new pin opens it."""
    if event.type == Move.PIN_CHANGED:
        session.execute(delete(CitizenCase).where(CitizenCase.case_id == case.id))


def linked_case(session: Session, subject_hash: str, tracking_code: str) -> Case | None:
    """The case of this code if it is one of the citizen's; None for all others, unknown or not."""
    query = _theirs(subject_hash).where(Case.tracking_code == normalise(tracking_code))
    return session.scalar(query)


def linked_cases(
    session: Session, subject_hash: str, limit: int | None, before_id: int | None = None
) -> Sequence[Case]:
    """At most `limit` cases of the citizen, the newest first; those older than `before_id`."""
    query = _theirs(subject_hash)
    if before_id is not None:
        query = query.where(Case.id < before_id)
    return session.scalars(query.order_by(Case.id.desc()).limit(limit)).all()


def _theirs(subject_hash: str) -> Select[Case]:
    is_theirs = exists().where(
        CitizenCase.case_id == Case.id, CitizenCase.subject_hash == subject_hash
    )
    # An anonymous case is linked with nobody; a row that says otherwise opens nothing.
    return select(Case).where(
        is_theirs, Case.identity != Identity.ANONYMOUS, Case.erased_at.is_(None)
    )
