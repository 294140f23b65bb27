"""Letters drawn out for emphasis: «سلاااام» → «سلام»."""

import re

from .fixing import WordFixer, rewrite
from .lexicon import is_listed
from .tokens import LETTER, is_latin, split

_RUN = re.compile(rf"([{LETTER}])\1{{2,}}")
_DOUBLED = re.compile(r"([اه])\1")
"""Letters that are drawn out when they are typed twice, where that makes no word: «شدهه»."""
_ANY_RUN = re.compile(r"([^0-9 ])\1(?:\1|(?<=[!?؟،,.؛اه]))")
_LATIN_RUN = re.compile(r"([A-Za-z])\1{2,}")


@WordFixer
def shortened(word: str) -> str:
    """The word without drawn-out letters: one letter, or two when only that is a word."""
    if not _RUN.search(word):
        single = _DOUBLED.sub(r"\1", word)
        return single if single != word and is_listed(single) and not is_listed(word) else word
    single, double = _RUN.sub(r"\1", word), _RUN.sub(r"\1\1", word)
    known_double = is_listed(double) and not is_listed(single)
    return double if known_double else single


def _shortened_latin(word: str) -> str:
    return _LATIN_RUN.sub(lambda m: m[1] * (2 if m[1] in "oe" else 1), word)


def repeats(text: str) -> str:
    """The repeated-letters step; runs of equal signs become one."""
    if not _ANY_RUN.search(text):
        return text
    pieces = [_shortened_latin(p) if is_latin(p) else p for p in rewrite(split(text), shortened)]
    return "".join(_without_runs(pieces))


def _is_sign(piece: str) -> bool:
    return len(piece) == 1 and (piece in "!?؟،,.؛" or piece > "\u2190")


def _without_runs(pieces: list[str]) -> list[str]:
    out: list[str] = []
    for piece in pieces:
        if out and out[-1] == piece and _is_sign(piece):
            continue
        out.append(piece)
    return out
