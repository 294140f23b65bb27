"""Which new words of a message stand for which words that go: «پنج روزه نه سه، ساری نه قائمشهر»."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from scipy.optimize import linear_sum_assignment

from assistant.dialogue.complaint.counting import counts
from assistant.language.digits import ascii_digits
from assistant.language.letters import persian_letters

_NEAR, _BESIDE = 5, 2
"""Words of a message around new ones, and of a line around those that go, that are compared."""
_OTHER_CLAUSE = 2
"""So many words further away a word is for each mark between."""
_LONGEST_ENDING = 3


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


class Swaps:
    """Pairs what comes with what goes; `message` and `lines` are plain words.

    `clauses` numbers the clause of each word of the message: «همکارم نه مدیرم، شنبه نه فردا».
    """

    def __init__(
        self,
        message: Sequence[str],
        lines: Sequence[Sequence[str]],
        clauses: Sequence[int] | None = None,
    ) -> None:
        self._message, self._lines = message, lines
        self._clauses = clauses or [0] * len(message)

    def pairs(
        self, new: Sequence[Stretch], gone: Sequence[Stretch]
    ) -> dict[Stretch, list[Stretch]]:
        """What comes for each stretch that goes; the same words give way to the same ones."""
        alike: dict[tuple[str, ...], list[Stretch]] = {}
        for one in gone:
            alike.setdefault(tuple(self._old(one)), []).append(one)
        groups = list(alike.values())
        if not new or not groups:
            return {}
        likely = np.array([[max(self._like(n, g) for g in some) for some in groups] for n in new])
        chosen = dict(zip(*(part.tolist() for part in linear_sum_assignment(-likely)), strict=True))
        found: dict[Stretch, list[Stretch]] = {}
        for number, one in enumerate(new):
            beside = None if number in chosen else self._beside(one, gone)
            places = groups[chosen.get(number, int(likely[number].argmax()))]
            for place in [beside] if beside else places:
                found.setdefault(place, []).append(one)
        return found

    def place_beside(self, new: Stretch) -> Stretch | None:
        """Where words come in for which none go: beside a word that the message repeats."""
        behind = self._message[new.last : new.last + 1]
        before = self._message[new.first - 1 : new.first]
        for line, there in enumerate(self._lines):
            if behind and _tells_place(behind[0]) and behind[0] in there:
                place = there.index(behind[0])
                return Stretch(place, place, line)
        for line, there in enumerate(self._lines):
            if before and _tells_place(before[0]) and before[0] in there:
                place = there.index(before[0]) + 1
                return Stretch(place, place, line)
        return None

    def _beside(self, new: Stretch, gone: Sequence[Stretch]) -> Stretch | None:
        """Where new words come that are more than go, and that stand for none of these."""
        around = self._message[max(0, new.first - _NEAR) : new.last + _NEAR]
        if any(_has(self._old(one), word) for one in gone for word in around):
            # «یازده نبود، حقوقی هم نبود کیفری بود»
            return None
        return self.place_beside(new)

    def _old(self, gone: Stretch) -> Sequence[str]:
        return self._lines[gone.line][gone.first : gone.last]

    def _like(self, new: Stretch, gone: Stretch) -> float:
        """How much new words, and those of the message around them, speak of a place."""
        old, fresh = self._old(gone), self._message[new.first : new.last]
        line = self._lines[gone.line]
        beside = [
            *line[max(0, gone.first - _BESIDE) : gone.first],
            *line[gone.last : gone.last + _BESIDE],
        ]
        score = float(_counts(old) == _counts(fresh)) + len(set(old) & set(fresh))
        for number, word in enumerate(self._message):
            far = new.first - number if number < new.first else number - new.last + 1
            far += _OTHER_CLAUSE * abs(self._clauses[number] - self._clauses[new.first])
            if new.first <= number < new.last or far > _NEAR:
                continue
            near = 2.0 * _has(old, word) or 1.0 * _has(beside, word)
            score += near / far
        return score


def _tells_place(word: str) -> bool:
    """Whether a word is enough to find a place by; one letter is none, one digit is."""
    return len(word) > 1 or word.isdigit()


def _counts(some: Iterable[str]) -> bool:
    return any(map(counts, some))


def _has(some: Iterable[str], word: str) -> bool:
    """Whether a word is one of some, maybe with an ending."""
    return any(word == one or _is_with_ending(word, one) for one in some)


def _is_with_ending(word: str, bare: str) -> bool:
    is_long = len(bare) > 1 and len(word) - len(bare) <= _LONGEST_ENDING
    return is_long and word.startswith(bare)
