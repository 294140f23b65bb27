"""The usual rate of an hour of the week: what is learnt, and what stands in for history."""

from datetime import UTC, datetime, timedelta

import pytest

from assistant.insight.radar.cusum import HOURS_OF_WEEK, UsualRate, Week, hour_of, hour_of_week

MONDAY = datetime(2026, 1, 4, 20, tzinfo=UTC)
"""The UTC hour whose middle is midnight in Tehran, between Sunday and Monday."""
HOUR = timedelta(hours=1)
FLAT = Week.of({})


def hours(weeks: int) -> list[datetime]:
    return [MONDAY + number * HOUR for number in range(weeks * HOURS_OF_WEEK)]


def test_hours_are_those_of_tehran() -> None:
    assert hour_of_week(MONDAY) == 0
    assert hour_of_week(MONDAY + timedelta(minutes=59)) == 0
    assert hour_of_week(MONDAY - HOUR) == HOURS_OF_WEEK - 1
    assert [hour_of_week(hour) for hour in hours(1)] == list(range(HOURS_OF_WEEK))
    assert hour_of(MONDAY + timedelta(minutes=59, seconds=59)) == MONDAY


def test_without_history_the_prior_speaks() -> None:
    rate = UsualRate.of({}, [], FLAT)
    assert set(rate.rates) == {0.5}


def test_silence_is_learnt() -> None:
    """A service that nobody reports for a month has a rate near zero, also in its busiest hour."""
    assert max(UsualRate.of({}, hours(4), FLAT).rates) < 0.01


def test_an_hour_of_the_week_that_is_always_busy_is_usual() -> None:
    busy = {MONDAY + week * timedelta(weeks=1) + 9 * HOUR: 20 for week in range(8)}
    rate = UsualRate.of(busy, hours(8), FLAT)
    assert rate(MONDAY + 9 * HOUR + timedelta(weeks=30)) == pytest.approx(160 / 12, rel=0.01)
    assert rate(MONDAY + 10 * HOUR) < 0.1


def test_the_shape_of_all_speaks_where_a_series_has_little() -> None:
    """All series have three quarters of their reports in one hour of the day; so will this one."""
    totals = {hour: 300 if hour_of_week(hour) % 24 == 9 else 4 for hour in hours(8)}
    week = Week.of(totals)
    assert sum(week.shape) / HOURS_OF_WEEK == pytest.approx(1, rel=0.05)
    few = {MONDAY + 9 * HOUR: 1, MONDAY + 33 * HOUR: 1}
    rate = UsualRate.of(few, hours(8), week)
    assert rate(MONDAY + 57 * HOUR) > 20 * rate(MONDAY + 58 * HOUR)


def test_hours_of_outages_are_left_out() -> None:
    """What was told in an hour that is not watched counts neither as reports nor as time."""
    watched = [hour for hour in hours(8) if hour != MONDAY]
    with_outage = UsualRate.of({MONDAY: 500}, watched, FLAT)
    assert with_outage == UsualRate.of({}, watched, FLAT)
