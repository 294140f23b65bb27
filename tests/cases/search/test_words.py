"""Words as the index holds them, and as somebody looks for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.cases.search.words import LONGEST, wanted, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("كنتور آب خراب است.", "کنتور آب خراب است"),
        ("خانه‌ها را ساختند؛ خانه ها", "خانه ها خانهها را ساختند"),
        ("بیمهٔ تکمیلی، بیمۀ پایه", "بیمه تکمیلی پایه"),
        ("قبضِ ۱۲۳٬۴۵۶ تومانی", "قبض 123 456 تومانی"),
        ("سـلام Dastyar_2", "سلام dastyar 2"),
        ("«قطعی»(برق)/آب", "قطعی برق آب"),
        ("برق برق برق", "برق"),
        ("؟!… ‌ ‌", ""),
        ("", ""),
    ],
)
def test_words_are_the_same_however_they_were_typed(text: str, words: str) -> None:
    assert words_of(text) == words


def test_texts_are_put_together_and_missing_ones_left_out() -> None:
    assert words_of("آب قطع است", None, "آب قطع می‌باشد") == "آب قطع است می باشد میباشد"


def test_what_is_looked_for_is_bounded() -> None:
    assert wanted("یک دو سه یک چهار", 3) == ["یک", "دو", "سه"]
    assert wanted("آ" * 5000, 6) == ["آ" * LONGEST]


@given(st.text())
def test_the_words_of_a_text_are_all_found_in_it(text: str) -> None:
    """And they are letters and digits, so nothing in them can steer a query."""
    held = words_of(text).split(" ")
    for word in wanted(text, 1000):
        assert word in held
        assert word.isalnum()
        assert 0 < len(word) <= LONGEST
