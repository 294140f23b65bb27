"""A citizen's own words in formal Persian, as a form wants them: said better, and nothing added.

Colloquial verbs, words and endings become written ones, half-spaces and punctuation are put right,
greetings, thanks and swearing are left out. Spelling is not touched, since a name that no
dictionary knows looks like a slip; numbers and names stay what they are.
"""

import re

from assistant.language.digits import persian_digits
from assistant.language.formal_rules.courtesies import without_courtesies
from assistant.language.formal_rules.punctuation import punctuated
from assistant.language.formal_rules.swearing import without_swearing
from assistant.language.formal_rules.written import written
from assistant.language.pii import PLACEHOLDER, mask

_MARK = re.compile(f"({PLACEHOLDER.pattern})")
_MOST_PASSES = 8
_HAS_LATIN = re.compile(r"[A-Za-z]")


def formal(text: str) -> str:
    """The formal version of `text`, personal data masked; empty if nothing but courtesies is in it.

    Every number and every name of `text` is in it, and no word that does not stand for one of
    `text`. The same text for a version that is formal already.
    """
    text = mask(text).text
    for _ in range(_MOST_PASSES):
        before, text = text, _formal_lines(text)
        if text == before:
            break
    return text


def _formal_lines(text: str) -> str:
    lines = (_formal_line(line) for line in text.splitlines())
    return mask("\n".join(line for line in lines if line)).text


def _formal_line(line: str) -> str:
    plain = without_swearing(without_courtesies(written(line)))
    parts = _MARK.split(punctuated(plain))
    return "".join(part if _MARK.fullmatch(part) else _with_persian_digits(part) for part in parts)


def _with_persian_digits(text: str) -> str:
    return " ".join(_in_persian_digits(word) for word in text.split(" "))


def _in_persian_digits(word: str) -> str:
    """Digits for people; those of addresses and codes with Latin letters stay."""
    return word if _HAS_LATIN.search(word) else persian_digits(word)
