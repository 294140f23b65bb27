"""An estimate with its 95 % interval, and the interval of a rate.

Intervals are never shrunk towards other agencies: a shrunk interval covers the true rate of an
average agency, and misses that of the best and the worst, whom it matters to most.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from scipy.special import betaincinv, gammaincinv

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
