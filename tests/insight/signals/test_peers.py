"""Comparing with peers: against scipy and statsmodels, and by how often it is wrong."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import binom, norm
from statsmodels.stats.multitest import multipletests

from assistant.insight.signals.peers import LEAST_N, PeerCounts, compare, discoveries, tails


def one(k: int, n: int, mean: float, tau: float) -> float:
    return float(tails(*(np.array([float(x)]) for x in (k, n, mean)), tau)[0])


@given(st.integers(1, 300), st.data(), st.floats(0.001, 0.9))
def test_without_a_spread_it_is_the_binomial_distribution(n, data, mean):
    k = data.draw(st.integers(0, n))
    assert one(k, n, mean, 0.0) == pytest.approx(float(binom.sf(k - 1, n, mean)), abs=1e-9)


@pytest.mark.parametrize(("k", "n", "tau"), [(8, 40, 0.6), (30, 100, 0.6), (900, 3000, 0.4)])
def test_with_a_spread_it_is_the_mean_over_agencies(k, n, tau):
    middle = np.log(0.1 / 0.9) * np.sqrt(1 + 0.346 * tau**2)

    def inner(z: float) -> float:
        return float(binom.sf(k - 1, n, 1 / (1 + np.exp(-middle - tau * z))) * norm.pdf(z))

    exact = quad(inner, -9, 9, points=[0, 3, 6], limit=400)[0]
    assert one(k, n, 0.1, tau) == pytest.approx(exact, rel=1e-3)


@given(st.lists(st.floats(0, 1) | st.just(float("nan")), min_size=1, max_size=40))
def test_discoveries_are_those_of_benjamini_and_hochberg(p):
    tested = [one for one in p if one == one]
    found = discoveries(np.array(p), 0.1)
    assert not found[np.isnan(p)].any()
    if tested:
        expected = multipletests(tested, alpha=0.1, method="fdr_bh")[0]
        assert found[~np.isnan(p)].tolist() == expected.tolist()


def test_one_of_twenty_agencies_is_below_one_in_twenty_and_the_spread_is_no_sign():
    rng, small = np.random.default_rng(128), []
    for _ in range(20):
        n = rng.integers(30, 2000, 60).astype(float)
        share = 1 / (1 + np.exp(-(-2.5 + 0.6 * rng.normal(size=60))))
        small.append(
            compare(PeerCounts.equal(rng.binomial(n.astype(int), share).astype(float), n)).p
        )
    assert 0.03 <= np.mean(np.concatenate(small) < 0.05) <= 0.07


def test_one_that_cheats_is_far_out_and_makes_no_other_so():
    rng = np.random.default_rng(7)
    n = np.full(40, 200.0)
    observed = rng.binomial(200, 0.1, 40).astype(float)
    observed[3] = 90
    p = compare(PeerCounts.equal(observed, n)).p
    assert p[3] < 1e-6
    assert np.delete(p, 3).min() > 1e-4


def test_too_few_people_or_agencies_tell_nothing():
    few = compare(PeerCounts.equal(np.full(9, 5.0), np.full(9, 50.0)))
    assert np.isnan(few.p).all()
    n = np.full(30, 50.0)
    n[0] = LEAST_N - 1
    found = compare(PeerCounts.equal(np.full(30, 5.0), n))
    assert np.isnan(found.p[0])
    assert not np.isnan(found.p[1:]).any()


def test_a_base_that_explains_it_leaves_nothing_to_tell():
    n, observed = np.full(30, 100.0), np.full(30, 10.0)
    observed[0] = 40
    base = observed / n
    assert compare(PeerCounts(observed, n, base)).p[0] > 0.2
