"""One mark for one value in a whole conversation, and the words put back for who typed them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.marks import (
    gathered,
    has_marks,
    named,
    put_back,
    without_brackets,
    without_numbers,
)
from assistant.language.pii import mask

FIRST = "خانم حسینی ۰۹۱۲۱۲۳۴۵۶۷ را داد، در کوچه شهید رحیمی پلاک ۱۲ گودال است"
SECOND = "خانم رضایی نه، خانم حسینی گفت"


def kept_of(raw: str, known: dict[str, str]) -> str:
    kept, values = named(mask(raw).text, raw, known)
    known |= values
    return kept


def test_a_value_keeps_its_mark_and_another_gets_another() -> None:
    known: dict[str, str] = {}
    assert kept_of(FIRST, known).startswith("خانم [نام]")
    assert kept_of(SECOND, known) == "خانم [نام 2] نه، خانم [نام] گفت"


def test_a_text_of_several_messages_is_put_back_without_knowing_whose_its_pieces_are() -> None:
    known: dict[str, str] = {}
    kept = f"{kept_of(FIRST, known)}\n{kept_of(SECOND, known)}"
    assert has_marks(kept)
    assert put_back(kept, known) == f"{FIRST}\n{SECOND}"


def test_what_was_kept_and_typed_tells_what_the_marks_stand_for() -> None:
    known: dict[str, str] = {}
    messages = [(kept_of(raw, known), raw) for raw in (FIRST, SECOND)]
    assert gathered(messages) == known


def test_a_mark_of_two_values_stands_for_neither() -> None:
    assert (
        gathered([("خانم [نام] گفت", "خانم حسینی گفت"), ("خانم [نام] رفت", "خانم رضایی رفت")]) == {}
    )


@pytest.mark.parametrize("pin", ["۱۲۳۴۵۶", "123-456", "۱۲۳۴۵۶۷۸۹۰۱۲"])
def test_a_pin_is_never_put_back(pin: str) -> None:
    assert named("کد 7K4MZ2QX رمز [رمز] است", f"کد 7K4MZ2QX رمز {pin} است", {}) == (
        "کد 7K4MZ2QX رمز [رمز] است",
        {},
    )


def test_numbers_can_be_left_out_of_what_is_told() -> None:
    known: dict[str, str] = {}
    kept = kept_of(FIRST, known)
    told = put_back(kept, without_numbers(known))
    assert told == FIRST.replace("۰۹۱۲۱۲۳۴۵۶۷", "[شماره همراه]")


def test_texts_that_do_not_fit_tell_nothing() -> None:
    assert named("سلام [نام]", "چیز دیگری", {}) == ("سلام [نام]", {})


def test_marks_of_elsewhere_are_told_by_other_brackets() -> None:
    assert without_brackets("خانم [نام 2] در [نشانی]") == "خانم (نام) در (نشانی)"


@given(st.lists(st.sampled_from([FIRST, SECOND, "سلام [نام] نوشتم", "آقای کریمی ۰۹۳۵۱۲۳۴۵۶۷"])))
def test_whatever_was_said_comes_back(raws: list[str]) -> None:
    known: dict[str, str] = {}
    for raw in raws:
        kept = kept_of(raw, known)
        assert put_back(kept, known) == raw or "[نام]" in raw


def test_a_text_without_marks_hides_nothing() -> None:
    assert named("سلام", "سلام", {"[نام]": "حسینی"}) == ("سلام", {})
