"""Half-spaces: joining what belongs together, one spelling for every compound."""

import re

from .fixing import WordFixer, rewrite
from .joining import COMPARISON, PLURALS, compounds, join_pieces, joins_in
from .lexicon import ZWNJ, is_common
from .tokens import LETTER, is_word, kinds_of, pieces_of, split, text_of
from .verbs import formal_verb, skeleton

_STRAY = re.compile(rf"{ZWNJ}(?:(?<![{LETTER}]{ZWNJ})|(?![{LETTER}]))")
_EDGE = re.compile(rf"[A-Za-z0-9%](?:(?=[{LETTER}])|(?<=[{LETTER}][A-Za-z0-9]))")


@WordFixer
def respell(word: str) -> str:
    """One word in its one spelling: «ثبتنام» → «ثبت‌نام», «کتابها» → «کتاب‌ها»."""
    if ZWNJ not in word and is_common(word):
        return word
    known = compounds().get(skeleton(word))
    if known:
        return known
    if word.endswith(f"ه{ZWNJ}ی"):
        return word[:-2]
    if ZWNJ in word or formal_verb(word):
        return word
    for ending in (*PLURALS, *COMPARISON):
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) > 2 and is_common(stem):
            return f"{stem}{ZWNJ}{ending}"
    return word


def clean_half_spaces(text: str) -> str:
    """Half-spaces only between two letters, never two; a space between a number and a word."""
    if ZWNJ in text:
        text = _STRAY.sub("", text)
    return text


def space(text: str) -> str:
    """The half-space step: clean, join, respell."""
    text = clean_half_spaces(text)
    if respell.leaves(kinds_of(text)) and not joins_in(pieces_of(text)):
        return text
    return text_of(rewrite(join_pieces(split(text)), respell))


def part_numbers(text: str) -> str:
    """Put a space between a number and the word that touches it: «۲۰روزه» → «20 روزه»."""
    if not _EDGE.search(text):
        return text
    pieces = split(text)
    out: list[str] = []
    for piece in pieces:
        if out and _touch(out[-1], piece):
            out.append(" ")
        out.append(piece)
    return "".join(out)


def _touch(left: str, right: str) -> bool:
    if is_word(right):
        return (left[-1].isascii() and left[-1].isalnum()) or left[-1] == "%"
    return is_word(left) and right[0].isascii() and right[0].isalnum()
