"""The tables of files: those of cases, and those that wait for their case or their answer."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assistant.storage.database import Base, UtcDateTime
from assistant.storage.wide import WIDE


class _Kept:
    """What a file is, and under which name and key it is kept.

    The name is a keyed hash of the content, which is sealed too: whoever has a copy of database and
    folder cannot find out whether a file they know was handed in. `size` counts the bytes that are
    kept; `key_id` names the key that sealed the file.
    """

    name: Mapped[str] = mapped_column(String(64), index=True)
    sha256_sealed: Mapped[str] = mapped_column(Text)
    media: Mapped[str] = mapped_column(String(32))
    size: Mapped[int]
    key_id: Mapped[str] = mapped_column(String(16))


class Attachment(_Kept, Base):
    """One file of a case; `event_number` says with which event it came, and so who added it."""

    __tablename__ = "case_attachments"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=lambda: uuid4().hex)
    case_id: Mapped[int] = mapped_column(WIDE, ForeignKey("cases.id"))
    event_number: Mapped[int]
    added_by: Mapped[str] = mapped_column(String(16))
    added_by_id: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        UniqueConstraint("case_id", "name"),
        Index("ix_case_attachments_key_id_id", "key_id", "id"),
    )


class WaitingFile(_Kept, Base):
    """A file that came before its case: sent in a conversation while the form is filled in."""

    __tablename__ = "waiting_files"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=lambda: uuid4().hex)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

    __table_args__ = (UniqueConstraint("conversation_id", "name"),)


class PreparedFile(_Kept, Base):
    """A file of a case that waits for the answer with which its citizen is to get it.

    `hand` is whose it is: an account of the desk, a key of an agency, or the system of the line.
    """

    __tablename__ = "prepared_files"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=lambda: uuid4().hex)
    case_id: Mapped[int] = mapped_column(WIDE, ForeignKey("cases.id"))
    hand: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

    __table_args__ = (UniqueConstraint("case_id", "hand", "name"),)
