"""What a word counts: «پنج», «۵تا» and «پنجمو» are 5."""

import re
from functools import lru_cache

from assistant.dialogue import words

_DIGITS = re.compile(r"(\d+)(\D*)")


@lru_cache(maxsize=8192)
def value_of(word: str) -> int | None:
    """What a plain word counts, maybe with an ending («۵تا», «پنجمو»); None where it does not."""
    if digits := _DIGITS.fullmatch(word):
        return int(digits[1]) if not digits[2] or is_ending(digits[2]) else None
    for value, forms in words.listed("number_words").items():
        if word in forms.split("|"):
            return int(value)
    return None


@lru_cache(maxsize=8192)
def is_ending(letters: str) -> bool:
    """Whether letters are an ending that a word may have or not."""
    return letters in words.listed("contrast")["endings"].split("|")
