"""Whether a share at one agency is higher than what agencies have: a test against its peers.

Agencies differ for more reasons than chance. So a share is compared with a binomial distribution
whose log odds vary normally between agencies (a random intercept, as in the profiling of
hospitals). Its mean is that of the other agencies, and its spread tau is chosen so that the middle
of all agencies is usual. Whoever games the figures moves neither much: an agency is left out of its
own mean, and deviations are winsorised as in the funnel (`statistics/funnel.py`) before the spread
is taken from them. A beta distribution, tried first, has too short a tail for rare habits: it
flagged several times as many honest agencies.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc

from assistant.insight.statistics.funnel import MIN_PEOPLE, MIN_UNITS, WINSORISED

Numbers = NDArray[np.float64]
LEAST_N = MIN_PEOPLE
"""An agency with fewer is neither tested nor asked what is usual."""
LEAST_TOLD = 2.0
"""Agencies of which fewer events are expected say little of the spread: most have none."""
_LEAST_MEAN = 0.001
"""What nobody else has had is expected of one in a thousand: rarer shares are not known well."""
_MOST_TAU = 3.0
_STEPS = 30
"""Halvings of an interval: exact to 10⁻⁷."""
_START = 0.02
"""Correlation in an agency, for the first mean: large agencies shall not decide it alone."""
_ZEGER = 0.346
"""By how much a mean over agencies lies nearer to a half than the middle agency, for tau squared:
(16 sqrt(3) / (15 pi))² (Zeger, Liang & Albert 1988, doi 10.2307/2531734)."""
_Z = np.linspace(-7, 7, 113)
_DENSITY = np.exp(-(_Z**2) / 2) / np.exp(-(_Z**2) / 2).sum()
_USUAL_SQUARE = 0.6789
"""The mean square of a standard normal deviate that is winsorised at both tenths."""


@dataclass(frozen=True)
class PeerCounts:
    """By agency: `observed` of `n`, and the share `base` that was to be expected before any look.

    Bases count only relative to each other, as odds; they are equal where an agency's circumstances
    make no difference.
    """

    observed: Numbers
    n: Numbers
    base: Numbers

    @classmethod
    def equal(cls, observed: Numbers, n: Numbers) -> "PeerCounts":
        """Where the same is to be expected of every agency."""
        return cls(observed, n, np.full(len(n), 0.5))


@dataclass(frozen=True)
class Compared:
    """By agency: the share that peers make expected, and the probability of so high a one.

    What is not higher at all has 1. Both are NaN where an agency has too few, or too few agencies
    have enough.
    """

    expected: Numbers
    p: Numbers


def compare(counts: PeerCounts) -> Compared:
    """Each agency with all others, one-sided: p is small where its share is too high."""
    usable = (counts.n >= LEAST_N) & (counts.base > 0) & (counts.base < 1)
    expected, p = np.full(len(usable), np.nan), np.full(len(usable), np.nan)
    if usable.sum() <= MIN_UNITS:
        return Compared(expected, p)
    observed, n = counts.observed[usable], counts.n[usable]
    odds = np.log(counts.base[usable] / (1 - counts.base[usable]))
    tau = _tau(observed, n, odds)
    means = _means_of_others(observed / n, _weights(observed, n, tau), odds)
    higher, found = observed > n * means, np.ones(len(n))
    found[higher] = tails(observed[higher], n[higher], means[higher], tau)
    expected[usable], p[usable] = means, found
    return Compared(expected, p)


def tails(observed: Numbers, n: Numbers, mean: Numbers, tau: float) -> Numbers:
    """The probability of `observed` or more of `n`, where agencies have `mean` and spread `tau`.

    With a spread of 0 it is that of the binomial distribution. Means lie between 0 and 1, both
    left out.
    """
    k = np.maximum(observed, 1)[:, None]
    found = betainc(k, n[:, None] - k + 1, _shares(mean, tau)) @ _DENSITY
    return np.where(observed <= 0, 1.0, np.minimum(found, 1.0))


def discoveries(p: Numbers, level: float) -> NDArray[np.bool_]:
    """Which of these tests to believe so that at most the share `level` of them is wrong.

    Benjamini & Hochberg (1995, doi 10.1111/j.2517-6161.1995.tb02031.x); NaN was no test.
    """
    found = np.zeros(p.shape, dtype=bool)
    tested = np.flatnonzero(~np.isnan(p))
    order = tested[np.argsort(p.flat[tested], kind="stable")]
    limits = level * np.arange(1, len(order) + 1) / max(1, len(order))
    below = np.flatnonzero(p.flat[order] <= limits)
    if below.size:
        found.flat[order[: below[-1] + 1]] = True
    return found


def _tau(observed: Numbers, n: Numbers, odds: Numbers) -> float:
    """The spread with which the winsorised deviations of all agencies are usual, 0 or more."""
    share = observed / n
    mean = _mean(share, n / (1 + (n - 1) * _START), odds)
    told = n * mean >= LEAST_TOLD
    if told.sum() <= MIN_UNITS:
        told = np.ones(len(n), dtype=bool)
    share, mean, n = share[told], mean[told], n[told]

    def phi(tau: float) -> float:
        z = (share - mean) / np.sqrt(_variance(mean, n, tau))
        low, high = np.quantile(z, [WINSORISED, 1 - WINSORISED])
        return float(np.mean(np.clip(z, low, high) ** 2)) / _USUAL_SQUARE

    low, high = 0.0, _MOST_TAU
    if phi(low) <= 1:
        return 0.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if phi(middle) > 1 else (low, middle)
    return high


def _variance(mean: Numbers, n: Numbers, tau: float) -> Numbers:
    """Of a share: by chance, and between agencies."""
    shares = _shares(mean, tau)
    between = np.maximum(shares**2 @ _DENSITY - (shares @ _DENSITY) ** 2, 0.0)
    return np.asarray((mean * (1 - mean) - between) / n + between)


def _weights(observed: Numbers, n: Numbers, tau: float) -> Numbers:
    """The weight of each agency in the mean: it grows with the agency's size, up to a limit."""
    overall = np.clip(observed.sum() / n.sum(), _LEAST_MEAN, 1 - _LEAST_MEAN)
    return 1 / _variance(np.full(len(n), overall), n, tau)


def _shares(mean: Numbers, tau: float) -> Numbers:
    """The true shares of agencies that have this mean, from far below to far above; in rows."""
    middle = np.log(mean / (1 - mean)) * np.sqrt(1 + _ZEGER * tau**2)
    return _logistic(middle[:, None] + tau * _Z)


def _mean(share: Numbers, weight: Numbers, odds: Numbers) -> Numbers:
    """What is expected of each agency by all of them together."""
    shift = _shift(share[None], weight[None], odds)
    return _logistic(odds + shift)


def _means_of_others(share: Numbers, weight: Numbers, odds: Numbers) -> Numbers:
    """What is expected of each agency by all the others."""
    others = np.broadcast_to(weight, (len(weight), len(weight))).copy()
    np.fill_diagonal(others, 0)
    return _logistic(odds + _shift(share, others, odds))


def _shift(share: Numbers, weight: Numbers, odds: Numbers) -> Numbers:
    """By row of `weight`: how far all log odds have to move to make the weighted mean right."""
    total = weight.sum(axis=-1)
    wanted = np.clip((weight * share).sum(axis=-1) / total, _LEAST_MEAN, 1 - _LEAST_MEAN) * total
    low, high = np.full(len(weight), -25.0), np.full(len(weight), 25.0)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        is_low = (weight * _logistic(odds + middle[:, None])).sum(axis=-1) < wanted
        low, high = np.where(is_low, middle, low), np.where(is_low, high, middle)
    return np.asarray((low + high) / 2)


def _logistic(odds: Numbers) -> Numbers:
    return np.asarray(1 / (1 + np.exp(-odds)))
