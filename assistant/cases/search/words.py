"""The words by which a text is found, however its letters, digits and half-spaces were typed."""

import re
from collections.abc import Iterable

from assistant.language.repair.characters import ZWNJ, drop_marks, unify_digits, unify_unicode

LONGEST = 40
"""The index keeps so many letters of a word; PostgreSQL limits the length."""
_PART = r"[^\W_]+"
_WORD = re.compile(f"{_PART}(?:{ZWNJ}+{_PART})*")


def words_of(*texts: str | None) -> str:
    """The words of all `texts`, each once, with a space between: the content of an index entry.

    «خانه‌ها» is found as two words and as one, since people type it either way.
    """
    found = dict[str, None]()
    for text in texts:
        for parts in _words(text or ""):
            found |= dict.fromkeys([*parts, "".join(parts)])
    return " ".join(dict.fromkeys(word[:LONGEST] for word in found))


def wanted(text: str, most: int) -> list[str]:
    """At most `most` different words that somebody who typed `text` looks for."""
    found = dict.fromkeys(part[:LONGEST] for parts in _words(text) for part in parts)
    return list(found)[:most]


def _words(text: str) -> Iterable[list[str]]:
    """The parts of each word, between half-spaces."""
    plain = drop_marks(unify_digits(unify_unicode(text))).lower()
    return (word.split(ZWNJ) for word in _WORD.findall(re.sub(f"{ZWNJ}+", ZWNJ, plain)))
