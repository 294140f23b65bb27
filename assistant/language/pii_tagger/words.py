"""What is known of a word by itself: whether it is a listed name, how usual, how like a name.

«وکیلی» is in the list of families, and hardly anybody writes it otherwise; «امید» is in the list of
given names, and many write it every day; «قوچعلی» is in no list, but looks like «نوروزعلی».
"""

import zlib
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

DATA = Path(__file__).parent / "data"
_PLACES = DATA.parents[1] / "repair" / "data" / "places.tsv"
_ALIKE = str.maketrans("آئؤأإيكةۀ", "ایواایکهه", "\u200c_ًٌٍَُِّْٰ")
BUCKETS = 2**15
_GRAMS = (2, 3, 4)
_SURE = 6
MOST_USUAL = 6
"""The bucket of the most usual words; 0: nobody has written it."""


def key_of(word: str) -> str:
    """How a word is looked up: without half-spaces, one letter for those typed for each other."""
    return word.translate(_ALIKE).lower()


@lru_cache(maxsize=1 << 16)
def lists_of(key: str) -> tuple[str, ...]:
    """The lists that have the word: `given`, `family`, `place`."""
    return tuple(name for name, words in _lists().items() if key in words)


def usual(key: str) -> int:
    """How usual the word is among messages in which hardly a name is: 0 to `MOST_USUAL`."""
    return _everyday().get(key, 0)


@lru_cache(maxsize=1 << 16)
def likeness(key: str) -> int:
    """How like a name the word is made, from -6 (not at all) to 6, by its groups of letters."""
    weights = _weights()
    score = float(weights[grams_of(key)].sum() + weights[BUCKETS])
    return int(max(-_SURE, min(_SURE, round(score))))


def grams_of(key: str) -> list[int]:
    """The places of a word's groups of two to four letters among the weights, each once."""
    return sorted(set(_grams(f" {key} ")))


def bucket_of(count: int) -> int:
    """Counts as steps of four: 1, 4, 16, …"""
    steps = 0
    while count > 0:
        count, steps = count // 4, steps + 1
    return min(steps, MOST_USUAL)


def _grams(word: str) -> Iterator[int]:
    for size in _GRAMS:
        for start in range(len(word) - size + 1):
            # Not Python's own hash, which differs from start to start.
            yield zlib.crc32(word[start : start + size].encode()) % BUCKETS


def names(kind: str) -> frozenset[str]:
    """The names of a list, `given`, `family` or `place`, as they are looked up."""
    return _lists()[kind]


def forget() -> None:
    """Read the files anew, since they have been written."""
    for remembered in (lists_of, likeness, _lists, _everyday, _weights):
        remembered.cache_clear()


@cache
def _lists() -> dict[str, frozenset[str]]:
    files = {"given": DATA / "given.txt", "family": DATA / "family.txt", "place": _PLACES}
    return {name: frozenset(_keys(path)) for name, path in files.items()}


def _keys(path: Path) -> Iterator[str]:
    """The names of a file as they are looked up, whole and part by part."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield key_of(line.replace(" ", ""))
            yield from (key_of(part) for part in line.split())


@cache
def _everyday() -> dict[str, int]:
    lines = (DATA / "everyday.txt").read_text(encoding="utf-8").splitlines()
    return {word: int(steps) for steps, *words in map(str.split, lines) for word in words}


@cache
def _weights() -> npt.NDArray[np.float16]:
    found: npt.NDArray[np.float16] = np.load(DATA / "likeness.npy", allow_pickle=False)
    return found
