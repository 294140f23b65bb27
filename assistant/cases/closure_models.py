"""The table of closures that were announced while the assistant runs."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from assistant.storage.database import Base, UtcDateTime
from assistant.storage.shared_clock import utc_now
from assistant.storage.wide import WIDE


class ClosureRow(Base):
    """Offices of `province` (None: of the whole country) are closed; `ends_at` is not included.

    A closure that was called off is kept, with `withdrawn_at` and, from the desk, the reason.
    """

    __tablename__ = "closures"

    id: Mapped[int] = mapped_column(WIDE, primary_key=True, autoincrement=True)
    province: Mapped[str | None] = mapped_column(String(64))
    begins_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(String(16))
    source: Mapped[str] = mapped_column(String(500))
    added_by: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)
    withdrawn_reason: Mapped[str | None] = mapped_column(String(500), default=None)
