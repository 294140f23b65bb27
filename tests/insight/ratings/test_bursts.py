"""What one address can give in a day: a busy office's people pass, a script does not."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.insight.ratings.terms import MOST_A_DAY, MOST_IN_WINDOW, WINDOW, MarkNote, flag_of

NINE = datetime(2026, 5, 3, 5, 30, tzinfo=UTC)


def arrivals(dice: random.Random, an_hour: float, hours: float) -> list[datetime]:
    """Moments of people who come one by one at a rate (a Poisson process)."""
    times, at = list[datetime](), 0.0
    while (at := at + dice.expovariate(an_hour)) < hours:
        times.append(NINE + timedelta(hours=at))
    return times


def test_the_busy_hour_of_an_office_is_not_flagged() -> None:
    dice = random.Random(128)
    hours = [arrivals(dice, an_hour=60, hours=1) for _ in range(1000)]
    false_flags = sum(flag_of(times) is not None for times in hours)
    print(f"{false_flags} of {len(hours)} busy hours are flagged")
    assert false_flags <= 0.01 * len(hours)


def test_a_whole_day_of_an_office_is_not_flagged() -> None:
    dice = random.Random(129)
    days = [arrivals(dice, an_hour=14, hours=8) for _ in range(300)]
    assert sum(flag_of(times) is not None for times in days) <= 0.01 * len(days)


@pytest.mark.parametrize(
    ("hours", "why"),
    [(0.05, MarkNote.MANY), (1, MarkNote.MANY), (8, MarkNote.MANY), (24, MarkNote.MANY)],
)
def test_a_thousand_marks_are_flagged_however_slow(hours: float, why: MarkNote) -> None:
    dice = random.Random(hours)
    runs = [[NINE + timedelta(hours=dice.random() * hours) for _ in range(1000)] for _ in range(50)]
    assert {flag_of(times) for times in runs} == {why}


def test_a_script_is_flagged_after_few() -> None:
    times = [NINE + timedelta(seconds=second) for second in range(MOST_IN_WINDOW + 1)]
    assert flag_of(times) is MarkNote.BURST
    assert flag_of(times[1:]) is None


@settings(max_examples=40)
@given(st.lists(st.integers(0, 7_200), max_size=MOST_A_DAY + 5))
def test_it_is_what_a_slow_count_says(seconds: list[int]) -> None:
    times = [NINE + timedelta(seconds=second) for second in seconds]
    within = [sum(begin <= time <= begin + WINDOW for time in times) for begin in set(times)]
    most = max(within, default=0)
    expected = MarkNote.BURST if most > MOST_IN_WINDOW else None
    assert flag_of(times) == (MarkNote.MANY if len(times) > MOST_A_DAY else expected)
