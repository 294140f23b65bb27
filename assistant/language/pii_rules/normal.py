"""One normal form of a message for all rules, and where each of its characters stood.

Digits of every script, also circled and as key caps, become ASCII; letters of other keyboards
become Persian ones. Signs that show nothing or sit on another are dropped. What parts digits and
is no usual mark (a line end, an emoji, «*») becomes `LINE` or `ODD`; letters typed for digits and
numbers in words become digits, where enough of them stand together to be a number of somebody.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from .spoken import spoken_numbers

LINE, ODD = "\x1e", "\x1f"
"""Between two digits: that a line ended there, that something stood there which is no mark."""

_NOTHING = "\x1d"
_INVISIBLE = re.compile(f"{_NOTHING}+")
_SCRIPTS = 0x20000
_KEPT = "\u200b\u200c\u200d\u200e\u200f\u061c\u00ad\u2060\ufeff"
_DIRECTIONS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def _digits() -> dict[int, str]:
    """ASCII digits by the code of every character that is one."""
    values = {code: unicodedata.digit(chr(code), None) for code in range(0x80, _SCRIPTS)}
    return {code: str(value) for code, value in values.items() if value is not None}


def _invisible() -> Iterator[int]:
    """Codes of all signs that sit on another or show nothing, but those that part words."""
    kept = frozenset(_KEPT + _DIRECTIONS)
    for code in (*range(0x80, _SCRIPTS), *range(0xE0000, 0xE0200)):
        if unicodedata.category(chr(code)) in ("Mn", "Me", "Cf") and chr(code) not in kept:
            yield code


_SEEN_AS = (
    _digits()
    | dict.fromkeys(_invisible(), _NOTHING)
    | str.maketrans(
        {
            **dict(zip("يىكڪةأإۀؤھہە", "ییککهااهوههه", strict=True)),
            **dict(zip("＠／．：＋∕⁄", "@/.:+//", strict=True)),
            **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f\u3000\t", " "),
            **dict.fromkeys(_KEPT, "\u200c"),
            **dict.fromkeys(_DIRECTIONS, "\u200c"),
            **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
            "\u0640": "_",
        }
    )
)
# What may stand in a number without being an amount, a date, a time or a sum.
_SIGN = r"[^\w\s\u200c.,،٫٬:/\\()\[\]{}<>«»=+%×÷@#&؟?!؛;_-]"
_PARTED = re.compile(
    rf"(?<=[0-9])[ \u200c]{{0,3}}(?:[ \u200c_-]{{0,2}}{_SIGN}){{1,8}}[ \u200c_-]{{0,3}}(?=[0-9])"
    r"|(?<=[0-9])[ \u200c]?(?:-{2,6}|_{2,6}|[./…]{2,6}|…)[ \u200c]?(?=[0-9])"
    r"|(?<=[0-9])[ \u200c]*-?[ \u200c]*\r?\n[ \u200c]*-?[ \u200c]*(?=[0-9])"
)
# One by one: «۰،۹،۱،۲،…», «0+9+1+2+…».
_ONE_BY_ONE = re.compile(r"(?<![0-9])[0-9](?:[^\w\n\[\]()]{1,5}[0-9]){6,30}(?![0-9])")
_BETWEEN = re.compile(r"[^0-9]+")
_USUAL = re.compile(r"[ \u200c]*[-_./]?[ \u200c]*")
# Letters that look like digits, in a token of digits.
_MIXED = re.compile(
    r"(?:(?<=[^A-Za-z][Ii][Rr])|(?<![A-Za-z0-9@]))(?=[0-9OoIl|SB][0-9OoIl|SB \u200c._-]{7})"
    r"[0-9OoIl|SB]+(?:[ \u200c._-]{1,2}[0-9OoIl|SB]*[0-9][0-9OoIl|SB]*)*(?![A-Za-z@])"
)
_LOOKS = str.maketrans("OoIl|SB", "0011158")
_LEAST_DIGITS, _LEAST_LONG = 5, 8
_LONG_ENOUGH = 10


@dataclass(frozen=True)
class Normal:
    """`text` for the rules; `starts` and `ends` say for each character of which span it came.

    Without them each character came of the one at its place.
    """

    text: str
    starts: "list[int] | None" = None
    ends: "list[int] | None" = None

    def given(self, start: int, end: int) -> "tuple[int, int]":
        """The span of the text as given that became `text[start:end]`."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]

    def replaced(self, changes: "list[tuple[int, int, str]]") -> "Normal":
        """With `changes` (start, end, new text), which are in order and apart."""
        if not changes:
            return self
        starts = self.starts if self.starts is not None else list(range(len(self.text)))
        ends = self.ends if self.ends is not None else list(range(1, len(self.text) + 1))
        text: list[str] = []
        new_starts: list[int] = []
        new_ends: list[int] = []
        last = 0
        for start, end, new in changes:
            text += [self.text[last:start], new]
            new_starts += starts[last:start] + [starts[start]] * len(new)
            new_ends += ends[last:start] + [ends[end - 1]] * len(new)
            if not new and new_ends:
                # What sits on a character goes with it: the frame of a key cap.
                new_ends[-1] = ends[end - 1]
            last = end
        text.append(self.text[last:])
        return Normal("".join(text), new_starts + starts[last:], new_ends + ends[last:])


def normalised(text: str) -> Normal:
    """The normal form of `text`."""
    normal = Normal(text if text.isascii() else text.translate(_SEEN_AS))
    if not text.isascii():
        normal = normal.replaced([(*m.span(), "") for m in _INVISIBLE.finditer(normal.text)])
    normal = normal.replaced(spoken_numbers(normal.text, ODD))
    normal = normal.replaced(list(_look_alikes(normal.text)))
    normal = normal.replaced(list(_one_by_one(normal.text)))
    return normal.replaced([(*m.span(), _part(m.group())) for m in _PARTED.finditer(normal.text)])


def _part(gap: str) -> str:
    return LINE if "\n" in gap else ODD


def _look_alikes(text: str) -> "Iterator[tuple[int, int, str]]":
    for match in _MIXED.finditer(text):
        token = match.group()
        digits = sum(char.isdigit() for char in token)
        letters = sum(char in "OoIl|SB" for char in token)
        if not letters or digits < _LEAST_DIGITS or digits + letters < _LEAST_LONG:
            continue
        if token[0].isdigit() or digits + letters >= _LONG_ENOUGH:
            yield match.start(), match.end(), token.translate(_LOOKS)


def _one_by_one(text: str) -> "Iterator[tuple[int, int, str]]":
    for match in _ONE_BY_ONE.finditer(text):
        for gap in _BETWEEN.finditer(match.group()):
            if not _USUAL.fullmatch(gap.group()):
                yield match.start() + gap.start(), match.start() + gap.end(), ODD
