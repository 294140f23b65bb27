"""What a word counts: «پنج», «۵تا» and «پنجمو» are 5, «۴.۵» and «چهارونیم» are 4.5."""

import re
from functools import lru_cache

from assistant.dialogue import words

_DIGITS = re.compile(r"(\d+(?:[,٬]\d{3})*(?:[./٫]\d{1,2})?)([^\d./٫,٬]*)")
HALF = "نیم"
_AND_HALF = f"و{HALF}"


@lru_cache(maxsize=8192)
def value_of(word: str) -> float | None:
    """What a plain word counts, maybe with an ending («۵تا», «پنجمو»); None where it does not."""
    if digits := _DIGITS.fullmatch(word):
        plain = re.sub("[,٬]", "", digits[1])
        return float(re.sub("[/٫]", ".", plain)) if not digits[2] or is_ending(digits[2]) else None
    if word.endswith(_AND_HALF) and (whole := value_of(word.removesuffix(_AND_HALF))):
        return whole + 0.5
    for value, forms in words.listed("number_words").items():
        if word in forms.split("|"):
            return float(value)
    return None


@lru_cache(maxsize=8192)
def is_ending(letters: str) -> bool:
    """Whether letters are an ending that a word may have or not."""
    return letters in words.listed("contrast")["endings"].split("|")
