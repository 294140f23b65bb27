"""When offices are meant to be open: the weekly hours, without official holidays."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

import holidays

from knowledge.calendar.jalali import TEHRAN
from knowledge.calendar.schema import WEEKDAYS, HolidaysFile, Hours, Minutes
from knowledge.calendar.timeline import Span


@lru_cache(maxsize=64)
def library_holidays(year: int) -> dict[date, str]:
    """Iran's official holidays in a Gregorian year with their names, by the library `holidays`.

    A name has «(تخمینی)» where the day of a lunar holiday is computed and not yet announced.
    """
    return dict(holidays.country_holidays("IR", years=year, language="fa_IR"))


class OpenHours:
    """Opening hours of every province, from hours.yml and holidays.yml."""

    def __init__(self, entries: Sequence[Hours], corrections: HolidaysFile) -> None:
        self._entries = tuple(reversed(entries))
        self._named = {name for entry in entries for name in entry.provinces}
        self._added = {holiday.day for holiday in corrections.added}
        self._removed = {holiday.day for holiday in corrections.removed}
        self._spans: dict[tuple[str | None, int], tuple[Span, ...]] = {}

    def is_holiday(self, day: date) -> bool:
        """Whether `day` (Gregorian) is an official holiday."""
        official = day in library_holidays(day.year) and day not in self._removed
        return official or day in self._added

    def spans(self, province: str | None, year: int) -> tuple[Span, ...]:
        """Open time in a Gregorian year, by Tehran's days; None is no province in particular."""
        key = (province if province in self._named else None, year)
        if key not in self._spans:
            self._spans[key] = tuple(self._year(*key))
        return self._spans[key]

    def _year(self, province: str | None, year: int) -> Iterator[Span]:
        day = date(year, 1, 1)
        while day.year == year:
            if not self.is_holiday(day):
                midnight = datetime(day.year, day.month, day.day, tzinfo=TEHRAN)
                for begin, until in self._hours(province, day):
                    yield _later(midnight, begin), _later(midnight, until)
            day += timedelta(days=1)

    def _hours(self, province: str | None, day: date) -> tuple[Minutes, ...]:
        weekday = WEEKDAYS[day.weekday()]
        for entry in self._entries:
            if weekday in entry.days and _covers(entry, province, day):
                return entry.days[weekday]
        return ()


def _covers(entry: Hours, province: str | None, day: date) -> bool:
    return (
        (not entry.provinces or province in entry.provinces)
        and (entry.first_day is None or entry.first_day <= day)
        and (entry.last_day is None or day <= entry.last_day)
    )


def _later(midnight: datetime, minutes: int) -> datetime:
    """When Tehran's clocks show so many minutes after midnight."""
    return (midnight + timedelta(minutes=minutes)).astimezone(UTC)
