"""From tenures to counts: what each signal sees, and that followers are one with their leader."""

from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.insight.signals.counting import OF_LEDGER, OF_TEXTS, Signal
from assistant.insight.signals.matters import Happened, matters

BEGIN = datetime(2026, 8, 24, 5, 30, tzinfo=UTC)


def tenure(case_id: int, **changes: Any) -> dict[str, Any]:
    """A case that was answered after an hour, without a word of the citizen."""
    return {
        "case_id": case_id,
        "cluster_id": case_id,
        "number": 1,
        "span": 1,
        "agency_id": "abfa",
        "counts": True,
        "kind": "complaint",
        "indicator": "delay",
        "service_id": None,
        "agency_began_at": BEGIN,
        "answered_at": BEGIN + timedelta(minutes=60),
        "answered_agency_min": 60,
        "answer_hash": f"text {case_id}",
        "first_verdict": None,
        "first_verdict_at": None,
        "ended_at": None,
        "ended_agency_min": None,
        "is_disputed": False,
        "is_reopened": False,
        "is_withdrawn": False,
        "is_misdirected": False,
    } | changes


def counted(rows: list[dict[str, Any]], signal: Signal, happened: Happened = Happened()) -> Any:
    seen = matters(rows, happened)
    counts = (OF_LEDGER | OF_TEXTS)[signal](seen)
    return counts.observed.tolist(), counts.n.tolist()


SOLVED = {"first_verdict": "solved"}
GONE = {"answered_at": None, "answered_agency_min": None, "answer_hash": None}


def judged(minutes: float) -> dict[str, Any]:
    return SOLVED | {"first_verdict_at": BEGIN + timedelta(minutes=60 + minutes)}


@pytest.mark.parametrize(
    ("signal", "yes", "no"),
    [
        (Signal.BUNCHED, {"answered_agency_min": 840}, {"answered_agency_min": 841}),
        (Signal.BUNCHED, {"answered_agency_min": 166}, {"answered_agency_min": 165}),
        (Signal.CLOSED_EARLY, {"is_disputed": True}, {}),
        (
            Signal.CLOSED_EARLY,
            {"is_reopened": True},
            {"is_reopened": True, "answered_agency_min": 61},
        ),
        (Signal.JUDGED_AT_ONCE, judged(10), judged(11)),
    ],
)
def test_a_signal_sees_what_it_is_about(signal, yes, no):
    assert counted([tenure(1, **yes), tenure(2, **no)], signal)[0] == [1]


def test_verdicts_in_a_row_follow_each_other_within_minutes():
    rows = [tenure(number, **judged(of)) for number, of in enumerate((0, 4, 8, 300, 306), 1)]
    assert counted(rows, Signal.JUDGED_IN_A_ROW) == ([2], [5])


def test_a_case_that_is_sent_on_counts_by_the_office_minute():
    sent_on = {1: [(BEGIN + timedelta(days=2), 830)], 2: [(BEGIN + timedelta(hours=1), 60)]}
    rows = [tenure(number, **GONE, is_misdirected=True) for number in (1, 2)]
    found = Happened(sent_on=sent_on)
    assert counted(rows, Signal.SENT_ON_BEFORE_48H, found) == ([1], [1])
    assert counted(rows, Signal.SENT_ON_BEFORE_3H, found) == ([0], [1])


def test_a_withdrawal_counts_within_a_day_of_what_the_agency_did():
    end = BEGIN + timedelta(days=3)
    rows = [tenure(number, **GONE, is_withdrawn=True, ended_at=end) for number in (1, 2, 3)]
    turned = {1: [end - timedelta(hours=2)], 2: [end - timedelta(days=2)]}
    assert counted(rows, Signal.TALKED_OUT, Happened(turned=turned)) == ([1], [3])


def test_one_text_for_unlike_matters_counts_and_a_form_letter_does_not():
    letter = [tenure(number, answer_hash="letter") for number in range(1, 8)]
    assert counted(letter, Signal.SAME_TEXT) == ([0], [7])
    unlike = [row | {"service_id": str(row["case_id"] % 3)} for row in letter]
    assert counted(unlike, Signal.SAME_TEXT)[0][0] >= 4
    assert counted(unlike, Signal.IN_BULK)[0] == [7]


ROWS = st.lists(
    st.builds(
        tenure,
        st.integers(1, 12),
        agency_id=st.sampled_from(["abfa", "post"]),
        answered_agency_min=st.sampled_from([20, 175, 300, 835]),
        answer_hash=st.sampled_from(["a", "b"]),
        indicator=st.sampled_from(["delay", "discourtesy"]),
        is_disputed=st.booleans(),
    ),
    max_size=12,
    unique_by=lambda row: row["case_id"],
)


@given(ROWS, st.data())
def test_followers_multiply_neither_what_was_seen_nor_of_how_many(rows, data):
    followers = [
        row | {"case_id": 100 * row["case_id"] + number}
        for row in rows
        for number in range(data.draw(st.integers(0, 3)))
    ]
    alone, followed = matters(rows, Happened()), matters(rows + followers, Happened())
    for signal, count in (OF_LEDGER | OF_TEXTS).items():
        one, other = count(alone), count(followed)
        assert np.array_equal(one.observed, other.observed), signal
        assert np.array_equal(one.n, other.n), signal
