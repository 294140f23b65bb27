"""Persian typed in Latin letters: `mikham` → «میخوام». Real Latin words stay as they are.

A message is read as a whole: words of our table speak for Finglish, English words against it.
Inside a Persian message only words of the table are turned.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from .tables import latin_words, read_words
from .tokens import is_latin, is_word, split
from .transliterate import transliterate

_LATIN = re.compile("[A-Za-z]")


@lru_cache(maxsize=65536)
def _kind(word: str) -> str:
    """What a Latin word speaks for: "table", "english", "acronym" or "" (unknown)."""
    low = word.lower()
    if low in latin_words():
        return "table"
    if low in read_words("english.tsv"):
        return "english"
    return "acronym" if word.isupper() and len(word) < 6 else ""


def to_persian(word: str) -> str:
    """One Finglish word in Persian letters; the word itself when nothing fits."""
    return latin_words().get(word.lower()) or transliterate(word.lower()) or word


def finglish(text: str) -> str:
    """The Finglish step."""
    if not _LATIN.search(text):
        return text
    pieces = split(text)
    latin = [piece for piece in pieces if is_latin(piece)]
    if not latin:
        return text
    wanted = _choice(latin, sum(is_word(piece) for piece in pieces))
    return "".join(to_persian(p) if is_latin(p) and wanted(p) else p for p in pieces)


def _nothing(_: str) -> bool:
    return False


def _choice(latin: list[str], persian: int) -> Callable[[str], bool]:
    """Which Latin words of a message are Persian."""
    kinds = [_kind(word) for word in latin]
    ours, english = kinds.count("table"), kinds.count("english")
    ours -= sum(word.lower() in read_words("ambiguous.tsv") for word in latin)
    if persian > len(latin):
        return lambda word: _kind(word) == "table" and len(word) > 2
    if english > ours:
        return _nothing
    if ours:
        return lambda word: (
            _kind(word) in ("table", "") or (_kind(word) == "acronym" and not persian)
        )
    known = [word for word in latin if transliterate(word.lower(), strict=True)]
    if 2 * len(known) >= len(latin) and not persian and not english:
        return lambda word: _kind(word) in ("table", "")
    return _nothing
