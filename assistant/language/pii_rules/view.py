"""A message as the rules see it: same length, ASCII digits, Persian letters; groups of digits."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

Found = tuple[int, int]
"""Start and end of a finding in the text as given."""

_DIGITS = {
    code: str(unicodedata.decimal(chr(code)))
    for code in range(0x80, 0x20000)
    if unicodedata.decimal(chr(code), None) is not None
}
_SEEN_AS = _DIGITS | str.maketrans(
    {
        **dict(zip("يىكڪةأإۀؤھہە", "ییککهااهوههه", strict=True)),
        **dict(zip("＠／．：＋∕⁄", "@/.:+//", strict=True)),
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f\u3000\t", " "),
        **dict.fromkeys("\u200b\u200d\u200e\u200f\u061c\u00ad\u2060\ufeff", "\u200c"),
        **dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "\u200c"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        "\u0640": "_",
    }
)
_GROUP = re.compile(r"[0-9]+")
_GAP = re.compile(r"[ \u200c]{0,3}([-_./]?)[ \u200c]{0,3}")
_HARD = "./"
_MAIL_WORDS = ("@", "gmail", "yahoo", "hotmail", "chmail", "outlook", "(at)", "[at]")


@dataclass(frozen=True)
class Group:
    """A run of digits; `hard`: a dot or a slash parts it from the group before."""

    start: int
    end: int
    digits: str
    hard: bool = False


class Window(NamedTuple):
    """Neighbouring groups as one number; `hard`: dots or slashes stand in it."""

    start: int
    end: int
    digits: str
    sizes: tuple[int, ...]
    hard: bool


@dataclass(frozen=True)
class View:
    """`text` is as long as the original; `runs`: digits parted by spaces or one mark only."""

    text: str
    runs: tuple[tuple[Group, ...], ...]

    @property
    def worth_reading(self) -> bool:
        """Whether the text can hold personal data at all: a digit or a mail address."""
        return bool(self.runs) or self.may_have_mail

    @property
    def may_have_mail(self) -> bool:
        """Whether an @ or a word for one is there."""
        low = self.text.lower()
        return any(word in low for word in _MAIL_WORDS)

    def windows(self, low: int, high: int) -> Iterator[Window]:
        """Neighbouring groups with `low`–`high` digits together.

        Longer windows come first at each place, so that a number is not cut short.
        """
        for run in self.runs:
            if sum(len(group.digits) for group in run) < low:
                continue
            for i in range(len(run)):
                yield from reversed(list(_from(run, i, low, high)))


def _from(run: tuple[Group, ...], i: int, low: int, high: int) -> Iterator[Window]:
    digits, hard = "", False
    for j in range(i, len(run)):
        digits += run[j].digits
        hard = hard or (j > i and run[j].hard)
        if len(digits) > high:
            return
        if len(digits) >= low:
            sizes = tuple(len(group.digits) for group in run[i : j + 1])
            yield Window(run[i].start, run[j].end, digits, sizes, hard)


def view_of(text: str) -> View:
    """Build the view: digits of every script become ASCII one for one, so offsets stay."""
    if not text.isascii():
        text = text.translate(_SEEN_AS)
    return View(text, tuple(_runs(text)))


def _runs(text: str) -> Iterator[tuple[Group, ...]]:
    run: list[Group] = []
    for match in _GROUP.finditer(text):
        gap = _GAP.fullmatch(text, run[-1].end, match.start()) if run else None
        if run and not gap:
            yield tuple(run)
            run = []
        hard = gap is not None and gap[1] != "" and gap[1] in _HARD
        run.append(Group(match.start(), match.end(), match.group(), hard))
    if run:
        yield tuple(run)
