"""Letters of an Arabic keyboard, read as Persian ones."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.language.letters import persian_letters


def test_arabic_letters_become_persian_ones() -> None:
    assert persian_letters("۳ ميليون به كسي دادم") == "۳ میلیون به کسی دادم"


@given(st.text())
def test_places_in_the_text_remain_the_same(text: str) -> None:
    told = persian_letters(text)
    assert len(told) == len(text)
    assert persian_letters(told) == told
