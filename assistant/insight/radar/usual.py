"""The usual rate of reports: of one series, in one hour of the week in Tehran.

Most series report seldom, so an hour of the week alone says little. Its rate is a gamma-Poisson
(empirical Bayes) estimate: what the series itself had in that hour, together with a prior that is
the mean rate of the series times the shape of the week of all series. The mean has a prior as well,
for a series without history.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from assistant.language.dates import TEHRAN

HOURS_OF_WEEK = 168
HISTORY = timedelta(weeks=8)
"""So far back counts as usual: long enough for eight of each hour, short enough to forget."""
_PRIOR_RATE, _PRIOR_HOURS = 0.5, 4.0
"""The mean of a series without history, in people an hour, and for how many hours that speaks. It
is far above most (.13 in simulated traffic): the first days shall not alarm for nothing. After a
day of watching the history outweighs it."""
_PRIOR_WEEKS = 4.0
"""For so many weeks the shape of all series speaks beside an hour's own counts."""
_PRIOR_REPORTS = 50.0
"""So many reports, spread evenly over the week, stand beside the shape of all series."""


def hour_of(moment: datetime) -> datetime:
    """The beginning of its hour. Tehran is half an hour off UTC; hours are those of UTC."""
    return moment.replace(minute=0, second=0, microsecond=0)


def hour_of_week(moment: datetime) -> int:
    """0..167, from Monday's first hour in Tehran, by the middle of the UTC hour of `moment`."""
    return _of_week(hour_of(moment))


@lru_cache(maxsize=4096)
def _of_week(hour: datetime) -> int:
    local = (hour + timedelta(minutes=30)).astimezone(TEHRAN)
    return local.weekday() * 24 + local.hour


@dataclass(frozen=True)
class Week:
    """The shape of a usual week: `shape` has mean 1 over the hours that were watched."""

    shape: tuple[float, ...]

    @classmethod
    def of(cls, totals: Mapping[datetime, int]) -> "Week":
        """From the reports of all series in each watched hour; flat without any."""
        told, watched = [0.0] * HOURS_OF_WEEK, [0] * HOURS_OF_WEEK
        for hour, people in totals.items():
            told[hour_of_week(hour)] += people
            watched[hour_of_week(hour)] += 1
        mean = sum(told) / max(1, sum(watched))
        if mean == 0:
            return cls((1.0,) * HOURS_OF_WEEK)
        return cls(
            tuple(
                (one + _PRIOR_REPORTS) / (hours * mean + _PRIOR_REPORTS)
                for one, hours in zip(told, watched, strict=True)
            )
        )


@dataclass(frozen=True)
class UsualRate:
    """The usual rate of one series; call it with a moment for people an hour."""

    rates: tuple[float, ...]

    def __call__(self, moment: datetime) -> float:
        """People an hour, in the hour of the week of `moment`."""
        return self.rates[hour_of_week(moment)]

    @classmethod
    def of(
        cls, counts: Mapping[datetime, int], watched: Collection[datetime], week: Week
    ) -> "UsualRate":
        """From the people of each hour that had any, among the `watched` hours.

        Both are without hours of outages, which are not usual.
        """
        known = set(watched)
        hours, told = [0] * HOURS_OF_WEEK, [0] * HOURS_OF_WEEK
        for hour in known:
            hours[hour_of_week(hour)] += 1
        for hour, people in counts.items():
            told[hour_of_week(hour)] += people if hour in known else 0
        mean = (sum(told) + _PRIOR_RATE * _PRIOR_HOURS) / (len(known) + _PRIOR_HOURS)
        return cls(
            tuple(
                (_PRIOR_WEEKS * mean * shape + people) / (_PRIOR_WEEKS + weeks)
                for shape, people, weeks in zip(week.shape, told, hours, strict=True)
            )
        )
