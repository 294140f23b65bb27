"""What must hold for any text at all."""

import re
import time

import pytest
from hypothesis import given, settings
from support.messy_texts import texts

from assistant.language.repair import STEPS, Repaired, Step, repair


def digits(text: str) -> str:
    """The decimal digits of a text, as ASCII."""
    return "".join(str(int(char)) for char in text if char.isdecimal())


@given(texts)
@settings(max_examples=1000, deadline=None)
def test_repair_is_idempotent(text: str) -> None:
    once = repair(text).text
    assert repair(once).text == once


@given(texts)
@settings(max_examples=500, deadline=None)
def test_repair_without_spelling_is_idempotent(text: str) -> None:
    once = repair(text, spelling=False).text
    assert repair(once, spelling=False).text == once


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
@given(text=texts)
@settings(max_examples=300, deadline=None)
def test_every_step_is_idempotent_and_keeps_numbers(step: Step, text: str) -> None:
    once = step(text)
    assert step(once) == once
    assert digits(once) == digits(text)


@given(texts)
@settings(max_examples=500, deadline=None)
def test_no_number_is_lost_and_all_digits_are_ascii(text: str) -> None:
    after = repair(text).text
    assert digits(after) == digits(text)
    assert all(char.isascii() for char in after if char.isdecimal())


@given(texts)
@settings(max_examples=300, deadline=None)
def test_every_change_of_a_word_is_reported(text: str) -> None:
    done = repair(text)
    assert isinstance(done, Repaired)
    assert done.raw == text
    assert done.changes or done.text.split() == text.split()


PATHOLOGICAL = [
    "ﷺ" * 500,
    "ا" * 2000,
    "😀" * 500,
    "👨\u200d👩\u200d👧" * 300,
    "می " * 650,
    "a" * 2000,
]
PATHOLOGICAL += ["a-" * 1000, "1 " * 1000, "a.b" * 600, "ها " * 660, "\u200c" * 2000, "ش;'" * 600]
PATHOLOGICAL += [
    "https://" * 250,
    "@" * 2000,
    "\u064b" * 2000,
    "qwr " * 500,
    "سشیب" * 500,
    "a1-" * 600,
]


@pytest.mark.parametrize("text", PATHOLOGICAL, ids=range(len(PATHOLOGICAL)))
def test_pathological_texts_are_fast_and_bounded(text: str) -> None:
    repair("سلام salam")
    start = time.thread_time()
    after = repair(text).text
    assert time.thread_time() - start < 0.5
    assert len(after) <= 2 * len(text) + 16


def test_a_long_ordinary_text_is_fast() -> None:
    text = "سلام، میخوام شناسنامه‌مو عوض کنم ولی نمیدونم کجا برم؟ " * 35
    start = time.thread_time()
    repair(text[:2000])
    assert time.thread_time() - start < 0.3


def test_half_spaces_are_only_inside_words() -> None:
    after = repair("\u200cخانه\u200c\u200cها\u200c و \u200c").text
    assert after == "خانه\u200cها و"
    assert not re.search("\u200c\u200c|\u200c |\u200c$|^\u200c", after)
