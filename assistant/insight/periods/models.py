"""Tables of periods: what was done with one, as a log, and which cases a lot drew for a call."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from assistant.cases.models import LogEntry
from assistant.storage.database import Base, UtcDateTime
from assistant.storage.wide import WIDE


class PeriodEntry(LogEntry, Base):
    """One move with the figures of a period; the newest ones say how far it is.

    The entries are a log: each covers the one before, and the ledger's daily roots cover the last.
    `data` holds digests, codes of cases and numbers; `words` is why somebody objects or decides.
    """

    __tablename__ = "period_entries"
    log = "periods"

    id: Mapped[int] = mapped_column(WIDE, primary_key=True, autoincrement=True)
    period: Mapped[str] = mapped_column(String(8))
    move: Mapped[str] = mapped_column(String(16))
    agency_id: Mapped[str | None] = mapped_column(String(64), default=None)
    actor: Mapped[str] = mapped_column(String(16))
    actor_id: Mapped[str] = mapped_column(String(64))
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    words: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        Index("uq_period_entries_number", "number", unique=True),
        Index("ix_period_entries_period", "period", "id"),
    )


class PeriodExport(Base):
    """The signed figures of a period as they were frozen, or as they became final: a zip file.

    The entry of that move has its SHA-256, so the log tells when it was changed.
    """

    __tablename__ = "period_exports"

    period: Mapped[str] = mapped_column(String(8), primary_key=True)
    state: Mapped[str] = mapped_column(String(16), primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class Callback(Base):
    """A case that the lot of a day drew: its citizen is called and asked what they think.

    `day` and `ticket` say why this case and no other (`lot.py`). `outcome` is None until a call.
    """

    __tablename__ = "callbacks"

    case_id: Mapped[int] = mapped_column(WIDE, ForeignKey("cases.id"), primary_key=True)
    agency_id: Mapped[str] = mapped_column(String(64))
    month: Mapped[str] = mapped_column(String(7))
    day: Mapped[str] = mapped_column(String(10))
    ticket: Mapped[str] = mapped_column(String(64))
    outcome: Mapped[str | None] = mapped_column(String(16), default=None)
    tries: Mapped[int] = mapped_column(default=0)
    account_id: Mapped[str | None] = mapped_column(String(32), default=None)
    called_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)

    __table_args__ = (
        Index("ix_callbacks_month", "agency_id", "month"),
        Index("ix_callbacks_open", "outcome", "day"),
    )
