"""Tables of logs: records that only grow, each covering the one before."""

from typing import ClassVar

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from assistant.storage.database import Base
from assistant.storage.wide import WIDE


class LogHead(Base):
    """The newest entry of a log, by which the next one is linked."""

    __tablename__ = "log_heads"

    name: Mapped[str] = mapped_column(String(16), primary_key=True)
    number: Mapped[int] = mapped_column(WIDE)
    hash: Mapped[str] = mapped_column(String(64))


class LogEntry:
    """Makes a table a log. Number and hash are given at the end of an entry's transaction.

    The table has a unique index of `number`.
    """

    log: ClassVar[str]
    """Names the log in its head and in the daily roots."""
    beside: ClassVar[frozenset[str]] = frozenset()
    """Columns that an entry's hash does not cover, since they may be erased."""

    number: Mapped[int | None] = mapped_column(WIDE)
    hash: Mapped[str | None] = mapped_column(String(64))
