"""A message as the rules see it: same length, ASCII digits, Persian letters; groups of digits."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

Found = tuple[int, int]
"""Start and end of a finding in the text as given."""

_LETTERS = str.maketrans("يىكةأإۀؤ", "ییکهااهو")
_GROUP = re.compile(r"[0-9]+")
_GAP = re.compile(
    r"[ \u00a0\u200c\u200e\u200f]{0,2}[-_\u2013\u0640]?[ \u00a0\u200c\u200e\u200f]{0,2}"
)
_JOINTS = ".,:/-_@#=&\u066b\u066c"
_LONG = re.compile(r"[0-9]{7,}")
_FAR = 10


@dataclass(frozen=True)
class Group:
    """A run of digits."""

    start: int
    end: int
    digits: str


@dataclass(frozen=True)
class View:
    """`text` is as long as the original; `runs`: digits parted by spaces or hyphens only."""

    text: str
    runs: tuple[tuple[Group, ...], ...]

    @property
    def worth_reading(self) -> bool:
        """Whether the text can hold personal data at all: a digit or an @."""
        return bool(self.runs) or "@" in self.text

    def windows(self, low: int, high: int) -> Iterator[tuple[int, int, str, tuple[int, ...]]]:
        """Neighbouring groups with `low`–`high` digits together: start, end, digits, group sizes.

        Longer windows come first at each place, so that a number is not cut short.
        """
        for run in self.runs:
            for i in range(len(run)):
                yield from reversed(list(_from(run, i, low, high)))


def _from(
    run: tuple[Group, ...], i: int, low: int, high: int
) -> Iterator[tuple[int, int, str, tuple[int, ...]]]:
    digits = ""
    for j in range(i, len(run)):
        digits += run[j].digits
        if len(digits) > high:
            return
        if len(digits) >= low:
            sizes = tuple(len(group.digits) for group in run[i : j + 1])
            yield run[i].start, run[j].end, digits, sizes


def view_of(text: str) -> View:
    """Build the view: digits of every script become ASCII one for one, so offsets stay."""
    if not text.isascii():
        text = text.translate(_LETTERS)
        text = "".join(_ascii_digit(char) if char > "\x7f" else char for char in text)
    return View(text, tuple(_runs(text)))


def _ascii_digit(char: str) -> str:
    value = unicodedata.decimal(char, None)
    return char if value is None else str(value)


def _runs(text: str) -> Iterator[tuple[Group, ...]]:
    run: list[Group] = []
    for match in _GROUP.finditer(text):
        if run and not _GAP.fullmatch(text, run[-1].end, match.start()):
            yield tuple(run)
            run = []
        run.append(Group(match.start(), match.end(), match.group()))
    if run:
        yield tuple(run)


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a number is not a part of a longer one, of a code with letters or of an address.

    Two long numbers with a slash or a hyphen between them («0912…/0935…») both stand alone.
    """
    return not _glued(text[:start][::-1][:_FAR]) and not _glued(text[end : end + _FAR])


def _glued(side: str) -> bool:
    """Whether what lies beside a number, read away from it, belongs to the number."""
    if not side or _ascii_word(side[0]):
        return bool(side)
    if len(side) < 2 or side[0] not in _JOINTS or not _ascii_word(side[1]):
        return False
    return side[0] not in "/-" or not _LONG.match(side[1:])


def _ascii_word(char: str) -> bool:
    return char.isascii() and char.isalnum()
