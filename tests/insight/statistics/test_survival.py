"""Kaplan–Meier: agreement with statsmodels, single times against bins, medians, edges."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight

from assistant.insight.statistics.intervals import rate
from assistant.insight.statistics.survival import (
    BINS,
    UPPER_MIN,
    Histogram,
    bin_of,
    kaplan_meier,
    kaplan_meier_of_times,
)

TIMES = st.lists(st.tuples(st.integers(0, 9000), st.booleans()), min_size=1, max_size=80)


def test_bounds_of_terms_are_bounds_of_bins():
    for bound in (180, 840, 2880):
        assert UPPER_MIN[bin_of(bound)] == bound
        assert bin_of(bound + 1) == bin_of(bound) + 1
    assert bin_of(10**6) == BINS - 1


@given(TIMES, st.integers(0, 9000))
def test_share_and_variance_agree_with_statsmodels(times, minutes):
    curve = kaplan_meier_of_times(times)
    other = SurvfuncRight(*np.array(times, dtype=float).T)
    known = other.surv_times <= minutes
    if not known.any():
        return
    open_, error = other.surv_prob[known][-1], other.surv_prob_se[known][-1]
    assert curve.open_after(minutes) == pytest.approx(open_, abs=1e-6)
    found = curve.log_log(minutes)
    if found is None:
        assert open_ in (0, 1) or math.isclose(open_, 0, abs_tol=1e-12)
        return
    width = 1.959963984540054 * error / (open_ * abs(math.log(open_)))
    assert found.low == pytest.approx(1 - open_ ** math.exp(-width), abs=1e-6)
    assert found.high == pytest.approx(1 - open_ ** math.exp(width), abs=1e-6)


@given(TIMES)
def test_median_agrees_with_statsmodels(times):
    found = kaplan_meier_of_times(times).median()
    other = SurvfuncRight(*np.array(times, dtype=float).T).quantile(0.5)
    if found is None:
        assert math.isnan(other)
    else:
        # At exactly one half statsmodels waits for the next event.
        assert found.point <= other or math.isnan(other)
        curve = kaplan_meier_of_times(times)
        assert (
            curve.open_after(found.point) <= 0.5 + 1e-12 < curve.open_after(found.point - 1) + 1e-9
        )


@given(st.lists(st.integers(0, 9000), min_size=1, max_size=80), st.sampled_from([180, 840, 2880]))
def test_without_censoring_a_share_is_a_rate(times, bound):
    ended = sum(time <= bound for time in times)
    expected = rate(ended, len(times))
    for curve in (
        kaplan_meier(Histogram.of((time, True) for time in times)),
        kaplan_meier_of_times((time, True) for time in times),
    ):
        found = curve.share_by(bound)
        assert found is not None
        assert (found.low, found.point, found.high) == pytest.approx(
            (expected.low, expected.point, expected.high), abs=1e-6
        )


@given(TIMES)
def test_bins_tell_the_share_that_single_times_tell(times):
    """As long as nothing is lost from sight before: then half of a bin is taken as at risk."""
    late = [(time, ended or time < 2000) for time, ended in times]
    binned, single = kaplan_meier(Histogram.of(late)), kaplan_meier_of_times(late)
    for bound in (180, 840):
        assert binned.open_after(bound) == pytest.approx(single.open_after(bound), abs=1e-9)


def test_what_nobody_watched_so_long_is_not_told():
    curve = kaplan_meier_of_times([(10, True), (50, False), (60, False)])
    assert curve.share_by(40) is not None
    assert curve.share_by(180) is None
    assert curve.median() is None
    assert kaplan_meier(Histogram.of([])).share_by(180) is None


def test_open_tenures_count_for_as_long_as_they_wait():
    """Leaving out what is still open would say that half is answered in ten minutes."""
    times = [(10, True)] * 5 + [(20, True)] * 5 + [(400, False)] * 90
    found = kaplan_meier_of_times(times).share_by(180)
    assert found is not None
    assert found.point == pytest.approx(0.1)


def test_median_of_bins_is_close_to_that_of_single_times():
    generator = np.random.default_rng(3)
    times = [(int(t), True) for t in np.exp(generator.normal(6.2, 1.2, 4000))]
    binned, single = (
        kaplan_meier(Histogram.of(times)).median(),
        kaplan_meier_of_times(times).median(),
    )
    assert binned is not None
    assert single is not None
    for a, b in zip(
        (binned.low, binned.point, binned.high), (single.low, single.point, single.high)
    ):
        assert a == pytest.approx(b, rel=0.02)


def test_an_upper_bound_may_be_unknown():
    found = kaplan_meier_of_times([(10, True)] * 6 + [(30, False)] * 5).median()
    assert found is not None
    assert found.high == math.inf


def test_other_lengths_are_refused():
    with pytest.raises(ValueError, match="bins"):
        Histogram([1.0], [1.0])
