"""How readily citizens of an agency report: no complaints do not mean that all is well.

Once an incident is reported, everyone else who reports the same one is a duplicate: here, a
follower. How many there are in the days until it is dealt with tells how often people report
something that is there, without knowing what nobody reports (Liu & Garg 2022, arXiv 2204.08620).
The first report is left out, since without it nobody would be looking.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, sqrt

from scipy.special import ndtri

from assistant.insight.statistics.intervals import LEVEL, Interval, events_per


@dataclass(frozen=True)
class Incidents:
    """Sums over incidents: their number, days watched, duplicates, and what tells their spread.

    `squares` is the sum of squared duplicates, `products` that of duplicates times days, and
    `days_squared` that of squared days.
    """

    count: int
    days: float
    duplicates: float
    squares: float
    products: float
    days_squared: float

    @classmethod
    def of(cls, incidents: Iterable[tuple[int, float]]) -> "Incidents":
        """From single incidents: duplicates, and days from the first report to the end."""
        rows = list(incidents)
        return cls(
            count=len(rows),
            days=sum(days for _, days in rows),
            duplicates=sum(number for number, _ in rows),
            squares=sum(number**2 for number, _ in rows),
            products=sum(number * days for number, days in rows),
            days_squared=sum(days**2 for _, days in rows),
        )


def reporting_rate(incidents: Incidents, level: float = LEVEL) -> Interval | None:
    """Further reports of one incident a day; None where nothing was watched.

    Reports of one incident come in clumps, more in some than in others. So the interval is the
    wider one of Jeffreys' for a Poisson rate and of a normal one, on the logarithm, with the
    variance between incidents (sandwich estimator, incidents as clusters).
    """
    if incidents.days <= 0:
        return None
    poisson = events_per(incidents.days, incidents.duplicates, level)
    if incidents.count < 2 or not incidents.duplicates:
        return poisson
    width = -float(ndtri((1 - level) / 2)) * _relative_error(incidents, poisson.point)
    low, high = poisson.point * exp(-width), poisson.point * exp(width)
    return Interval(min(low, poisson.low), poisson.point, max(high, poisson.high))


def reported_within(rate_a_day: Interval, days: float) -> Interval:
    """The share of incidents of which somebody reports within `days`, at this rate."""
    rates = (rate_a_day.low, rate_a_day.point, rate_a_day.high)
    low, point, high = (1 - exp(-rate * days) for rate in rates)
    return Interval(low, point, high)


def _relative_error(incidents: Incidents, rate: float) -> float:
    residuals = incidents.squares - 2 * rate * incidents.products + rate**2 * incidents.days_squared
    correction = incidents.count / (incidents.count - 1)
    return sqrt(max(0.0, residuals * correction)) / incidents.duplicates
