"""Character-level steps: one canonical spelling of every letter, digit, mark and space.

These steps work on the whole text, need no dictionary and never touch the order of digits.
"""

import re
import unicodedata
from collections.abc import Iterable

from .tables import read_pairs

ZWNJ = "\u200c"


def _code_points(kind: str) -> list[int]:
    """Code points of one kind in `code_points.tsv`, where ranges are inclusive."""
    found: list[int] = []
    for name, ranges in read_pairs("code_points.tsv"):
        for text in ranges.split() if name == kind else ():
            first, _, last = text.partition("-")
            found.extend(range(int(first, 16), int(last or first, 16) + 1))
    return found


def _presentation_forms() -> dict[int, str | None]:
    """Map Arabic presentation forms and full-width Latin to plain letters.

    A whole phrase in one character (U+FDFA and the like) becomes a space, so that a text of them
    cannot grow.
    """
    table: dict[int, str | None] = {}
    for code in _code_points("form"):
        plain = unicodedata.normalize("NFKC", chr(code))
        if plain != chr(code):
            table[code] = plain if len(plain) <= 4 else " "
    table |= {0xFDFA: " ", 0xFDFB: " ", 0xFDFD: " ", 0xFDFC: " ریال "}
    return table


def _letters() -> dict[int, str | None]:
    letters: dict[int, str | None] = {ord(a): b for a, b in read_pairs("letters.tsv")}
    forms = _presentation_forms()
    for code, plain in forms.items():
        forms[code] = plain.translate(letters) if plain else plain
    blank: dict[int, str | None] = dict.fromkeys(_code_points("space"), " ")
    return blank | forms | letters


def _digits() -> dict[int, str]:
    """Every decimal digit of Unicode outside ASCII → its ASCII digit."""
    table: dict[int, str] = {}
    for code in range(128, 0x20000):
        value = unicodedata.decimal(chr(code), None)
        if value is not None:
            table[code] = str(value)
    return table


_LETTERS = _letters()
_DIGITS = _digits()
_MARKS = dict.fromkeys(_code_points("mark"))
_BEFORE_NFC = {
    **dict.fromkeys(_code_points("invisible")),
    **dict.fromkeys(_code_points("half_space"), ZWNJ),
}
_SPACES = re.compile(r" {2,}")
_KASHIDA_IN_NUMBER = re.compile(r"(?<=[0-9])\u0640+(?=[0-9])")
_KASHIDA = re.compile(r"\u0640+")


def _any_of(codes: Iterable[int], outside: str = "") -> "re.Pattern[str]":
    """One of the characters; with `outside="^"`, one of all others."""
    return re.compile(f"[{outside}{''.join(re.escape(chr(code)) for code in codes)}]")


def _is_settled(code: int) -> bool:
    """Whether `unify_unicode` leaves a character alone, whatever stands beside it."""
    changes = code in _BEFORE_NFC or _LETTERS.get(code, chr(code)) != chr(code)
    return not changes and not unicodedata.combining(chr(code))


_USUAL = (*range(0x20, 0x7F), *range(0xA1, 0x100), *range(0x600, 0x700), 0x200C, 0x2026)
_UNSETTLED = _any_of(filter(_is_settled, _USUAL), outside="^")
_MAYBE_DIGIT = _any_of(set(_USUAL) - _DIGITS.keys() - {0x066B, 0x066C}, outside="^")
_MARK_OR_KASHIDA = _any_of([*_MARKS, 0x0640])


def _spaced(text: str) -> str:
    """One space between words, none at the ends."""
    return (_SPACES.sub(" ", text) if "  " in text else text).strip(" ")


def _composed(text: str) -> str:
    if unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", text)


def unify_unicode(text: str) -> str:
    """NFC, Persian letters for Arabic ones and presentation forms, one kind of space."""
    if not _UNSETTLED.search(text):
        return _spaced(text)
    text = _composed(text.translate(_BEFORE_NFC)).translate(_LETTERS)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text).translate(_LETTERS)
    return _spaced(text)


def unify_digits(text: str) -> str:
    """Digits of every script → ASCII; Persian decimal and thousands signs between digits too."""
    if not _MAYBE_DIGIT.search(text):
        return text
    text = text.translate(_DIGITS)
    text = re.sub(r"(?<=[0-9])\u066b(?=[0-9])", ".", text)
    return re.sub(r"(?<=[0-9])\u066c(?=[0-9])", ",", text)


def drop_marks(text: str) -> str:
    """Remove vowel signs and kashida; a kashida between two digits is a hyphen."""
    if not _MARK_OR_KASHIDA.search(text):
        return text if text.isascii() else _spaced(text)
    text = text.translate(_MARKS)
    if "\u0640" in text:
        text = _KASHIDA.sub("", _KASHIDA_IN_NUMBER.sub("-", text))
    return _spaced(text)
