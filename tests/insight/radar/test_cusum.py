"""The score of a rise, by hand and by its properties."""

import math
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.insight.radar.cusum import CHART, Chart, follow, is_alarm

BEGIN = datetime(2026, 11, 28, 8, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
EASY = Chart(more=10.0, times=2.5, least=0.25, threshold=6.0, fewest=2)


def at(*minutes: float) -> list[datetime]:
    return [BEGIN + minute * MINUTE for minute in minutes]


def test_no_report_is_no_evidence() -> None:
    assert follow([], lambda _: 1.0) is None
    assert not is_alarm(None)


def test_the_score_is_the_log_likelihood_ratio_by_hand() -> None:
    """Usual 2 an hour, risen 12: each report adds ln 6, each hour takes 10."""
    found = follow(at(0, 6, 9), lambda _: 2.0, EASY)
    assert found is not None
    assert found.score == pytest.approx(3 * math.log(6) - 10 * 9 / 60)
    assert (found.people, found.since, found.last) == (3, BEGIN, BEGIN + 9 * MINUTE)


def test_it_begins_again_where_the_score_was_zero() -> None:
    found = follow(at(0, 60, 61), lambda _: 2.0, EASY)
    assert found is not None
    assert (found.people, found.since) == (2, BEGIN + 60 * MINUTE)
    assert found.score == pytest.approx(2 * math.log(6) - 10 / 60)


def test_a_rate_that_nobody_knows_well_counts_as_the_least() -> None:
    rare, least = (follow(at(0, 1, 2), lambda _, r=rate: r) for rate in (0.0, CHART.least))
    assert rare == least


def test_a_busy_series_has_risen_only_by_its_share() -> None:
    """Of 40 an hour ten more are nothing: 100 are."""
    assert CHART.risen(40.0) == 100.0
    assert CHART.risen(1.0) == 11.0


def test_few_people_are_no_alarm_whatever_the_score() -> None:
    same_moment = follow(at(*[0] * (CHART.fewest - 1)), lambda _: 0.0)
    assert same_moment is not None
    assert not is_alarm(same_moment, Chart(threshold=0.0))
    assert is_alarm(follow(at(*[0] * CHART.fewest), lambda _: 0.0), Chart(threshold=0.0))


@given(st.lists(st.floats(0, 720), min_size=1, max_size=60), st.floats(0, 60))
def test_it_is_the_maximum_over_all_beginnings(minutes: list[float], usual: float) -> None:
    """Page's form: the score is the best log-likelihood ratio of any suffix, reports included."""
    reports = at(*sorted(minutes))
    rate = max(CHART.least, usual)
    gain, drain = math.log(CHART.risen(rate) / rate), CHART.risen(rate) - rate
    last = reports[-1]
    best = max(
        gain * (len(reports) - number) - drain * ((last - first) / timedelta(hours=1))
        for number, first in enumerate(reports)
    )
    found = follow(reports, lambda _: usual)
    assert found is not None
    assert found.score == pytest.approx(best, abs=1e-6)


@given(st.lists(st.floats(0, 720), min_size=1, max_size=40), st.floats(0, 720))
def test_one_more_report_at_the_end_never_lowers_the_evidence_of_a_moment(
    minutes: list[float], usual: float
) -> None:
    reports = at(*sorted(minutes))
    before = follow(reports, lambda _: usual)
    after = follow([*reports, reports[-1]], lambda _: usual)
    assert before is not None
    assert after is not None
    assert after.score > before.score
