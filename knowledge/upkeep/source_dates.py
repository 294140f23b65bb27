"""The age of a source's words, whichever calendar its date is written in."""

import re
from datetime import date, timedelta

from persiantools.jdatetime import JalaliDate

from knowledge.items import Item, Source
from knowledge.schema import Service

_WRITTEN = re.compile(r"(?<!\d)(\d{4})(?!\d)(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?")
_LAST_JALALI_YEAR = 1600
"""Years up to it are Jalali ones, later ones of the Gregorian calendar."""


def newest(service: Service, item: Item) -> date | None:
    """The day of the newest source of `item`; without a dated one, the end of its `as_of` year.

    None when nothing says how old it is.
    """
    days = [day for source in service.sources_of(item) if (day := day_of(source))]
    if not days and item.as_of:
        return last_day(item.as_of)
    return max(days, default=None)


def day_of(source: Source) -> date | None:
    """The last day that the source's `date`, or else its `date_fa`, may mean."""
    days = (last_day(text) for text in (source.date, source.date_fa) if text)
    return next((day for day in days if day), None)


def last_day(written: str) -> date | None:
    """The last day that a text such as `2024-02` or «نامشخص (حدود ۱۴۰۲)» may mean.

    Years, months and days of either calendar; None when it names no year.
    """
    days = (_last_of(match) for match in _WRITTEN.finditer(written))
    return max((day for day in days if day), default=None)


def days_of(written: str) -> tuple[date, date] | tuple[()]:
    """The first and the last day that an ISO date, of a year or a month too, may mean."""
    match = _WRITTEN.match(written)
    last = _last_of(match) if match else None
    if match is None or last is None:
        return ()
    month, day = (int(part or 1) for part in match.groups()[1:])
    return date(int(match[1]), month, day), last


def jalali_year(day: date) -> int:
    """The Iranian year in which `day` lies."""
    year: int = JalaliDate(day).year
    return year


def _last_of(match: re.Match[str]) -> date | None:
    year, month, day = (int(part or 0) for part in match.groups())
    try:
        if day:
            return _date(year, month, day)
        year, month = (year + 1, 1) if month in (0, 12) else (year, month + 1)
        return _date(year, month, 1) - timedelta(days=1)
    except ValueError:
        return None


def _date(year: int, month: int, day: int) -> date:
    if year > _LAST_JALALI_YEAR:
        return date(year, month, day)
    found: date = JalaliDate(year, month, day).to_gregorian()
    return found
