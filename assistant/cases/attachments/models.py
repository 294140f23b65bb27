"""The tables of files: those of cases, and those that wait for their case."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assistant.storage.database import Base, UtcDateTime
from assistant.storage.wide import WIDE


class Attachment(Base):
    """One file of a case: what it is, and under which name and key it is kept.

    The name is a keyed hash of the content, which is sealed too: whoever has a copy of database and
    folder cannot find out whether a file they know was handed in.

    `size` counts the bytes that are kept; `key_id` names the key that sealed the file;
    `event_number` says with which event it came, and so who added it.
    """

    __tablename__ = "case_attachments"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=lambda: uuid4().hex)
    case_id: Mapped[int] = mapped_column(WIDE, ForeignKey("cases.id"))
    event_number: Mapped[int]
    added_by: Mapped[str] = mapped_column(String(16))
    added_by_id: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(64), index=True)
    sha256_sealed: Mapped[str] = mapped_column(Text)
    media: Mapped[str] = mapped_column(String(32))
    size: Mapped[int]
    key_id: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        UniqueConstraint("case_id", "name"),
        Index("ix_case_attachments_key_id_id", "key_id", "id"),
    )


class WaitingFile(Base):
    """A file that came before its case: sent in a conversation while the form is filled in."""

    __tablename__ = "waiting_files"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=lambda: uuid4().hex)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"))
    name: Mapped[str] = mapped_column(String(64), index=True)
    sha256_sealed: Mapped[str] = mapped_column(Text)
    media: Mapped[str] = mapped_column(String(32))
    size: Mapped[int]
    key_id: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

    __table_args__ = (UniqueConstraint("conversation_id", "name"),)
