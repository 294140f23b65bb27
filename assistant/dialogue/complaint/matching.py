"""Which words of a text a message names: «پنج» is «۵», «سنگبری» is «سنگ بری», «دومو» is «دوم».

Numbers of several words are one here: «پنجاه و سه» is «۵۳». A `Stretch` is words side by side.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from assistant.dialogue import words
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


_DIGITS = re.compile(r"(\d+(?:[,٬]\d{3})*(?:[./٫]\d{1,2})?)([^\d./٫,٬]*)")
HALF = "نیم"
_AND_HALF = f"و{HALF}"


@lru_cache(maxsize=8192)
def value_of(word: str) -> float | None:
    """What a plain word counts, maybe with an ending («۵تا», «پنجمو»); None where it does not."""
    if digits := _DIGITS.fullmatch(word):
        plain = re.sub("[,٬]", "", digits[1])
        return float(re.sub("[/٫]", ".", plain)) if not digits[2] or is_ending(digits[2]) else None
    if word.endswith(_AND_HALF) and (whole := value_of(word.removesuffix(_AND_HALF))):
        return whole + 0.5
    for value, forms in words.listed("number_words").items():
        if word in forms.split("|"):
            return float(value)
    return None


@lru_cache(maxsize=8192)
def is_ending(letters: str) -> bool:
    """Whether letters are an ending that a word may have or not."""
    return letters in words.listed("contrast")["endings"].split("|")


_LEAST_STEM, _MOST_APART = 3, 1
"""Letters of a word that may have an ending, and words more or less that the same letters make."""
_MOST_REACH = 10
"""Words of a line among which those stand that are named together."""
_HUNDRED, _TEN = 100, 10
_NINE = "نه"


@dataclass(frozen=True)
class Atom:
    """One word, or the words of one number; `last` is exclusive."""

    key: str
    first: int
    last: int

    @property
    def is_number(self) -> bool:
        """Whether it counts."""
        return self.key[:1].isdigit() and value_of(self.key) is not None


def atoms(listed: Sequence[str]) -> list[Atom]:
    """The words of a plain text, numbers put together."""
    found: list[Atom] = []
    place = 0
    while place < len(listed):
        value, last = _number(listed, place)
        if _denies(listed, place):
            value, last = None, place + 1
        key = listed[place] if value is None else f"{value:.15g}"
        found.append(Atom(key, place, last))
        place = last
    return found


def _denies(listed: Sequence[str], place: int) -> bool:
    """Whether a nine is a no: «۱۵ میلیونه نه ۱۲», «۷ ماهه نه ۵ ماه»."""
    if not place or listed[place] != _NINE:
        return False
    before, behind = listed[place - 1], listed[place + 1 : place + 2]
    return _ends_scale(before) or any(value_of(one) is not None for one in behind)


def _ends_scale(word: str) -> bool:
    return any(is_same_word(word, one) for one in words.listed("contrast")["scales"].split("|"))


def _number(listed: Sequence[str], first: int) -> tuple[float | None, int]:
    """The number that begins there, and where it ends: hundreds, tens and units, and a half."""
    value, last = value_of(listed[first]), first + 1
    if value is None or listed[first][:1].isdigit():
        return value, last
    while last + 1 < len(listed) and listed[last] == "و":
        more, least = value_of(listed[last + 1]), _HUNDRED if value % _HUNDRED == 0 else _TEN
        is_part = more is not None and value % least == 0 and more < least and value >= least
        if more is None or not is_part or listed[last + 1][:1].isdigit():
            break
        value, last = value + more, last + 2
    if listed[last : last + 2] == ["و", HALF]:
        return value + 0.5, last + 2
    return value, last


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

    def parts(self, named: Sequence[Atom]) -> list[Stretch]:
        """Where these words stand in one line near each other, with others between them."""
        poor = words.listed("contrast")["poor"].split("|")
        if sum(one.key not in poor for one in named) > 1:
            for line in range(len(self.atoms)):
                found = self._parts(named, line)
                is_near = len(found) > 1 and _reach(found) <= _MOST_REACH
                if is_near and not any(self._is_bare(one) for one in found):
                    return found
        return []

    def _is_bare(self, one: Stretch) -> bool:
        """Whether only a number stands there: it may count anything."""
        return one.last - one.first == 1 and value_of(self.words[one.line][one.first]) is not None

    def _parts(self, named: Sequence[Atom], line: int) -> list[Stretch]:
        """The parts of a line that have all these words, the longest first ones first."""
        if not named:
            return []
        for size in range(len(named), 0, -1):
            there = [one for one in self.places(named[:size]) if one.line == line]
            rest = self._parts(named[size:], line) if there else []
            if there and (rest or size == len(named)):
                near = [one for one in there if not any(_overlap(one, other) for other in rest)]
                if near:
                    return [min(near, key=lambda one: _reach([one, *rest])), *rest]
        return []


def _overlap(one: Stretch, other: Stretch) -> bool:
    return one.first < other.last and other.first < one.last


def _reach(some: Sequence[Stretch]) -> int:
    return max(one.last for one in some) - min(one.first for one in some)
