"""How far a misspelling is from a word: letters that sound or lie alike cost less."""

from functools import cache
from itertools import accumulate, pairwise

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


def distance(wrong: str, right: str) -> float:
    """Weighted Damerau–Levenshtein distance of two short words."""
    wrong_gaps, right_gaps, costs = _gaps(wrong), _gaps(right), _pairs()
    older: list[float] = []
    before = list(accumulate(right_gaps, initial=0.0))
    for i, letter in enumerate(wrong):
        row = [before[0] + wrong_gaps[i]]
        for j, wanted in enumerate(right):
            kept = before[j] + (0.0 if letter == wanted else costs.get((letter, wanted), _ALIEN))
            best = min(kept, before[j + 1] + wrong_gaps[i], row[j] + right_gaps[j])
            if i and j and letter == right[j - 1] and wrong[i - 1] == wanted:
                best = min(best, older[j - 1] + _SWAP)
            row.append(best)
        older, before = before, row
    return before[-1]


def _gaps(word: str) -> list[float]:
    """What each letter costs when the other word lacks it."""
    return [
        _CLOSE_SOUND if letter == "ء" else _DOUBLE if letter == before else _OTHER
        for before, letter in zip(chr(0) + word, word)
    ]
