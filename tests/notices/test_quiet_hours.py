"""Quiet hours, compared with a watch that is looked at every minute."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.dates import TEHRAN
from assistant.notices.quiet_hours import QuietHours

NIGHT = QuietHours.written("22:00-08:00")
minutes = st.integers(0, 24 * 60 - 1).map(lambda m: time(m // 60, m % 60))
hours = st.builds(QuietHours, minutes, minutes)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))


@given(hours, moments)
def test_what_is_allowed_is_never_quiet_and_never_later_than_needed(
    quiet: QuietHours, moment: datetime
) -> None:
    allowed = quiet.next_allowed(moment)
    assert not quiet.hold_at(allowed)
    assert moment <= allowed < moment + timedelta(hours=24)
    if not quiet.hold_at(moment):
        assert allowed == moment
    else:
        assert quiet.hold_at(allowed - timedelta(microseconds=1)), "the first moment after"
        assert allowed.astimezone(TEHRAN).time() == quiet.ends


@given(hours, moments, st.integers(0, 24 * 60))
def test_from_now_until_then_it_is_quiet(quiet: QuietHours, moment: datetime, after: int) -> None:
    allowed = quiet.next_allowed(moment)
    seen = moment + timedelta(minutes=after)
    if seen < allowed:
        assert quiet.hold_at(seen)


@pytest.mark.parametrize(
    ("clock", "is_quiet"),
    [("21:59", False), ("22:00", True), ("03:00", True), ("07:59", True), ("08:00", False)],
)
def test_the_night_in_tehran(clock: str, is_quiet: bool) -> None:
    moment = datetime.combine(datetime(2026, 11, 24), time.fromisoformat(clock), TEHRAN)
    assert NIGHT.hold_at(moment.astimezone(UTC)) is is_quiet


def test_equal_ends_mean_none() -> None:
    quiet = QuietHours.written("00:00-00:00")
    assert not any(quiet.hold_at(datetime(2026, 1, 1, hour, tzinfo=UTC)) for hour in range(24))
