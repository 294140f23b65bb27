"""Intervals of rates: agreement with statsmodels, and how often they hold the truth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from assistant.insight.statistics.intervals import Interval, events_per, is_ordered, rate

NUMBERS = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(NUMBERS)
def test_rate_agrees_with_statsmodels_within(numbers):
    successes, n = numbers
    low, high = proportion_confint(successes, n, method="jeffreys")
    found = rate(successes, n)
    assert found.low == pytest.approx(low if successes else 0, abs=1e-6)
    assert found.high == pytest.approx(high if successes < n else 1, abs=1e-6)


@given(NUMBERS)
def test_failures_have_the_mirrored_interval(numbers):
    successes, n = numbers
    mirrored = rate(n - successes, n).complement()
    assert (mirrored.low, mirrored.high) == pytest.approx(
        (rate(successes, n).low, rate(successes, n).high)
    )


def test_a_cluster_may_succeed_in_part():
    assert rate(3, 10).low < rate(3.5, 10).low < rate(4, 10).low


@pytest.mark.parametrize(("successes", "n"), [(1, 0), (-1, 3), (4, 3)])
def test_what_is_no_share_is_refused(successes, n):
    with pytest.raises(ValueError, match="no share"):
        rate(successes, n)


def test_events_have_the_quantiles_of_a_gamma():
    found = events_per(40.0, 10)
    assert found.low == pytest.approx(stats.gamma.ppf(0.025, 10.5, scale=1 / 40))
    assert found.high == pytest.approx(stats.gamma.ppf(0.975, 10.5, scale=1 / 40))
    assert events_per(40.0, 0).low == 0
    with pytest.raises(ValueError, match="no rate"):
        events_per(0, 3)


def test_only_intervals_apart_may_be_ordered():
    low, middle, high = Interval(0.1, 0.2, 0.3), Interval(0.25, 0.4, 0.5), Interval(0.6, 0.7, 0.8)
    assert is_ordered([low, high])
    assert not is_ordered([low, middle, high])
