"""Splitting a text into words that may be repaired and spans that must stay as they are.

A text becomes a list of pieces whose concatenation is the text again. Only `is_word` (Persian)
and `is_latin` (plain Latin letters) pieces are ever rewritten by later steps; addresses, e-mails,
numbers, codes, mentions and the placeholders of masked personal data are opaque.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

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
_PIECE = re.compile(rf"{_WORD}| +|{_OPAQUE}|{_LATIN}|[^ ]")
_LETTERS = frozenset(LETTER)
_IS_LATIN = re.compile(rf"(?:{_LATIN})\Z")
_IS_WORD = re.compile(rf"(?:{_WORD})\Z")
_CAMEL = re.compile(r"[A-Z]{2,}[a-z]+[A-Z]|[a-z]+[A-Z]")


def split(text: str) -> list[str]:
    """Pieces of the text, in order; joined together they are the text."""
    return list(_split(text))


@lru_cache(maxsize=8)
def _split(text: str) -> tuple[str, ...]:
    """Steps that follow one another mostly split the same text."""
    return tuple(_PIECE.findall(text))


def is_word(piece: str) -> bool:
    """Whether a piece is a Persian word (letters, with half-spaces inside)."""
    return piece[:1] in _LETTERS and _IS_WORD.match(piece) is not None


@lru_cache(maxsize=65536)
def is_latin(piece: str) -> bool:
    """Whether a piece is a plain Latin word, as a person would type Finglish."""
    return _IS_LATIN.match(piece) is not None and _CAMEL.match(piece) is None


def word_fixer(fix: Callable[[str], str]) -> Callable[[str], str]:
    """Remember what `fix` makes of each Persian word; anything else stays and is not kept."""
    remembered = lru_cache(maxsize=65536)(fix)

    def fixed(piece: str) -> str:
        return remembered(piece) if is_word(piece) else piece

    fixed.__doc__ = fix.__doc__
    fixed.remembered = remembered  # type: ignore[attr-defined]
    return fixed


def rewrite(pieces: Iterable[str], fix: Callable[[str], str]) -> list[str]:
    """Apply a `word_fixer` to every word; a result of several words becomes several pieces."""
    known: Callable[[str], str] = getattr(fix, "remembered", fix)
    result: list[str] = []
    for piece in pieces:
        if piece[0] not in _LETTERS:
            result.append(piece)
            continue
        fixed = known(piece)
        if fixed is not piece and " " in fixed:
            result.extend(split(fixed))
        else:
            result.append(fixed)
    return result
