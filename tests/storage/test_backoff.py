"""Waits between attempts grow, stay within their bounds, and differ."""

from datetime import timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from assistant.storage.jobs import Backoff

lengths = st.timedeltas(timedelta(milliseconds=1), timedelta(days=30))
attempts = st.integers(1, 1_000_000)


@given(lengths, lengths, attempts, st.integers())
def test_a_wait_is_between_half_and_whole_of_what_is_due(
    first: timedelta, longest: timedelta, failed: int, seed: int
) -> None:
    wait = Backoff(first, longest).after(failed, Random(seed))
    exact = longest
    if failed <= 64 and first.total_seconds() * 2 ** (failed - 1) < longest.total_seconds():
        exact = first * 2 ** (failed - 1)
    slack = timedelta(microseconds=1)
    assert exact / 2 - slack <= wait <= exact + slack
    assert wait <= longest


@given(lengths, st.integers(1, 60))
def test_later_attempts_never_come_back_sooner_than_half(first: timedelta, failed: int) -> None:
    backoff = Backoff(first, timedelta(days=30))
    slack = timedelta(microseconds=1)
    assert backoff.after(failed + 1) >= backoff.after(failed) / 2 - slack


def test_what_failed_together_does_not_come_back_together() -> None:
    waits = {Backoff().after(5) for _ in range(100)}
    assert len(waits) > 90
