"""Poisson CUSUM in continuous time: is the rate of reports higher than usual?

The score is the log-likelihood ratio of «the rate has risen» against «the rate is as usual», never
below zero (Page 1954; for Poisson counts Lucas, Technometrics 27(2), 1985). A report adds the
logarithm of risen over usual rate; each hour without one takes the difference of both rates away.
The formulas are those of a Poisson process, so nothing depends on how often somebody looks.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

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
        """The rate that is told from `usual`, which is at least `least`."""
        return usual + max(self.more, (self.times - 1) * usual)


CHART = Chart()


@dataclass(frozen=True)
class Evidence:
    """How strongly reports speak for a rise at the last of them.

    `since` is the first report after the score was zero for the last time, which is the CUSUM's
    estimate of when the rate rose; `people` are the reports since then.
    """

    score: float
    since: datetime
    people: int
    last: datetime


def follow(reports: Iterable[datetime], usual: Rate, chart: Chart = CHART) -> Evidence | None:
    """The evidence after the last of `reports`, which are in order of time; None without any.

    Between two reports the usual rate of the later one's hour counts.
    """
    found: Evidence | None = None
    for at in reports:
        rate = max(chart.least, usual(at))
        risen = chart.risen(rate)
        score = 0.0
        if found is not None:
            score = max(0.0, found.score - (risen - rate) * ((at - found.last) / _HOUR))
        gained = score + math.log(risen / rate)
        if found is None or score == 0.0:
            found = Evidence(gained, at, 1, at)
        else:
            found = Evidence(gained, found.since, found.people + 1, at)
    return found


def is_alarm(evidence: Evidence | None, chart: Chart = CHART) -> bool:
    """Whether somebody should look into it."""
    return (
        evidence is not None
        and evidence.score >= chart.threshold
        and evidence.people >= chart.fewest
    )
