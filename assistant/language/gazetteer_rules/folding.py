"""A text as the gazetteer compares it: of the same length, so that places in it stay valid."""

import re
from dataclasses import dataclass

_ALIKE = {
    "آ": "ا",
    "أ": "ا",
    "إ": "ا",
    "ؤ": "و",
    "ئ": "ی",
    "ي": "ی",
    "ى": "ی",
    "ك": "ک",
    "ة": "ه",
    "ۀ": "ه",
    "\u200c": " ",
    "\u200d": " ",
}
_DIGITS = dict(zip("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789", strict=True))
_FOLD = str.maketrans({**_ALIKE, **_DIGITS})
_WORD = re.compile(r"[^\W_]+|[^\w\s]")


@dataclass(frozen=True)
class View:
    """Folded words of a text, and where each starts and ends in the text as given."""

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def fold(text: str) -> str:
    """One character for one: letters that are typed for each other, digits, half-spaces."""
    return text.translate(_FOLD)


def view_of(text: str) -> View:
    """The words of `text`; a half-space parts them, punctuation is a word of its own."""
    found = list(_WORD.finditer(fold(text)))
    return View(tuple(m.group() for m in found), tuple(m.span() for m in found))
