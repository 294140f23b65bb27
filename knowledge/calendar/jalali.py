"""Jalali days and times as the calendar's files write them; moments are aware and in UTC."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from persiantools.jdatetime import JalaliDate
from pydantic import BeforeValidator

TEHRAN = ZoneInfo("Asia/Tehran")
_WRITTEN = re.compile(r"(1[34]\d\d|۱[۳۴]\d\d)-(\d{1,2})-(\d{1,2})(?: (\d{1,2}):(\d\d))?")


def day(value: object) -> date:
    """`1405-09-04` as a Gregorian date; raises ValueError for anything else."""
    when, clock = _read(value)
    if clock is not None:
        raise ValueError("a day is wanted, without a time")
    return when


def beginning(value: object) -> datetime:
    """`1405-09-04 10:30` as a moment; a day alone is its first moment."""
    when, clock = _read(value)
    return at(when, clock or time())


def end(value: object) -> datetime:
    """`1405-09-04 10:30` as a moment; a day alone is the moment after it, so it is included."""
    when, clock = _read(value)
    return at(when + timedelta(days=1), time()) if clock is None else at(when, clock)


def at(when: date, clock: time) -> datetime:
    """The moment at which Tehran's clocks show `clock` on `when`."""
    return datetime.combine(when, clock, TEHRAN).astimezone(UTC)


def _read(value: object) -> tuple[date, time | None]:
    match = _WRITTEN.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise ValueError("write a Jalali day such as 1405-09-04, or a time: 1405-09-04 10:30")
    year, month, number = (int(part) for part in match.group(1, 2, 3))
    if not JalaliDate.check_date(year, month, number):
        raise ValueError(f"there is no day {year:04}-{month:02}-{number:02}")
    clock = time(int(match[4]), int(match[5])) if match[4] else None
    found: date = JalaliDate(year, month, number).to_gregorian()
    return found, clock


Day = Annotated[date, BeforeValidator(day)]
Beginning = Annotated[datetime, BeforeValidator(beginning)]
End = Annotated[datetime, BeforeValidator(end)]
