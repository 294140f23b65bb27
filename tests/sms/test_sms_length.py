"""How many messages a text takes, beside an encoder that goes letter by letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.background.sms_commands import TEST_FA
from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import Move
from assistant.notices.case_notices import BY_SMS, in_sms, receipt_sms
from assistant.sms.text_messages import MOST_PARTS, parts_of


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 1),
        ("س" * 70, 1),
        ("س" * 71, 2),
        ("س" * 134, 2),
        ("س" * 135, 3),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("a" * 159 + "€", 2),
        ("a" * 69 + "ی", 1),
        ("a" * 70 + "ی", 2),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
    ],
)
def test_parts_are_those_of_the_standard(text: str, parts: int) -> None:
    assert parts_of(text) == parts


@given(st.text(alphabet="سلام ۱۲۳\u200c😀abc", min_size=1, max_size=400))
def test_a_longer_text_never_takes_fewer(text: str) -> None:
    wide = "ی" + text
    assert parts_of(wide) >= parts_of("ی" + text[:-1])
    units = sum(2 if ord(letter) > 0xFFFF else 1 for letter in wide)
    assert parts_of(wide) == (1 if units <= 70 else -(-units // 67))


@pytest.mark.parametrize("move", sorted(BY_SMS | {Move.CLOSED}))
def test_what_citizens_are_told_takes_two_at_most(move: Move) -> None:
    case = Case(tracking_code="WWWW8888")
    assert parts_of(in_sms(case, CaseEvent(type=move))) <= 2


def test_code_and_pin_and_the_trial_are_short() -> None:
    assert parts_of(receipt_sms(Case(tracking_code="WWWW8888"), "12345678")) <= 2 < MOST_PARTS
    assert parts_of(TEST_FA) == 1
