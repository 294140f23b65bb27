"""What is asked of the scoreboard: by what, for which months, of which agency and province."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum

from persiantools.jdatetime import JalaliDate

from assistant.language.dates import TEHRAN, jalali_month
from assistant.language.digits import persian_digits

_MONTH = re.compile(r"(1[34]\d\d)-(0[1-9]|1[0-2])")
_DAY = re.compile(r"(20\d\d)-(\d\d)-(\d\d)")
USUAL_MONTHS = 6
"""How many months a board is about if nobody says otherwise: half a year."""
MOST_MONTHS = 24


class By(StrEnum):
    """What a row of the board is."""

    AGENCY = "agency"
    PROVINCE = "province"
    SERVICE = "service"
    LEVEL = "level"


class BoardRefusedError(ValueError):
    """What is asked cannot be answered; `code` says why, in the words of the interface."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Period:
    """Jalali months `YYYY-MM`, both included."""

    first: str
    last: str

    @property
    def title_fa(self) -> str:
        """«فروردین تا شهریور ۱۴۰۵»."""
        first, last = _jalali(self.first), _jalali(self.last)
        if first == last:
            return _named(first, "%B %Y")
        begin = _named(first, "%B" if first.year == last.year else "%B %Y")
        return f"{begin} تا {_named(last, '%B %Y')}"

    def __contains__(self, month: str) -> bool:
        """Whether the month lies in it."""
        return self.first <= month <= self.last


@dataclass(frozen=True)
class BoardQuery:
    """A board that was asked for; `province` is a name, as facts have it."""

    by: By
    period: Period
    agency_id: str | None = None
    province: str | None = None
    level: str | None = None


def period_of(first: str | None, last: str | None, now: datetime) -> Period:
    """From what was asked, `YYYY-MM` Jalali or `YYYY-MM-DD` Gregorian.

    Without an end it is the month before the current one; without a beginning, half a year.

    Raises BoardRefusedError: `unknown_period` for what is neither, lies ahead or is longer than
    `MOST_MONTHS`; `period_reversed` for an end before its beginning.
    """
    current = jalali_month(now)
    end = _month(last) if last else max(months_back(current, 1), _month(first) if first else "")
    begin = _month(first) if first else months_back(end, USUAL_MONTHS - 1)
    if begin > end:
        raise BoardRefusedError("period_reversed")
    if begin > current or begin < months_back(end, MOST_MONTHS - 1):
        raise BoardRefusedError("unknown_period")
    return Period(begin, end)


def known(name: str | None, names: Collection[str], code: str) -> str | None:
    """`name` if it is known or was not given; raises BoardRefusedError with `code` otherwise."""
    if name and name not in names:
        raise BoardRefusedError(code)
    return name or None


def month_title(month: str) -> str:
    """A Jalali month `YYYY-MM` as «شهریور ۱۴۰۵»."""
    return _named(_jalali(month), "%B %Y")


def _month(text: str) -> str:
    if _MONTH.fullmatch(text):
        return text
    if day := _DAY.fullmatch(text):
        try:
            found = date(*map(int, day.groups()))
        except ValueError:
            raise BoardRefusedError("unknown_period") from None
        return jalali_month(datetime.combine(found, time(12), TEHRAN).astimezone(UTC))
    raise BoardRefusedError("unknown_period")


def months_back(month: str, months: int) -> str:
    """The month that was so many months before."""
    year, number = map(int, month.split("-"))
    total = year * 12 + number - 1 - months
    return f"{total // 12:04}-{total % 12 + 1:02}"


def _jalali(month: str) -> JalaliDate:
    year, number = map(int, month.split("-"))
    return JalaliDate(year, number, 1)


def _named(day: JalaliDate, pattern: str) -> str:
    words: str = day.strftime(pattern, locale="fa")
    return persian_digits(words)
