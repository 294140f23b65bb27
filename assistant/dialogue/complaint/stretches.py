"""Words side by side, and how words are compared."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from assistant.language.digits import ascii_digits
from assistant.language.letters import persian_letters


@dataclass(frozen=True, order=True)
class Stretch:
    """Words side by side, of a message or of the line of this number; `last` is exclusive."""

    first: int
    last: int
    line: int = 0


def stretches(marked: Iterable[bool], line: int = 0) -> list[Stretch]:
    """Where words side by side are marked."""
    found, place = [], 0
    for is_marked, group in groupby(marked, bool):
        length = len(list(group))
        if is_marked:
            found.append(Stretch(place, place + length, line))
        place += length
    return found


def plain(word: str) -> str:
    """A word as it is compared: Persian letters, no half-spaces, Latin digits."""
    return persian_letters(ascii_digits(word)).replace("\u200c", "").lower()
