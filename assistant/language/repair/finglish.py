"""Persian typed in Latin letters: `mikham` → «میخوام». Real Latin words stay as they are.

A message is read as a whole: words of our table speak for Finglish, English words against it.
Inside a Persian message only words of the table are turned.
"""

import re
from functools import lru_cache

from .tables import latin_words, read_words
from .tokens import LETTER, is_latin, pieces_of
from .transliterate import transliterate

_LATIN = re.compile("[A-Za-z]")
_SENTENCE_END = re.compile(r"[.!?؟\n]+(?:\s|$)")
_LEAST_ALONE = 3
"""Words of a sentence in Latin letters that is read by itself."""


@lru_cache(maxsize=65536)
def _kind(word: str) -> str:
    """What a Latin word speaks for: "table", "english", "acronym" or "" (unknown)."""
    low = word.lower()
    if low in latin_words():
        return "table"
    if low in read_words("english.tsv"):
        return "english"
    return "acronym" if word.isupper() and len(word) < 6 else ""


@lru_cache(maxsize=65536)
def to_persian(word: str) -> str:
    """One Finglish word in Persian letters; the word itself when nothing fits."""
    return latin_words().get(word.lower()) or transliterate(word.lower()) or word


def finglish(text: str) -> str:
    """The Finglish step."""
    wanted = finglish_words(text)
    if not wanted:
        return text
    pieces = pieces_of(text)
    return "".join([to_persian(piece) if piece in wanted else piece for piece in pieces])


def finglish_words(text: str) -> set[str]:
    """Which Latin words of a message are Persian; a sentence all in Latin letters counts alone."""
    if not _LATIN.search(text):
        return set()
    wanted = _words_of(text)
    parts = [part for part in _SENTENCE_END.split(text) if _LATIN.search(part)]
    for part in parts if any(piece[0] in LETTER for piece in pieces_of(text)) else []:
        if not any(piece[0] in LETTER for piece in pieces_of(part)):
            # «salam az edare kar meybod shekayat daram. خرداد …»
            wanted |= _words_of(part) if len(part.split()) >= _LEAST_ALONE else set()
    return wanted


def _words_of(text: str) -> set[str]:
    pieces = pieces_of(text)
    latin = [piece for piece in pieces if is_latin(piece)]
    persian = sum(piece[0] in LETTER for piece in pieces)
    return _wanted(latin, persian) if latin else set()


def _wanted(latin: list[str], persian: int) -> set[str]:
    """Those of the Latin words that are Persian, beside so many words in Persian letters."""
    kinds = [_kind(word) for word in latin]
    ours, english = kinds.count("table"), kinds.count("english")
    ours -= sum(word.lower() in read_words("ambiguous.tsv") for word in latin)
    if persian > len(latin):
        return {word for word, kind in zip(latin, kinds) if kind == "table" and len(word) > 2}
    if english > ours or not (ours or _sounds_persian(latin, persian + english)):
        return set()
    wanted = ("table", "", "acronym") if ours and not persian else ("table", "")
    return {word for word, kind in zip(latin, kinds) if kind in wanted}


def _sounds_persian(latin: list[str], others: int) -> bool:
    """Whether words that no table has are Finglish: half of them sound like Persian words."""
    known = [word for word in latin if transliterate(word.lower(), strict=True)]
    return 2 * len(known) >= len(latin) and not others
