"""Bands instead of ranks: a funnel plot with additive over-dispersion.

Agencies differ for more reasons than chance and case mix. A funnel by chance alone would call most
large agencies outlying. So the spread between agencies (tau squared) is estimated from the middle
of them and added to the variance of each (Spiegelhalter 2005, doi 10.1136/qshc.2005.013755; steps
as in Verburg et al. 2018, PMC6193208). Proportions are compared as arcsine of their square root,
which gives all of them the variance 1/(4n).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import asin, exp, pi, sin, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import ndtri

MIN_PEOPLE = 10
"""Below so many people nothing is told of an agency."""
WINSORISED = 0.1
"""The highest and lowest tenth of the deviations count as those at their edge."""
MIN_UNITS = 10
"""With fewer agencies than this the spread between them cannot be estimated, and is left out."""
Z_95 = float(ndtri(0.975))
Z_998 = float(ndtri(0.999))


class Place(StrEnum):
    """Where an agency lies by a figure, compared with what is expected of it."""

    BETTER = "better"
    AS_EXPECTED = "as_expected"
    WORSE = "worse"
    TOO_FEW = "too_few"


@dataclass(frozen=True)
class FunnelUnit:
    """What was observed at an agency, of how many, and how much was expected there."""

    observed: float
    n: float
    expected: float


@dataclass(frozen=True)
class Limits:
    """Shares between which an agency of this size is as expected."""

    low: float
    high: float


@dataclass(frozen=True)
class Band:
    """An agency's place at 95 and at 99.8 %, with the limits; None where too few people."""

    at_95: Place
    at_998: Place
    limits_95: Limits | None = None
    limits_998: Limits | None = None


@dataclass(frozen=True)
class Spread:
    """How much more agencies differ than chance lets them: phi is 1 where it is chance alone."""

    phi: float
    tau_squared: float


_TOO_FEW = Band(Place.TOO_FEW, Place.TOO_FEW)


def bands(
    units: Sequence[FunnelUnit | tuple[float, float, float]], *, higher_is_better: bool = True
) -> list[Band]:
    """The band of each unit, in the same order; a unit is (observed, n, expected)."""
    known = [unit if isinstance(unit, FunnelUnit) else FunnelUnit(*unit) for unit in units]
    found = spread([unit for unit in known if unit.n >= MIN_PEOPLE])
    return [_band(unit, found, higher_is_better) for unit in known]


def spread(units: Sequence[FunnelUnit]) -> Spread:
    """The spread between units: the variance that makes their winsorised deviations usual.

    phi is the mean square of the winsorised deviations by chance alone, divided by what it is where
    all is chance: the square of a winsorised normal deviate has the mean .68 and not 1. The recipe
    takes tau squared from phi by one formula; among units of 30 to 3,000 people that gave a third
    too little, and twice as many outlying units as it says, since winsorising cuts off the real
    spread of the large ones. So tau squared is where phi, with it, is 1 (Paule & Mandel 1982).
    """
    if len(units) < MIN_UNITS:
        return Spread(1.0, 0.0)
    deviations = np.array([_deviation(unit) for unit in units])
    chance = np.array([1 / (4 * unit.n) for unit in units])
    phi = _phi(deviations, chance)
    if phi <= 1:
        return Spread(phi, 0.0)
    most = float(np.max(deviations**2))
    tau_squared = brentq(lambda tau: _phi(deviations, chance + tau) - 1, 0, most, xtol=1e-9)
    return Spread(phi, float(tau_squared))


def limits(n: float, expected_share: float, spread_: Spread, z: float) -> Limits:
    """The shares between which a unit of `n` is as expected."""
    centre, width = asin(sqrt(expected_share)), z * sqrt(1 / (4 * n) + spread_.tau_squared)
    return Limits(sin(max(0.0, centre - width)) ** 2, sin(min(pi / 2, centre + width)) ** 2)


def _phi(deviations: NDArray[np.float64], variances: NDArray[np.float64]) -> float:
    z = deviations / np.sqrt(variances)
    low, high = np.quantile(z, [WINSORISED, 1 - WINSORISED])
    return float(np.mean(np.clip(z, low, high) ** 2)) / _USUAL_SQUARE


def _winsorised_square() -> float:
    """The mean square of a standard normal deviate that is winsorised at both tenths."""
    edge = -float(ndtri(WINSORISED))
    density = exp(-(edge**2) / 2) / sqrt(2 * pi)
    return 1 - 2 * WINSORISED - 2 * edge * density + 2 * WINSORISED * edge**2


_USUAL_SQUARE = _winsorised_square()


def _deviation(unit: FunnelUnit) -> float:
    return asin(sqrt(unit.observed / unit.n)) - asin(sqrt(_expected_share(unit)))


def _expected_share(unit: FunnelUnit) -> float:
    return min(1.0, max(0.0, unit.expected / unit.n))


def _band(unit: FunnelUnit, found: Spread, higher_is_better: bool) -> Band:
    if unit.n < MIN_PEOPLE:
        return _TOO_FEW
    inner = limits(unit.n, _expected_share(unit), found, Z_95)
    outer = limits(unit.n, _expected_share(unit), found, Z_998)
    share = unit.observed / unit.n
    return Band(
        _place(share, inner, higher_is_better),
        _place(share, outer, higher_is_better),
        inner,
        outer,
    )


def _place(share: float, within: Limits, higher_is_better: bool) -> Place:
    if within.low <= share <= within.high:
        return Place.AS_EXPECTED
    return Place.BETTER if (share > within.high) == higher_is_better else Place.WORSE
