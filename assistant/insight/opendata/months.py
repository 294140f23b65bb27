"""The periods of the open tables: Jalali months `1405-03`, and half-years `1405-H1` of six months.

Both are texts that sort as time does, within their kind.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from persiantools.jdatetime import JalaliDate, JalaliDateTime

from assistant.language.digits import persian_digits

TEHRAN = ZoneInfo("Asia/Tehran")
MONTHS_OF_HALF = 6
_MONTH = re.compile(r"(1[34]\d\d)-(0[1-9]|1[0-2])")
_HALVES_FA = {"H1": "نیمهٔ نخست", "H2": "نیمهٔ دوم"}


def is_month(period: str) -> bool:
    """Whether it is written as a month."""
    return _MONTH.fullmatch(period) is not None


def month_at(moment: datetime) -> str:
    """The Jalali month of an aware time, by Tehran's clocks."""
    local = JalaliDateTime(moment.astimezone(TEHRAN))
    return f"{local.year:04}-{local.month:02}"


def after(month: str) -> str:
    """The next month."""
    year, number = _parts(month)
    return f"{year:04}-{number + 1:02}" if number < 12 else f"{year + 1:04}-01"


def before(month: str) -> str:
    """The month before."""
    year, number = _parts(month)
    return f"{year:04}-{number - 1:02}" if number > 1 else f"{year - 1:04}-12"


def span(first: str, last: str) -> list[str]:
    """All months from `first` until `last`, both included; none if `first` is later."""
    found = []
    while first <= last:
        found.append(first)
        first = after(first)
    return found


def half_of(month: str) -> str:
    """The half-year that a month is part of."""
    year, number = _parts(month)
    return f"{year:04}-H{1 if number <= MONTHS_OF_HALF else 2}"


def months_of(period: str) -> list[str]:
    """The months of a half-year; a month is its own."""
    if is_month(period):
        return [period]
    year, half = period.split("-H")
    start = 1 + MONTHS_OF_HALF * (int(half) - 1)
    return [f"{year}-{number:02}" for number in range(start, start + MONTHS_OF_HALF)]


def begins_on(period: str) -> date:
    """The first day, Gregorian."""
    year, number = _parts(months_of(period)[0])
    found: date = JalaliDate(year, number, 1).to_gregorian()
    return found


def ends_on(period: str) -> date:
    """The last day, Gregorian."""
    return begins_on(after(months_of(period)[-1])) - timedelta(days=1)


def end_of(month: str) -> datetime:
    """The first moment after a month."""
    return datetime.combine(begins_on(after(month)), time(), TEHRAN).astimezone(UTC)


def title_fa(period: str) -> str:
    """«فروردین ۱۴۰۵», or «نیمهٔ نخست ۱۴۰۵»."""
    if not is_month(period):
        of_year, half = period.split("-")
        return f"{_HALVES_FA[half]} {persian_digits(of_year)}"
    year, number = _parts(period)
    words: str = JalaliDate(year, number, 1).strftime("%B %Y", locale="fa")
    return persian_digits(words)


def _parts(month: str) -> tuple[int, int]:
    found = _MONTH.fullmatch(month)
    if not found:
        raise ValueError(f"no Jalali month: {month}")
    return int(found[1]), int(found[2])
