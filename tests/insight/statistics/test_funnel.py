"""Bands: the recipe's formulas, small units, and how many are called outlying by chance."""

import numpy as np
import pytest
from scipy import stats

from assistant.insight.statistics.funnel import (
    MIN_PEOPLE,
    FunnelUnit,
    Place,
    Spread,
    bands,
    limits,
    spread,
)


def agencies(count, tau, seed, sizes=(30, 3000)):
    """Agencies whose shares differ by `tau` on the arcsine scale around .7."""
    generator = np.random.default_rng(seed)
    truth = np.sin(np.arcsin(np.sqrt(0.7)) + generator.normal(0, tau, count)) ** 2
    n = np.exp(generator.uniform(*np.log(sizes), count)).astype(int)
    return [FunnelUnit(int(x), int(k), 0.7 * k) for x, k in zip(generator.binomial(n, truth), n)]


def test_below_the_minimum_nothing_is_told():
    band = bands([(9, 9, 5.0), (10, 10, 9.0)])
    assert band[0].at_95 is Place.TOO_FEW
    assert band[0].limits_95 is None
    assert band[1].at_95 is not Place.TOO_FEW
    assert MIN_PEOPLE == 10


def test_better_is_up_or_down():
    assert bands([(95, 100, 70)])[0].at_998 is Place.BETTER
    assert bands([(95, 100, 70)], higher_is_better=False)[0].at_998 is Place.WORSE
    assert bands([(70, 100, 70)])[0].at_95 is Place.AS_EXPECTED


def test_limits_without_spread_hold_what_chance_lets_happen():
    within = limits(200, 0.7, Spread(1, 0), 1.96)
    chance = stats.binom(200, 0.7)
    held = chance.cdf(200 * within.high) - chance.cdf(200 * within.low - 1e-9)
    assert held == pytest.approx(0.95, abs=0.015)


def test_spread_is_found():
    found = np.mean([spread(agencies(60, 0.08, seed)).tau_squared for seed in range(60)])
    assert found == pytest.approx(0.08**2, rel=0.15)
    assert np.mean([spread(agencies(60, 0, seed)).phi for seed in range(60)]) == pytest.approx(
        1, abs=0.08
    )


def test_a_few_agencies_far_away_do_not_hide_themselves():
    usual = agencies(57, 0.05, 5)
    far = [FunnelUnit(0.35 * 1000, 1000, 700.0)] * 3
    places = [band.at_998 for band in bands(usual + far)]
    assert places[-3:] == [Place.WORSE] * 3
    assert spread(usual + far).tau_squared < 2.5 * spread(usual).tau_squared + 0.002


@pytest.mark.parametrize("tau", [0, 0.05, 0.1])
def test_few_are_outlying_by_chance(tau):
    called = [
        (band.at_95 is not Place.AS_EXPECTED, band.at_998 is not Place.AS_EXPECTED)
        for seed in range(60)
        for band in bands(agencies(60, tau, seed))
    ]
    at_95, at_998 = np.mean(called, axis=0)
    assert at_95 <= 0.065
    assert at_998 <= 0.006


def test_fewer_agencies_than_a_spread_needs_are_compared_by_chance_alone():
    assert spread(agencies(9, 0.2, 1)) == Spread(1.0, 0.0)
