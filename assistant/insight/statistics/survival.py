"""How long things took, by Kaplan–Meier: what is still open counts for as long as it has waited.

Times are office minutes. They come one by one, or as a histogram by the bins below, so that times
of many tenures add up without keeping each of them. The bounds of the bins are written out:
histograms are stored by place, so another bound would need all of them to be counted again.

Whatever ended or was lost from sight within one bin is taken to have done so evenly (the actuarial
estimate): half of those lost were at risk. The bounds of terms are bounds of bins, so a share until
then is exact as long as nothing was lost in that bin.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp, log, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, betaincinv, ndtri

from assistant.insight.statistics.intervals import LEVEL, Interval

# 48 log-spaced bounds from one minute to 60 office days of seven hours, rounded to whole minutes;
# and those that terms are about: 3 h, 48 h as two office days (14 h), 48 h of working time.
UPPER_MIN = (
    *(0, 1, 2, 3, 4, 5, 6, 7, 9, 11, 13, 16, 20, 25, 32, 39, 48, 60, 75, 93, 115, 143, 177, 180),
    *(219, 272, 338, 419, 520, 645, 800, 840, 992, 1231, 1528, 1895, 2351, 2880, 2917, 3619, 4490),
    *(5570, 6911, 8574, 10637, 13197, 16372, 20312, 25200),
)
"""Upper bounds in minutes, each in its bin; what is longer is in one more bin behind them."""
BINS = len(UPPER_MIN) + 1


def bin_of(minutes: int) -> int:
    """The place of the bin of so many minutes, from 0 on."""
    return bisect_left(UPPER_MIN, minutes)


Numbers = NDArray[np.float64]

_NOBODY = 1e-9
"""Weights are broken numbers: a remainder below this is nobody."""
OFFICE_DAY = 420
"""Minutes of an office day: 7 hours, as in knowledge/calendar/deadlines.yml."""
LONGEST = 2.0 * UPPER_MIN[-1]
"""Where the last bin, which has no bound, is taken to end: a median there is told as its bound."""


@dataclass(frozen=True)
class Histogram:
    """How many ended, and how many were lost from sight, in each bin (`BINS` numbers each)."""

    events: Sequence[float]
    censored: Sequence[float]

    def __post_init__(self) -> None:
        """Refuse other lengths; raises ValueError."""
        if len(self.events) != BINS or len(self.censored) != BINS:
            raise ValueError(f"a histogram has {BINS} bins")

    @classmethod
    def of(cls, times: Iterable[tuple[int, bool]]) -> "Histogram":
        """From single times: minutes, and whether it ended then (else it was seen no longer)."""
        events, censored = [0.0] * BINS, [0.0] * BINS
        for minutes, has_ended in times:
            (events if has_ended else censored)[bin_of(minutes)] += 1
        return cls(events, censored)

    @property
    def n(self) -> float:
        """All that are in it."""
        return float(sum(self.events) + sum(self.censored))


class Curve:
    """A Kaplan–Meier curve: what share was still open after each of its times."""

    def __init__(
        self, n: float, times: Numbers, at_risk: Numbers, events: Numbers, left: Numbers
    ) -> None:
        """At each time: who was at risk, who ended then, and who was watched beyond it."""
        self._times, self._at_risk, self._events = times, at_risk, events
        self.n = n
        self._open = _cumulative(1 - events / at_risk)
        self._watched = np.append(n, np.maximum(left, 0.0))
        self._is_known = (self._watched > _NOBODY) | (self._open <= 0)

    def open_after(self, minutes: float) -> float:
        """The share that was still open then (the survival function)."""
        return float(self._open[self._until(minutes)])

    def share_by(self, minutes: float, level: float = LEVEL) -> Interval | None:
        """The share that had ended within `minutes`; None where nobody was watched so long.

        The interval is a beta product (Fay, Brittain & Proschan 2013, doi
        10.1093/biostatistics/kxt016) with Jeffreys' half: each time with events gives a factor
        Beta(at risk - events + 1, events), whoever is left Beta(left + 1/2, 1/2), and a beta of
        the product's mean and variance has the quantiles. Where nothing is lost from sight, it
        is Jeffreys' interval. Greenwood's log-log interval covered .05 to .97 of small agencies
        in the same simulation (docs/insight.md), since it has none where all or nobody ended.
        """
        until = self._until(minutes)
        open_ = float(self._open[until])
        if not self.n or not self._is_known[until]:
            return None
        a, b, tail = self._betas[0][until], self._betas[1][until], (1 - level) / 2
        low = 1 - float(betaincinv(a, b, 1 - tail)) if open_ < 1 else 0.0
        high = 1 - float(betaincinv(a, b, tail)) if open_ > 0 else 1.0
        return Interval(low, 1 - open_, high)

    def log_log(self, minutes: float, level: float = LEVEL) -> Interval | None:
        """The same share with Greenwood's log-log interval; None where it has none (0 and 1)."""
        until = self._until(minutes)
        open_ = float(self._open[until])
        if not 0 < open_ < 1:
            return None
        at_risk, events = self._at_risk[:until], self._events[:until]
        greenwood = float(np.sum(events / (at_risk * (at_risk - events))))
        width = -float(ndtri((1 - level) / 2)) * sqrt(greenwood) / abs(log(open_))
        return Interval(1 - open_ ** exp(-width), 1 - open_, 1 - open_ ** exp(width))

    def median(self, level: float = LEVEL) -> Interval | None:
        """The minutes within which half had ended; None while half of them is open.

        The interval has all times at which 1/2 lies in the interval of `share_by` (Brookmeyer &
        Crowley 1982). Its upper bound is infinite where that is never left.
        """
        point = self._when(1 - self._open, 0.5)
        if point is None:
            return None
        # How surely less than half is open, as a normal deviate: it grows evenly enough within a
        # bin. The bounds are where it passes both tails.
        surely, tail = betainc(*self._betas, 0.5), (1 - level) / 2
        low = self._when(_deviate(np.where(self._is_known, surely, 1.0)), float(ndtri(tail)))
        high = self._when(_deviate(np.where(self._is_known, surely, 0.0)), -float(ndtri(tail)))
        return Interval(low or 0.0, point, float("inf") if high is None else high)

    def _until(self, minutes: float) -> int:
        return int(np.searchsorted(self._times, minutes + _NOBODY, side="right"))

    @cached_property
    def _betas(self) -> tuple[Numbers, Numbers]:
        """The parameters of the betas with the mean and variance of the products."""
        stay, total = self._at_risk - self._events + 1, self._at_risk + 1
        left = self._watched + 0.5
        mean = _cumulative(stay / total) * left / (left + 0.5)
        square = _cumulative(stay * (stay + 1) / (total * (total + 1)))
        square = square * left * (left + 1) / ((left + 0.5) * (left + 1.5))
        size = mean * (1 - mean) / (square - mean**2) - 1
        return mean * size, (1 - mean) * size

    def _when(self, values: Numbers, goal: float) -> float | None:
        """When `values` reach `goal`. Single times are taken as they are."""
        reached = np.flatnonzero(values[1:] >= goal)
        return float(self._times[reached[0]]) if len(reached) else None


class _BinnedCurve(Curve):
    """A curve at the bounds of bins; within a bin things ended evenly."""

    def _when(self, values: Numbers, goal: float) -> float | None:
        reached = np.flatnonzero(values[1:] >= goal)
        if not len(reached):
            return None
        place = int(reached[0])
        before = float(self._times[place - 1]) if place else 0.0
        part = (goal - values[place]) / (values[place + 1] - values[place])
        return before + float(part) * (float(self._times[place]) - before)


def kaplan_meier(histogram: Histogram) -> Curve:
    """The curve of a histogram, with the bounds of its bins as times."""
    events = np.asarray(histogram.events, dtype=float)
    censored = np.asarray(histogram.censored, dtype=float)
    entering = histogram.n - np.append(0.0, np.cumsum(events + censored)[:-1])
    at_risk = np.maximum(entering - censored / 2, events)
    times = np.append(np.asarray(UPPER_MIN, dtype=float), LONGEST)
    seen = at_risk > _NOBODY
    left = entering - events - censored
    return _BinnedCurve(histogram.n, times[seen], at_risk[seen], events[seen], left[seen])


def kaplan_meier_of_times(times: Iterable[tuple[float, bool]]) -> Curve:
    """The curve of single times: minutes, and whether it ended then (else it was lost from sight).

    What is lost at a time at which others ended was still at risk then.
    """
    rows = np.array(sorted(times), dtype=float).reshape(-1, 2)
    moments, first = np.unique(rows[:, 0], return_index=True)
    at_risk = len(rows) - first.astype(float)
    events = np.add.reduceat(rows[:, 1], first) if len(rows) else np.zeros(0)
    left = np.append(at_risk[1:], 0.0)[: len(moments)]
    return Curve(float(len(rows)), moments, at_risk, events, left)


def _cumulative(factors: Numbers) -> Numbers:
    """Products of the first none, one, two … factors."""
    return np.cumprod(np.append(1.0, factors))


def _deviate(probabilities: Numbers) -> Numbers:
    return np.asarray(ndtri(np.clip(probabilities, 1e-12, 1 - 1e-12)))
