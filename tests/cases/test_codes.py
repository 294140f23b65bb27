"""Tracking codes: easy to dictate, and a slip of the tongue is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.cases.codes import ALPHABET, LENGTH, new_code, normalise

codes = st.builds(new_code)
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@given(codes)
def test_a_new_code_is_its_own_normal_form(code: str) -> None:
    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)
    assert normalise(code) == code


@given(codes, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_any_single_wrong_character_is_refused(code: str, place: int, other: str) -> None:
    changed = code[:place] + other + code[place + 1 :]
    assert normalise(changed) == (code if changed == code else None)


def test_every_single_error_of_a_code_is_refused() -> None:
    code = new_code()
    for place in range(LENGTH):
        for other in set(ALPHABET) - {code[place]}:
            assert normalise(code[:place] + other + code[place + 1 :]) is None


@given(codes)
def test_a_code_may_be_written_as_people_write(code: str) -> None:
    for typed in (
        code.lower(),
        f"{code[:4]}-{code[4:]}",
        f" {code[:4]} {code[4:]} ",
        "-".join(code),
        code.translate(PERSIAN),
        code.lower().translate(ARABIC),
    ):
        assert normalise(typed) == code


@pytest.mark.parametrize("typed", ["", "-", "ABC", "O0I1L", "کد رهگیری", "\x00" * 8, "😀" * 8])
def test_what_cannot_be_a_code_is_refused(typed: str) -> None:
    assert normalise(typed) is None


@given(st.text())
def test_no_text_is_a_fault(text: str) -> None:
    known = normalise(text)
    assert known is None or normalise(known) == known


def test_letters_that_are_confused_are_left_out() -> None:
    assert not set("01OILU") & set(ALPHABET)
    assert len(set(ALPHABET)) == len(ALPHABET)


def test_codes_do_not_repeat_or_follow_each_other() -> None:
    made = [new_code() for _ in range(5000)]
    assert len(set(made)) == len(made)
    assert {code[0] for code in made} == set(ALPHABET)
