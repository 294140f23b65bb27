"""Latin letter groups → the Persian letters they may stand for, each with a cost."""

from collections.abc import Sequence
from functools import cache

from .tables import read_rows

_NO_WAY = 99.0
_AGAIN = 0.05

_Option = tuple[str, tuple[int, ...], float]
_Options = dict[str, tuple[_Option, ...]]
Way = tuple[int, str, tuple[int, ...], float, float]
"""Where a letter group ends; its Persian letters, and their bits; its cost; the least cost of it
and all that follows."""


@cache
def _rows() -> list[tuple[str, str, list[tuple[str, float]]]]:
    """Letter group, place in the word, and Persian letters with their costs."""
    rows: list[tuple[str, str, list[tuple[str, float]]]] = []
    for latin, place, options in read_rows("graphemes.tsv"):
        pairs = [option.rsplit(":", 1) for option in options.split()]
        rows.append((latin, place, [(text.replace("-", ""), float(cost)) for text, cost in pairs]))
    return rows


@cache
def letter_bits() -> dict[str, int]:
    """A bit for every Persian letter that Latin letters may stand for, in the order of Unicode."""
    letters = {letter for _, _, options in _rows() for text, _ in options for letter in text}
    return {letter: 1 << place for place, letter in enumerate(sorted(letters))}


@cache
def _options() -> tuple[_Options, _Options, _Options]:
    """Letter group → what it may stand for at the start, in the middle, at the end of a word."""
    bits = letter_bits()
    table: dict[str, _Options] = {"i": {}, "m": {}, "f": {}, "*": {}}
    for latin, place, options in _rows():
        table[place][latin] = tuple(
            (text, tuple(bits[letter] for letter in text), cost) for text, cost in options
        )
    initial, middle, final = (table["*"] | table[place] for place in "imf")
    return initial, middle, final


@cache
def _sizes() -> dict[str, list[int]]:
    """First letter → lengths of the groups that begin with it, longest first."""
    sizes: dict[str, set[int]] = {}
    for group in (group for table in _options() for group in table):
        sizes.setdefault(group[0], set()).add(len(group))
    return {letter: sorted(lengths, reverse=True) for letter, lengths in sizes.items()}


def ways_from(word: str, i: int, least: Sequence[float]) -> list[Way]:
    """The ways to read on from a place, given the least cost from each later place to the end."""
    ways: list[Way] = []
    initial, middle, final = _options()
    for size in _sizes().get(word[i], ()):
        end = i + size
        if end <= len(word):
            table = initial if i == 0 else final if end == len(word) else middle
            for text, bits, cost in table.get(word[i:end], ()):
                ways.append((end, text, bits, cost, cost + least[end]))
    if i and word[i] == word[i - 1]:
        ways.append((i + 1, "", (), _AGAIN, _AGAIN + least[i + 1]))
    return ways


def ways_through(word: str) -> list[list[Way]]:
    """For each place in a Latin word, the ways to read on."""
    ways: list[list[Way]] = []
    least = [_NO_WAY] * len(word) + [0.0]
    for i in range(len(word) - 1, -1, -1):
        here = ways_from(word, i, least)
        ways.append(here)
        if here:
            least[i] = min([way[-1] for way in here])
    ways.reverse()
    return ways
