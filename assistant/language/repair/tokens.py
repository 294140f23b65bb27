"""Splitting a text into words that may be repaired and spans that must stay as they are.

A text becomes a list of pieces whose concatenation is the text again. Only `is_word` (Persian)
and `is_latin` (plain Latin letters) pieces are ever rewritten by later steps; addresses, e-mails,
numbers, codes, mentions and the placeholders of masked personal data are opaque.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from string import ascii_letters

from assistant.language.pii import PLACEHOLDER

ZWNJ = "\u200c"
LETTER = "ءئآابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"

_HOST = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
_TAIL = r"(?::[0-9]{1,5})?(?:[/?#][^\s،؛؟»«]*)?"
_OPAQUE = "|".join(
    [
        PLACEHOLDER.pattern,
        r"(?:https?|ftp)://[^\s،؛؟»«]+",
        rf"[A-Za-z0-9._%+-]{{1,64}}@{_HOST}",
        rf"{_HOST}{_TAIL}",
        r"[@#][A-Za-z0-9_][A-Za-z0-9_.]*",
        r"[*#]+[0-9][0-9*#]*",
        r"[+-]?[0-9]+(?:[.,:/_-][0-9]+)*%?(?![A-Za-z0-9_-])",
        r"(?=[A-Za-z_-]{0,40}[0-9])[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*",
    ]
)
_WORD = rf"[{LETTER}]+(?:{ZWNJ}[{LETTER}]+)*"
_LATIN = r"[A-Za-z]+(?:'[A-Za-z]+)*"
# A Latin word before a space or a sign cannot begin an address or a code, and is seen sooner.
_FREE_LATIN = r"[A-Za-z]+(?![^ ,!?؟،؛])"
_PIECE = re.compile(rf"{_WORD}| +|{_FREE_LATIN}|{_OPAQUE}|{_LATIN}|[^ ]")
_LETTERS = frozenset(LETTER)
_LATIN_LETTERS = frozenset(ascii_letters)
_MOST_RECENT = 16
_recent: dict[str, tuple[str, ...]] = {}
_IS_LATIN = re.compile(rf"(?:{_LATIN})\Z")
_IS_WORD = re.compile(rf"(?:{_WORD})\Z")
_CAMEL = re.compile(r"[A-Z]{2,}[a-z]+[A-Z]|[a-z]+[A-Z]")


def split(text: str) -> list[str]:
    """Pieces of the text, in order; joined together they are the text."""
    return list(pieces_of(text))


def pieces_of(text: str) -> tuple[str, ...]:
    """The same pieces, not to be changed; steps that follow one another ask for the same text."""
    return _recent.get(text) or _remembered(text, _PIECE.findall(text))


def text_of(pieces: Sequence[str]) -> str:
    """Join pieces of which words were rewritten, and remember them as the pieces of the text.

    Not so when one holds two words by now, or when a bracket may have become a placeholder.
    """
    text = "".join(pieces)
    if "[" not in pieces and not any(" " in piece and is_word(piece[:1]) for piece in set(pieces)):
        _remembered(text, pieces)
    return text


def _remembered(text: str, pieces: Sequence[str]) -> tuple[str, ...]:
    if len(_recent) >= _MOST_RECENT:
        _recent.clear()
    kept = _recent[text] = tuple(pieces)
    return kept


@lru_cache(maxsize=_MOST_RECENT)
def kinds_of(text: str) -> frozenset[str]:
    """The different pieces of a text."""
    return frozenset(pieces_of(text))


def is_word(piece: str) -> bool:
    """Whether a piece is a Persian word (letters, with half-spaces inside)."""
    return piece[:1] in _LETTERS and _IS_WORD.match(piece) is not None


def is_latin(piece: str) -> bool:
    """Whether a piece is a plain Latin word, as a person would type Finglish."""
    return piece[:1] in _LATIN_LETTERS and _is_latin(piece)


@lru_cache(maxsize=65536)
def _is_latin(piece: str) -> bool:
    return _IS_LATIN.match(piece) is not None and _CAMEL.match(piece) is None
