"""The table of outages that the desk has confirmed."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from assistant.cases.terms import Indicator
from assistant.storage.database import Base, UtcDateTime
from assistant.storage.shared_clock import utc_now
from assistant.storage.wide import WIDE


class OutageRow(Base):
    """Something of an agency is down; without `service_id` all of it, without `province` anywhere.

    `indicator` says what: its systems, or its telephone. `people` is how many told of it at least,
    `asked` who has been asked about it, in words that citizens read.

    `case_id` is the case that leads all who follow it, None until somebody does. `source` says who
    told of it, and is shown to citizens. One that has ended is kept.
    """

    __tablename__ = "outages"

    id: Mapped[int] = mapped_column(WIDE, primary_key=True, autoincrement=True)
    agency_id: Mapped[str] = mapped_column(String(64), index=True)
    service_id: Mapped[str | None] = mapped_column(String(64))
    province: Mapped[str | None] = mapped_column(String(64))
    indicator: Mapped[str] = mapped_column(
        String(24), default=Indicator.SYSTEM_DOWN, server_default=Indicator.SYSTEM_DOWN
    )
    people: Mapped[int] = mapped_column(default=0, server_default="0")
    asked: Mapped[str | None] = mapped_column(String(200), default=None)
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expected_end_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    source: Mapped[str] = mapped_column(String(500))
    case_id: Mapped[int | None] = mapped_column(WIDE, ForeignKey("cases.id"), index=True)
    added_by: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)
