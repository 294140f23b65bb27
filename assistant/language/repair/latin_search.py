"""The cheapest known Persian words for Latin letters.

The search follows only beginnings of known words. It goes on where the cost so far, the least cost
of the letters that are left and the best bonus of the words ahead promise most, so that the first
word that it reaches is the cheapest.
"""

from collections.abc import Callable, Iterator
from functools import cache
from heapq import heappop, heappush
from math import inf, log10
from typing import NamedTuple

from .graphemes import letter_bits, ways_through
from .lexicon import dictionary, domain_words, frequency, names, verb_forms
from .tables import read_map
from .trie import FIRST, Trie, plant
from .verbs import imperfective, other_forms, skeleton

_MAX_NODES = 4000
_LONGEST_RARE = 7
_EQUAL = 1e-9


class Reading(NamedTuple):
    """A Latin word, or what stands before an ending; the Persian ending and its cost."""

    rank: int
    latin: str
    ending: str
    cost: float


Found = tuple[float, Reading, str]
"""Cost, what was read, and the Persian word for its Latin letters."""
_Place = tuple[float, float, int, int, int]
"""Least cost of a whole word from here, cost so far, reading, place in it, node of the tree."""
_NOWHERE: _Place = (inf, 0.0, 0, 0, 0)


@cache
def known_words() -> Trie:
    """The skeletons of all words that can be found, with a bonus for frequent ones."""
    words: dict[str, float] = {}
    for word, count in dictionary().items():
        if count > 0 or len(word) <= _LONGEST_RARE:
            words[skeleton(word)] = 0.15 * log10(count + 1) - (0.0 if count else 0.15)
    words |= {word: 0.5 for word in verb_forms() if len(word) <= _LONGEST_RARE}
    for word in imperfective() | other_forms() | read_map("colloquial.tsv"):
        words[word] = max(words.get(word, 0), 0.6)
    for word in names():
        words[skeleton(word)] = max(words.get(word, 0), 0.5)
    for word in domain_words():
        words[skeleton(word)] = 0.15 * log10(frequency(word) + 10) + 0.2
    return plant(words, letter_bits())


def cheapest(readings: list[Reading], limit: float) -> Found | None:
    """The known word that costs least, if it costs no more than the limit.

    Of several that cost the same, the first reading wins, and then the tables' last spelling.
    """
    found = list(_Search(readings, limit + _EQUAL).words())
    if not found:
        return None
    least = min(cost for cost, _, _ in found)
    reading = min((one[1] for one in found if one[0] == least), key=lambda one: one.rank)
    equal = {one[2] for one in found if one[0] == least and one[1] is reading}
    if len(equal) == 1:
        return least, reading, equal.pop()
    in_order = _Search([reading], least + _EQUAL, in_order=True)
    return next(one for one in in_order.words() if one[0] == least)


class _Search:
    """One search: the most promising letters first, or `in_order` the tables' last spellings."""

    def __init__(self, readings: list[Reading], limit: float, *, in_order: bool = False) -> None:
        self._readings, self._limit = readings, limit
        self._ways = [ways_through(reading.latin) for reading in readings]
        self._ahead: list[_Place] = [(-inf, 0.0, number, 0, 0) for number in range(len(readings))]
        self._seen: dict[tuple[int, int, int], float] = {}
        self._dropped: set[int] = set()
        self._push: Callable[[list[_Place], _Place], None] = list.append if in_order else heappush
        self._pop: Callable[[list[_Place]], _Place] = list.pop if in_order else heappop

    def words(self) -> Iterator[Found]:
        """Known words below the limit, which falls to the cost of the first one."""
        for _ in range(_MAX_NODES):
            place = self._pop(self._ahead) if self._ahead else _NOWHERE
            if place[0] >= self._limit:
                return
            if not self._is_new(place):
                continue
            if place[3] < len(self._ways[place[2]]):
                self._go_on(place)
            elif found := self._found(place):
                self._limit = min(self._limit, found[0] + _EQUAL)
                yield found

    def _is_new(self, place: _Place) -> bool:
        _, cost, number, i, node = place
        if number in self._dropped or self._seen.get((number, i, node), inf) <= cost:
            return False
        self._seen[number, i, node] = cost
        return True

    def _found(self, place: _Place) -> Found | None:
        """The word at the end; a reading that is best taken as a stem of one letter gives none."""
        _, cost, number, _, node = place
        known, reading = known_words(), self._readings[number]
        word = known.words[known.numbers[node]]
        if reading.rank and len(word) == 1:
            self._dropped.add(number)
            return None
        return cost - known.bonus[node] + reading.cost, reading, word

    def _go_on(self, place: _Place) -> None:
        """Go on with every letter group, as far as known words and the limit allow."""
        _, cost, number, i, start = place
        known, ways, base = known_words(), self._ways[number], self._readings[number].cost
        steps = known.steps
        for end, _, bits, extra, least in ways[i]:
            node = start
            for bit in bits:
                step = steps[node]
                if not step & bit:
                    break
                node = (step >> FIRST) + (step & (bit - 1)).bit_count()
            else:
                bonus = (known.best if end < len(ways) else known.bonus)[node]
                bound = cost + least + base - bonus
                if bound < self._limit:
                    self._push(self._ahead, (bound, cost + extra, number, end, node))
