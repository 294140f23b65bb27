"""Working time: how much of it lies between two moments, and when some of it has passed.

`OpenHours` are the weekly hours without official holidays, a `Timeline` their spans of a year
with running totals, and a `WorkCalendar` what is left of them between closures.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

import holidays

from knowledge.calendar.jalali import TEHRAN
from knowledge.calendar.schema import WEEKDAYS, HolidaysFile, Hours, Minutes, Reason

Span = tuple[datetime, datetime]
"""From (included) until (excluded); aware and in UTC."""

_NONE = timedelta()


class Timeline:
    """Spans that follow one another and do not overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._opens: list[datetime] = []
        self._closes: list[datetime] = []
        self._before: list[timedelta] = []
        self._after: list[timedelta] = []
        self.total = _NONE
        for begin, until in spans:
            self._opens.append(begin)
            self._closes.append(until)
            self._before.append(self.total)
            self.total += until - begin
            self._after.append(self.total)

    def is_open(self, moment: datetime) -> bool:
        """Whether `moment` lies in a span."""
        place = bisect_right(self._opens, moment) - 1
        return place >= 0 and moment < self._closes[place]

    def worked(self, moment: datetime) -> timedelta:
        """Open time before `moment`."""
        place = bisect_right(self._opens, moment) - 1
        if place < 0:
            return _NONE
        return self._before[place] + min(moment, self._closes[place]) - self._opens[place]

    def reach(self, start: datetime, duration: timedelta) -> tuple[datetime | None, timedelta]:
        """When `duration` of open time has passed since `start`.

        If the timeline ends before, None and what is left of the duration.
        """
        first = bisect_left(self._closes, start)
        if first == len(self._closes):
            return None, duration
        begin = max(start, self._opens[first])
        target = self._before[first] + (begin - self._opens[first]) + duration
        if target > self.total:
            return None, target - self.total
        # Without duration the target is also the end of the span before, which has passed.
        last = max(first, bisect_left(self._after, target))
        return self._opens[last] + (target - self._before[last]), _NONE


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same time as sorted spans that neither overlap nor touch."""
    result: list[Span] = []
    for begin, until in sorted(spans):
        if result and begin <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], until))
        else:
            result.append((begin, until))
    return result


def without(spans: Iterable[Span], holes: Sequence[Span]) -> Iterator[Span]:
    """What is left of `spans` when `holes` (merged) are cut out."""
    ends = [until for _, until in holes]
    for begin, until in spans:
        start = begin
        for hole_begin, hole_end in holes[bisect_right(ends, begin) :]:
            if hole_begin >= until:
                break
            if hole_begin > start:
                yield start, hole_begin
            start = hole_end
        if start < until:
            yield start, until


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


HORIZON_YEARS = 20
"""How far ahead working time is looked for."""


class NoWorkingTimeError(ValueError):
    """There is not so much working time within the next years."""


@dataclass(frozen=True)
class Closure:
    """Offices of a province (by name; None: of the whole country) that are closed for a time.

    `begins` is included, `ends` is not; both are aware. `source` says who announced it.
    """

    province: str | None
    begins: datetime
    ends: datetime
    reason: Reason
    source: str

    def __post_init__(self) -> None:
        """Refuse a closure that takes no time; raises ValueError."""
        if _utc(self.ends) <= _utc(self.begins):
            raise ValueError("a closure must end after it begins")


class WorkCalendar:
    """Working time by province. Moments go in aware and come out in UTC.

    A province is named as in knowledge/places; None means only what holds for the whole country.
    Never changed once made, so it may be shared by threads.
    """

    def __init__(self, hours: OpenHours, closures: Iterable[Closure] = ()) -> None:
        self._hours = hours
        self._timelines: dict[tuple[str | None, int], Timeline] = {}
        self.closures = tuple(closures)

    def with_closures(self, more: Iterable[Closure]) -> "WorkCalendar":
        """A calendar with further closures, for instance those that the database holds."""
        return WorkCalendar(self._hours, (*self.closures, *more))

    def add(self, start: datetime, duration: timedelta, province: str | None) -> datetime:
        """The first moment at which `duration` of working time has passed since `start`.

        It is a moment of open time or the end of one; without duration, the next such moment.
        Raises ValueError for a negative duration or a naive time, and `NoWorkingTimeError`.
        """
        if duration < timedelta():
            raise ValueError("a duration is not negative")
        moment, left = _utc(start), duration
        first = _year(moment)
        for year in range(first, first + HORIZON_YEARS):
            reached, left = self._timeline(province, year).reach(moment, left)
            if reached is not None:
                return reached
        raise NoWorkingTimeError(f"no {duration} of working time after {start}")

    def between(self, a: datetime, b: datetime, province: str | None) -> timedelta:
        """Working time from `a` to `b`; negative if `b` is earlier."""
        begin, until = _utc(a), _utc(b)
        if until < begin:
            return -self.between(b, a, province)
        whole = sum(
            (self._timeline(province, year).total for year in range(_year(begin), _year(until))),
            timedelta(),
        )
        before = self._timeline(province, _year(begin)).worked(begin)
        return whole + self._timeline(province, _year(until)).worked(until) - before

    def since(self, until: datetime, province: str | None) -> Callable[[datetime], timedelta]:
        """`between` for many beginnings and one end, several times as fast."""
        end = _utc(until)
        timeline = self._timeline(province, _year(end))
        new_year = datetime(_year(end), 1, 1, tzinfo=TEHRAN).astimezone(UTC)
        worked = timeline.worked(end)

        def found(begin: datetime) -> timedelta:
            if new_year <= begin <= end:
                return worked - timeline.worked(begin)
            return self.between(begin, until, province)

        return found

    def is_open(self, moment: datetime, province: str | None) -> bool:
        """Whether offices are open; at the moment of closing they are not."""
        utc = _utc(moment)
        return self._timeline(province, _year(utc)).is_open(utc)

    def _timeline(self, province: str | None, year: int) -> Timeline:
        key = (province, year)
        if key not in self._timelines:
            closed = merged(
                (closure.begins.astimezone(UTC), closure.ends.astimezone(UTC))
                for closure in self.closures
                if closure.province in (None, province)
            )
            self._timelines[key] = Timeline(without(self._hours.spans(province, year), closed))
        return self._timelines[key]


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment must have a time zone")
    return moment.astimezone(UTC)


def _year(moment: datetime) -> int:
    return moment.astimezone(TEHRAN).year
