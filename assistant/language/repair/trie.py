"""Known words as a tree of their letters, in a few arrays: small, and quick to follow."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from typing import Any

import numpy as np
import numpy.typing as npt

FIRST = 40
_Array = npt.NDArray[Any]


@dataclass(frozen=True)
class Trie:
    """Nodes are numbers; 0 is the beginning of every word. The arrays have a place for each node.

    A step holds the bits of the letters that go on from its node, and above them, from bit `FIRST`
    on, the number of the first child. The children stand in the order of their bits.
    """

    steps: "array[int]"
    best: "array[float]"
    """The highest bonus of the words that begin so."""
    bonus: "array[float]"
    """The bonus of the word that ends here; minus infinity where none does."""
    numbers: "array[int]"
    """The place in `words` of the word that ends here, 0 where none does."""
    words: list[str]


def plant(bonuses: dict[str, float], bits: dict[str, int]) -> Trie:
    """The tree of all words whose letters have a bit; bits rise with the letters' code points."""
    words = sorted(word for word in bonuses if word and bits.keys() >= set(word))
    bonus = np.array([bonuses[word] for word in words])
    node = np.zeros(len(words), np.int64)
    steps, best = [np.zeros(1, np.int64)], [bonus.max(keepdims=True)]
    count = 1
    for going, new, letters in _levels(_letters(words, bits)):
        first = going[new]
        _link(steps[-1], node[first] - (count - len(steps[-1])), letters[first], count)
        steps.append(np.zeros(len(first), np.int64))
        best.append(np.maximum.reduceat(bonus[going], np.flatnonzero(new)))
        node[going] = count - 1 + np.cumsum(new)
        count += len(first)
    own, numbers = np.full(count, -inf), np.zeros(count, np.int32)
    own[node], numbers[node] = bonus, np.arange(len(words))
    arrays = _array("q", steps), _array("d", best), _array("d", [own]), _array("i", [numbers])
    return Trie(*arrays, words)


def _letters(words: list[str], bits: dict[str, int]) -> _Array:
    """A row for each word: the bits of its letters, then 0."""
    table = np.zeros(max(map(ord, bits)) + 1, np.int64)
    table[[ord(letter) for letter in bits]] = list(bits.values())
    characters = np.array(words)
    return table[characters.view(np.uint32).reshape(len(words), -1)]


def _levels(table: _Array) -> Iterator[tuple[_Array, _Array, _Array]]:
    """For each place: the words that have a letter there, which of them begin a node, the letters.

    The words are sorted, so a word begins one when it is not like the word before it up to there.
    """
    alike = np.arange(len(table)) > 0
    for letters in table.T:
        alike &= np.append(False, letters[1:] == letters[:-1])
        going = np.flatnonzero(letters)
        yield going, ~alike[going], letters


def _link(steps: _Array, parents: _Array, letters: _Array, count: int) -> None:
    """Write the steps of a level: its parents and their letters in order, children from `count`."""
    firsts = np.flatnonzero(np.diff(parents, prepend=-1))
    steps[parents[firsts]] = np.bitwise_or.reduceat(letters, firsts) | (count + firsts) << FIRST


def _array(code: Any, parts: list[_Array]) -> "array[Any]":
    return array(code, np.concatenate(parts).tobytes())
