"""Is the rate of reports higher than usual? The usual rate, and a Poisson CUSUM against it.

The usual rate is that of one series in one hour of the week in Tehran. Most series report seldom,
so an hour of the week alone says little. Its rate is a gamma-Poisson (empirical Bayes) estimate:
what the series itself had in that hour, together with a prior that is the mean rate of the series
times the shape of the week of all series. The mean has a prior as well, for a series without
history.

The score of the CUSUM is the log-likelihood ratio of «the rate has risen» against «the rate is as
usual», never below zero (Page 1954; for Poisson counts Lucas, Technometrics 27(2), 1985). A report
adds the logarithm of risen over usual rate; each hour without one takes the difference of both
rates away. The formulas are those of a Poisson process, so nothing depends on how often somebody
looks.
"""

import math
from collections.abc import Callable, Collection, Iterable, Mapping
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


Rate = Callable[[datetime], float]
"""The usual rate at a moment, in people an hour."""
_HOUR = timedelta(hours=1)
SHORTEST_HOURS = 1 / 6
"""A rate is told over ten minutes at least: five reports in one minute are not 300 an hour."""


@dataclass(frozen=True)
class Chart:
    """What is taken for a rise, and how strong its evidence must be.

    A risen rate is `times` the usual one, and at least `more` people an hour above it. Usual rates
    below `least` count as `least`: nobody knows a rate of one report in a month that well, and two
    reports by chance must not look like an outage.

    The values come from simulations (`make bench-insight ARGS="--parts radar"`). Wanted is at most
    one false alarm a week among 300 services and their agencies, so an average run length of 300
    weeks for each. With reports that vary more than Poisson's, and rates learnt from eight weeks, a
    threshold of 18 has .3 false alarms a week; 20 leaves room for traffic that nobody simulated,
    and costs less than one more report.
    """

    more: float = 10.0
    times: float = 2.5
    least: float = 0.25
    threshold: float = 20.0
    fewest: int = 5
    """So many people at least, whatever the score: fewer are nothing for a desk to look into."""

    def risen(self, usual: float) -> float:
        """The rate that counts as a rise above `usual`, which is at least `least`."""
        return usual + max(self.more, (self.times - 1) * usual)


CHART = Chart()


@dataclass(frozen=True)
class RiseEvidence:
    """How strongly reports speak for a rise at the last of them.

    `since` is the first report after the score was zero for the last time, which is the CUSUM's
    estimate of when the rate rose; `people` are the reports since then.
    """

    score: float
    since: datetime
    people: int
    last: datetime


def follow(reports: Iterable[datetime], usual: Rate, chart: Chart = CHART) -> RiseEvidence | None:
    """The evidence after the last of `reports`, which are in order of time; None without any.

    Between two reports the usual rate of the later one's hour counts.
    """
    found: RiseEvidence | None = None
    for at in reports:
        rate = max(chart.least, usual(at))
        risen = chart.risen(rate)
        score = 0.0
        if found is not None:
            score = max(0.0, found.score - (risen - rate) * ((at - found.last) / _HOUR))
        gained = score + math.log(risen / rate)
        if found is None or score == 0.0:
            found = RiseEvidence(gained, at, 1, at)
        else:
            found = RiseEvidence(gained, found.since, found.people + 1, at)
    return found


def is_alarm(evidence: RiseEvidence | None, chart: Chart = CHART) -> bool:
    """Whether somebody should look into it."""
    return (
        evidence is not None
        and evidence.score >= chart.threshold
        and evidence.people >= chart.fewest
    )
