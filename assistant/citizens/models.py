"""Tables of signed-in citizens: nonces that were used, sessions, and whose cases are whose."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from assistant.storage.database import Base, UtcDateTime
from assistant.storage.wide import WIDE


class UsedNonce(Base):
    """The hash of a nonce that has signed somebody in, kept until it could not do so any more."""

    __tablename__ = "citizen_nonces"

    nonce_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    until: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class CitizenSession(Base):
    """A citizen who is signed in; `id` is the hash of the random value that opens it.

    `subject_hash` is all that is kept of who it is. `contact_sealed` has name and mobile as the
    portal told them, for a case that the citizen files with them; it goes with the session.
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
