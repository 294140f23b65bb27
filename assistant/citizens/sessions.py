"""Who is signed in: a random value for one browser, kept as a hash, ended by age or by hand.

Plain functions of a `Session`.
"""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime

from cryptography.fernet import InvalidToken
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from assistant.cases.schemas import Contact
from assistant.citizens.models import CitizenSession, UsedNonce
from assistant.citizens.refusals import IdentityRefusedError, Reason
from assistant.storage.batches import delete_some
from assistant.storage.inserting import insert_new
from assistant.storage.sealing import Sealer, hash_token


@dataclass(frozen=True)
class Citizen:
    """Who is signed in: the hash of a portal's subject, and the contact that it told."""

    subject_hash: str
    contact: Contact | None = None


@dataclass(frozen=True)
class NewSession:
    """A session and the value that opens it, which is stored nowhere."""

    token: str
    citizen: Citizen
    expires_at: datetime


def use_nonce(session: Session, nonce_hash: str, until: datetime) -> None:
    """Have a nonce sign somebody in for once; raises `IdentityRefusedError` the second time."""
    if not insert_new(session, UsedNonce, {"nonce_hash": nonce_hash, "until": until}):
        raise IdentityRefusedError(Reason.USED)


def open_session(
    session: Session, sealer: Sealer, citizen: Citizen, now: datetime, expires_at: datetime
) -> NewSession:
    """A session with a fresh value; what has ended meanwhile goes."""
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
    """Whose value it is; None when nobody's, or no longer."""
    query = select(CitizenSession).where(
        CitizenSession.id == hash_token(token), CitizenSession.expires_at > now
    )
    row = session.scalar(query)
    return Citizen(row.subject_hash, _contact(sealer, row)) if row else None


def _contact(sealer: Sealer, row: CitizenSession) -> Contact | None:
    try:
        told = json.loads(sealer.open(row.contact_sealed)) if row.contact_sealed else {}
    except InvalidToken:
        # Its key is gone since; the citizen is asked as anybody else.
        return None
    return Contact(**told) if told else None


def close_session(session: Session, token: str) -> None:
    """Sign out here."""
    session.execute(delete(CitizenSession).where(CitizenSession.id == hash_token(token)))


def close_all(session: Session, subject_hash: str) -> None:
    """Sign out everywhere."""
    session.execute(delete(CitizenSession).where(CitizenSession.subject_hash == subject_hash))


def forget_ended(session: Session, now: datetime) -> int:
    """Remove some sessions and nonces that open nothing any more; the larger of both counts."""
    sessions = delete_some(session, CitizenSession, CitizenSession.expires_at <= now)
    return max(sessions, delete_some(session, UsedNonce, UsedNonce.until <= now))
