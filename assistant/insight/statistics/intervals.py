"""Estimates with their 95 % interval: of a rate, of how readily citizens report, and of ranks.

Intervals are never shrunk towards other agencies: a shrunk interval covers the true rate of an
average agency, and misses that of the best and the worst, whom it matters to most.

Reporting: once an incident is reported, everyone else who reports the same one is a duplicate:
here, a follower. How many there are in the days until it is dealt with tells how often people
report something that is there, without knowing what nobody reports (Liu & Garg 2022, arXiv
2204.08620). The first report is left out, since without it nobody would be looking.

Ranks: where somebody insists on ranks, an interval of ranks is the honest form. Differences of all
pairs are compared at one critical value, from the distribution of the greatest of them under
chance alone; then again without the pairs that are settled, until nothing more is (Mogstad, Romano,
Shaikh & Wilhelm 2023, doi 10.1093/restud/rdad006; arXiv 2401.15205).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, gammaincinv, ndtri

LEVEL = 0.95
"""How often an interval shall hold the truth."""


@dataclass(frozen=True)
class Interval:
    """A point and the bounds around it, all in the same unit."""

    low: float
    point: float
    high: float

    def overlaps(self, other: "Interval") -> bool:
        """Whether no order of the two may be told."""
        return self.low <= other.high and other.low <= self.high

    def complement(self) -> "Interval":
        """The interval of 1 - share."""
        return Interval(1 - self.high, 1 - self.point, 1 - self.low)


def rate(successes: float, n: float, level: float = LEVEL) -> Interval:
    """A share of `n` with its Jeffreys interval, both between 0 and 1.

    Quantiles of Beta(x + 1/2, n - x + 1/2); the bound is 0 where nothing succeeded and 1 where
    all did (Brown, Cai & DasGupta 2001, doi 10.1214/ss/1009213286). Both numbers may be broken:
    a cluster of followers weighs one, however many of them succeeded. Raises ValueError unless
    0 <= successes <= n and n > 0.
    """
    if not 0 <= successes <= n or n <= 0:
        raise ValueError(f"{successes} of {n} is no share")
    tail, failures = (1 - level) / 2, n - successes
    low = betaincinv(successes + 0.5, failures + 0.5, tail) if successes else 0.0
    high = betaincinv(successes + 0.5, failures + 0.5, 1 - tail) if failures else 1.0
    return Interval(float(low), successes / n, float(high))


def events_per(exposure: float, events: float, level: float = LEVEL) -> Interval:
    """Events for each unit of exposure, with the Jeffreys interval of a Poisson rate.

    Quantiles of Gamma(events + 1/2, exposure). Raises ValueError without exposure.
    """
    if exposure <= 0 or events < 0:
        raise ValueError(f"{events} events in {exposure} is no rate")
    tail = (1 - level) / 2
    low = gammaincinv(events + 0.5, tail) / exposure if events else 0.0
    high = gammaincinv(events + 0.5, 1 - tail) / exposure
    return Interval(float(low), events / exposure, float(high))


def is_ordered(intervals: Sequence[Interval]) -> bool:
    """Whether these intervals may be told in this order: each apart from the next."""
    return not any(a.overlaps(b) for a, b in pairwise(intervals))


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


DRAWS = 1000
SEED = 128
"""The same figures always give the same ranks."""

Floats = NDArray[np.float64]
Pairs = NDArray[np.bool_]


@dataclass(frozen=True)
class RankInterval:
    """The best and the worst rank that an agency may have; 1 is the best."""

    best: int
    worst: int


def rank_intervals(
    values: Sequence[float], errors: Sequence[float], level: float = LEVEL
) -> list[RankInterval]:
    """Simultaneous rank intervals, higher values first; `errors` are standard errors.

    Raises ValueError unless there is one positive error for each value.
    """
    value, error = np.asarray(values, dtype=float), np.asarray(errors, dtype=float)
    if value.shape != error.shape or not (error > 0).all():
        raise ValueError("each value needs a positive standard error")
    above = _settled(value, error, level)
    better, worse = above.sum(axis=0), above.sum(axis=1)
    return [RankInterval(int(1 + b), int(len(value) - w)) for b, w in zip(better, worse)]


def _settled(value: Floats, error: Floats, level: float) -> Pairs:
    """Of which pairs the first is surely above the second."""
    deviation = _ratio(value, error)
    draws = np.random.default_rng(SEED).normal(size=(DRAWS, len(value))) * error
    open_ = ~np.eye(len(value), dtype=bool)
    settled = np.zeros_like(open_)
    while open_.any():
        new = open_ & (deviation > _critical(draws, error, open_, level))
        if not new.any():
            break
        settled |= new
        open_ &= ~new
    return settled


def _ratio(value: Floats, error: Floats) -> Floats:
    spread = np.sqrt(np.add.outer(error**2, error**2))
    return np.asarray(np.subtract.outer(value, value) / spread)


def _critical(draws: Floats, error: Floats, open_: Pairs, level: float) -> float:
    first, second = np.nonzero(open_)
    spread = np.sqrt(error[first] ** 2 + error[second] ** 2)
    greatest = [float(((draw[first] - draw[second]) / spread).max()) for draw in draws]
    return float(np.quantile(greatest, level))
