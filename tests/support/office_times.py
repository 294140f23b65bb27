"""The working calendar as it is shipped, and moments written as people in Iran say them."""

from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from persiantools.jdatetime import JalaliDate

from assistant.cases.terms import Indicator
from knowledge.calendar.load import OfficeTimes, load
from knowledge.calendar.schema import Reason
from knowledge.calendar.work import Closure
from knowledge.catalogue import load as load_catalogue

# Not by the time zone's name, so that a summer time in it would be noticed.
IRAN = timezone(timedelta(hours=3, minutes=30))


@lru_cache
def shipped() -> OfficeTimes:
    """The files in knowledge/calendar."""
    return load(load_catalogue(), set(Indicator))


def jalali(year: int, month: int, day: int, clock: str = "00:00") -> datetime:
    """A Jalali day and time in Iran, in UTC."""
    hour, minute = map(int, clock.split(":"))
    date = JalaliDate(year, month, day).to_gregorian()
    local = datetime(date.year, date.month, date.day, hour, minute, tzinfo=IRAN)
    return local.astimezone(UTC)


def closed(begins: datetime, ends: datetime, province: str | None = None) -> Closure:
    """A closure for smog."""
    return Closure(province, begins, ends, Reason.SMOG, "https://example.ir/closed")
