"""Working time: how much of it lies between two moments, and when some of it has passed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from knowledge.calendar.hours import OpenHours
from knowledge.calendar.jalali import TEHRAN
from knowledge.calendar.schema import Reason
from knowledge.calendar.timeline import Timeline, merged, without

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
