"""Names and times of reporting periods."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.insight.periods.reporting_period import ReportingPeriod, UnknownPeriodError

PERIODS = st.one_of(
    st.builds(ReportingPeriod, st.integers(1380, 1450), st.integers(1, 12)),
    st.builds(ReportingPeriod, st.integers(1380, 1450), st.sampled_from([1, 4, 7, 10]), st.just(3)),
)


@given(PERIODS)
def test_a_name_means_one_period(period):
    assert ReportingPeriod.parse(str(period)) == period


@given(PERIODS)
def test_periods_follow_each_other_without_a_gap(period):
    assert period.previous.ends == period.begins < period.ends < period.ripe_at
    assert period.previous.count == period.count


@given(PERIODS)
def test_a_season_holds_its_months(period):
    assert set(period.months) <= set(period.season.months)
    assert ReportingPeriod.month_of(period.begins).months[0] == period.months[0]


@pytest.mark.parametrize(
    "text", ["", "1405", "1405-00", "1405-13", "1405-S5", "۱۴۰۵-۰۶", "2026-11"]
)
def test_other_texts_name_no_period(text):
    with pytest.raises(UnknownPeriodError):
        ReportingPeriod.parse(text)


def test_titles_are_persian():
    assert ReportingPeriod.parse("1405-06").title_fa == "شهریور ۱۴۰۵"
    assert ReportingPeriod.parse("1405-S2").title_fa == "تابستان ۱۴۰۵"


def test_a_month_begins_at_midnight_in_tehran():
    assert ReportingPeriod.parse("1405-09").begins == datetime(2026, 11, 21, 20, 30, tzinfo=UTC)
