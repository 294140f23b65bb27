"""An answer encoder as a test wants it: of one service, with given probabilities."""

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.dialogue.facts import (
    SHARPNESS,
    Candidate,
    asked_of,
    candidates,
    rendered,
    standing,
)
from knowledge.catalogue import Entry

_NEVER = 1e-6


class Certain:
    """Finds answers as likely as `shares` says; the rest up to 1 is «nothing answers it».

    Its keys are facts by their text, and whole lists by their name.
    """

    def __init__(self, entry: Entry, shares: Mapping[str, float] | None = None) -> None:
        self._entry, self.shares = entry, dict(shares or {})
        self.asked: list[str] = []

    def scores(self, question: str, answers: Sequence[str]) -> NDArray[np.float32]:
        known = dict(zip(rendered(self._entry), candidates(self._entry), strict=True))
        assert list(answers) == [one for one in known if one in answers], "in their order"
        self.asked.append(question.removeprefix(asked_of(self._entry, "")))
        found = [self._logit(known[one]) for one in answers]
        # Any number may be added to all logits.
        return np.array(found, np.float32) - 3

    def _logit(self, one: Candidate) -> float:
        """What the ranker makes this share of."""
        return (math.log(self._share(one)) - standing(one)) / SHARPNESS

    def _share(self, one: Candidate) -> float:
        if one is None:
            return max(_NEVER, 1 - sum(self.shares.values()))
        return self.shares.get(one if isinstance(one, str) else one.text, _NEVER)
