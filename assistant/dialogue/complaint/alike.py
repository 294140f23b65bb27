"""Which words of a text a message names: «پنج» is «۵», «سنگبری» is «سنگ بری», «دومو» is «دوم».

Numbers of several words are one here: «پنجاه و سه» is «۵۳».
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.dialogue import words
from assistant.dialogue.complaint.swapping import Stretch

_DIGITS = re.compile(r"(\d+)(\D*)")
_LEAST_STEM, _MOST_APART = 3, 1
"""Letters of a word that may have an ending, and words more or less that the same letters make."""
_HUNDRED, _TEN = 100, 10


@dataclass(frozen=True)
class Atom:
    """One word, or the words of one number; `last` is exclusive."""

    key: str
    first: int
    last: int

    @property
    def is_number(self) -> bool:
        """Whether it counts."""
        return self.key.isdigit()


def atoms(listed: Sequence[str]) -> list[Atom]:
    """The words of a plain text, numbers put together."""
    found: list[Atom] = []
    place = 0
    while place < len(listed):
        value, last = _number(listed, place)
        key = listed[place] if value is None else str(value)
        found.append(Atom(key, place, last))
        place = last
    return found


def _number(listed: Sequence[str], first: int) -> tuple[int | None, int]:
    """The number that begins there, and where it ends: tens and units, hundreds and tens."""
    value, last = value_of(listed[first]), first + 1
    if value is None or listed[first][:1].isdigit():
        return value, last
    while last + 1 < len(listed) and listed[last] == "و":
        more, least = value_of(listed[last + 1]), _HUNDRED if value % _HUNDRED == 0 else _TEN
        is_part = more is not None and value % least == 0 and more < least and value >= least
        if more is None or not is_part or listed[last + 1][:1].isdigit():
            break
        value, last = value + more, last + 2
    return value, last


@lru_cache(maxsize=8192)
def value_of(word: str) -> int | None:
    """What a plain word counts, maybe with an ending («۵تا», «پنجمو»); None where it does not."""
    if digits := _DIGITS.fullmatch(word):
        return int(digits[1]) if not digits[2] or is_ending(digits[2]) else None
    for value, forms in words.listed("number_words").items():
        if word in forms.split("|"):
            return int(value)
    return None


@lru_cache(maxsize=8192)
def is_ending(letters: str) -> bool:
    """Whether letters are an ending that a word may have or not."""
    return letters in words.listed("contrast")["endings"].split("|")


@lru_cache(maxsize=65536)
def is_same_word(word: str, other: str) -> bool:
    """Whether two plain words are one, but for an ending."""
    if word == other:
        return True
    short, long = sorted((word, other), key=len)
    if short[:1].isdigit() or len(short) < _LEAST_STEM:
        return False
    if long.startswith(short) and is_ending(long[len(short) :]):
        return True
    stems = [stem for stem in _stems(short) if len(stem) >= _LEAST_STEM]
    return any(stem in _stems(long) for stem in stems)


@lru_cache(maxsize=65536)
def _stems(word: str) -> tuple[str, ...]:
    return (word, *(word[:end] for end in range(len(word) - 4, len(word)) if is_ending(word[end:])))


def is_same(some: Sequence[Atom], other: Sequence[Atom]) -> bool:
    """Whether atoms are the same words, maybe written together or apart."""
    if len(some) == len(other):
        pairs = zip(some, other, strict=True)
        return all(
            one.key == two.key if one.is_number or two.is_number else is_same_word(one.key, two.key)
            for one, two in pairs
        )
    poor = words.listed("contrast")["poor"].split("|")
    both = (*some, *other)
    is_apart = abs(len(some) - len(other)) > _MOST_APART
    if is_apart or any(one.is_number or one.key in poor for one in both):
        return False
    return is_same_word("".join(one.key for one in some), "".join(one.key for one in other))


class Text:
    """The lines of a text, whose words can be found."""

    def __init__(self, lines: Sequence[Sequence[str]]) -> None:
        self.words = lines
        self.atoms = [atoms(line) for line in lines]
        self._known: dict[tuple[str, ...], list[Stretch]] = {}

    def places(self, named: Sequence[Atom]) -> list[Stretch]:
        """Where these words stand side by side."""
        key = tuple(one.key for one in named)
        if key not in self._known:
            self._known[key] = list(self._places(named)) if named else []
        return self._known[key]

    def _places(self, named: Sequence[Atom]) -> Iterator[Stretch]:
        sizes = dict.fromkeys((len(named), len(named) - 1, len(named) + 1))
        for number, line in enumerate(self.atoms):
            for first in range(len(line)):
                for size in sizes:
                    some = line[first : first + size]
                    if 0 < size == len(some) and is_same(named, some):
                        yield Stretch(some[0].first, some[-1].last, number)
                        break
