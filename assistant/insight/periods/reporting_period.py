"""A reporting period: its name, how long each of its steps takes, and the tables of periods."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any

from persiantools.jdatetime import JalaliDate
from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from assistant.cases.models import LogEntry
from assistant.language.dates import TEHRAN
from assistant.language.digits import persian_digits
from assistant.storage.database import Base, UtcDateTime
from assistant.storage.wide import WIDE
from knowledge.calendar.jalali import at

RIPENING = timedelta(days=10)
"""From the end of a period until its figures are frozen. An agency has 48 office hours to answer
and a citizen needs some days to judge; frozen earlier, the figures would miss its last days."""
OBJECTION = timedelta(days=10)
"""From the freezing until the figures may become final: so long an agency may object."""
_SEASONS = ("بهار", "تابستان", "پاییز", "زمستان")
_MONTHS = (
    *("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور"),
    *("مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"),
)
_WRITTEN = re.compile(r"(1[34]\d\d)-(?:(0[1-9]|1[0-2])|S([1-4]))", re.ASCII)


class UnknownPeriodError(ValueError):
    """What was given names no period."""


class State(StrEnum):
    """How far the figures of a period are."""

    OPEN = "open"
    PROVISIONAL = "provisional"
    FINAL = "final"


STATE_FA: dict[State, str] = {
    State.OPEN: "در جریان",
    State.PROVISIONAL: "موقت؛ مهلت اعتراض باز است",
    State.FINAL: "قطعی",
}


@dataclass(frozen=True, order=True)
class ReportingPeriod:
    """A Jalali month, written `1405-06`, or a season, `1405-S2`: `count` months from `first` on."""

    year: int
    first: int
    count: int = 1

    @classmethod
    def parse(cls, text: str) -> "ReportingPeriod":
        """The period of this name; raises `UnknownPeriodError`."""
        match = _WRITTEN.fullmatch(text)
        if match is None:
            raise UnknownPeriodError(text)
        year, month, season = match.groups()
        return cls(int(year), int(month)) if month else cls(int(year), 3 * int(season) - 2, 3)

    @classmethod
    def month_of(cls, moment: datetime) -> "ReportingPeriod":
        """The month in which `moment` lies in Tehran."""
        local = JalaliDate.to_jalali(moment.astimezone(TEHRAN).date())
        return cls(local.year, local.month)

    @property
    def season(self) -> "ReportingPeriod":
        """The season that the period lies in."""
        return ReportingPeriod(self.year, 3 * ((self.first - 1) // 3) + 1, 3)

    @property
    def previous(self) -> "ReportingPeriod":
        """The period of the same length before."""
        before = self.year * 12 + self.first - 1 - self.count
        return ReportingPeriod(before // 12, before % 12 + 1, self.count)

    @property
    def months(self) -> tuple[str, ...]:
        """The months of it, as facts name them: `1405-06`."""
        return tuple(f"{self.year:04}-{self.first + place:02}" for place in range(self.count))

    @property
    def begins(self) -> datetime:
        """Its first moment."""
        return at(JalaliDate(self.year, self.first, 1).to_gregorian(), time())

    @property
    def ends(self) -> datetime:
        """The first moment after it."""
        after = self.year * 12 + self.first - 1 + self.count
        return at(JalaliDate(after // 12, after % 12 + 1, 1).to_gregorian(), time())

    @property
    def ripe_at(self) -> datetime:
        """When its figures are frozen, and as of when they count, then and for ever."""
        return self.ends + RIPENING

    @property
    def title_fa(self) -> str:
        """«شهریور ۱۴۰۵» or «تابستان ۱۴۰۵»."""
        is_month = self.count == 1
        name = _MONTHS[self.first - 1] if is_month else _SEASONS[(self.first - 1) // 3]
        return f"{name} {persian_digits(str(self.year))}"

    def __str__(self) -> str:
        if self.count == 1:
            return self.months[0]
        return f"{self.year:04}-S{(self.first + 2) // 3}"


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

    The entry of that move has its SHA-256, so the log shows whether the file was changed later.
    """

    __tablename__ = "period_exports"

    period: Mapped[str] = mapped_column(String(8), primary_key=True)
    state: Mapped[str] = mapped_column(String(16), primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class CitizenCallback(Base):
    """A case that the lot of a day drew: its citizen is called and asked what they think.

    `day` and `ticket` say why this case and no other (`callbacks.py`). `outcome` is None until a
    call.
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
