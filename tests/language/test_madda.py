"""«آ» is put back where people type «ا», and only where the word with «آ» is the usual one."""

import pytest

from assistant.language.repair import repair


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("ازمایش", "آزمایش"),
        ("اموزشگاه", "آموزشگاه"),
        ("دانش اموز", "دانش‌آموز"),
        ("اسیب", "آسیب"),
        ("ازمایش‌های", "آزمایش‌های"),
        ("ابادان", "آبادان"),
        ("ارایه", "ارائه"),
    ],
)
def test_a_word_gets_its_madda(typed: str, right: str) -> None:
    assert repair(typed).text == right


@pytest.mark.parametrize("word", ["اراک", "اصفهان", "امین", "اورژانس", "اندیشه", "امور", "اجاره"])
def test_a_word_of_its_own_keeps_its_alef(word: str) -> None:
    assert repair(word).text == word
