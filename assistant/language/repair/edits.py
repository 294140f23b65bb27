"""How far a misspelling is from a word: letters that sound or lie alike cost less."""

from functools import cache
from itertools import pairwise

_SOUNDS = ("سصث", "زذضظ", "تط", "قغ", "هح", "اآع", "یئ", "وئ", "ءئع")
_KEYS = ("ضصثقفغعهخحجچ", "شسیبلاتنمکگ", "ظطزرذدپو")
_CLOSE_SOUND, _CLOSE_KEY, _SWAP, _DOUBLE, _OTHER, _ALIEN = 0.35, 0.7, 0.6, 0.5, 1.0, 1.15


@cache
def _pairs() -> dict[tuple[str, str], float]:
    costs: dict[tuple[str, str], float] = {}
    for row in _KEYS:
        for a, b in pairwise(row):
            costs[a, b] = costs[b, a] = _CLOSE_KEY
    for group in _SOUNDS:
        for a in group:
            for b in group:
                costs[a, b] = _CLOSE_SOUND
    return costs


def _substitution(a: str, b: str) -> float:
    return 0.0 if a == b else _pairs().get((a, b), _ALIEN)


def distance(wrong: str, right: str) -> float:
    """Weighted Damerau–Levenshtein distance of two short words."""
    before: list[float] = []
    row = [0.0]
    for j in range(len(right)):
        row.append(row[j] + _gap(right, j))
    for i, letter in enumerate(wrong):
        older, before = before, row
        row = [before[0] + _gap(wrong, i)]
        for j, wanted in enumerate(right):
            best = min(
                before[j] + _substitution(letter, wanted),
                before[j + 1] + _gap(wrong, i),
                row[j] + _gap(right, j),
            )
            if i and j and letter == right[j - 1] and wrong[i - 1] == wanted:
                best = min(best, older[j - 1] + _SWAP)
            row.append(best)
    return row[-1]


def _gap(word: str, i: int) -> float:
    if word[i] == "ء":
        return _CLOSE_SOUND
    return _DOUBLE if i and word[i] == word[i - 1] else _OTHER
