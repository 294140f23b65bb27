"""What a period is, and how long each of its steps takes."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from persiantools.jdatetime import JalaliDate

from assistant.language.dates import TEHRAN
from assistant.language.digits import persian_digits
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
