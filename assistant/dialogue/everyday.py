"""Which everyday questions a message asks, and what that says for each fact of a service.

«خانمم می‌تواند به‌جای من برود؟» is answered by a fact that is marked for it; where a service has
none, the nearest of the others answers nothing, however near it is.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TypeGuard

import numpy as np
from numpy.typing import NDArray

from assistant.dialogue import words
from assistant.dialogue.audiences import AskedText, holds_for
from knowledge.fact_marks import ASPECTS_OF, Everyday
from knowledge.facts import Fact

ASKED = 0.3
"""From here on an everyday question is asked. Of 250 by a writer whom nothing was learnt from .84
reach it, .93 of those that do are right, and .02 of 120 other messages reach it."""
_MARKED, _OTHER, _NONE = 2.0, 1.5, 2.5
"""What a sure question adds to the logit of each fact that is marked for it, takes from every
other, and adds to «nothing answers it» where none is marked."""
CLEAR = 0.65
"""A fact that is so likely by itself answers, though it is not marked. With these numbers .82 of 89
such questions of that writer get the right fact first (.71 without them), and .70 of 118 that
nothing answers are said to be unknown (.37); of 259 of others .86 (.84) get the right one first."""
_KEPT = 256


class EverydayReader:
    """Hears everyday questions."""

    def __init__(self, shares: Callable[[str], Mapping[Everyday, float]]) -> None:
        """`shares` tells how likely a repaired text asks each of them."""
        self._shares = lru_cache(_KEPT)(shares)

    def asked(self, text: str) -> dict[Everyday, float]:
        """Those that a repaired text asks, with their probability; the likeliest first."""
        likely = [(kind, share) for kind, share in self._shares(text).items() if share >= ASKED]
        ranked = sorted(likely, key=lambda pair: -pair[1])
        return {kind: p for kind, p in ranked if kind != "paper" or papers_named(text)}


def beyond(aspects: Sequence[str], kinds: Sequence[Everyday]) -> list[str]:
    """What is asked besides everyday questions: «چند روز طول می‌کشد؟ شوهرم بیاید؟» asks both."""
    own = {aspect for kind in kinds for aspect in ASPECTS_OF[kind]}
    return [aspect for aspect in aspects if aspect not in own and aspect != "what"]


def lean(
    found: Sequence[Fact | str | None], kind: Everyday, share: float, told: AskedText, top: float
) -> NDArray[np.float32]:
    """What an everyday question, asked with probability `share`, adds to the logit of each.

    `top` is how likely the best fact is without it.
    """
    fits = [answers(one, kind, told) for one in found]
    unknown = _NONE if top < CLEAR and not any(fits) else 0.0
    added = [
        unknown if one is None else _MARKED if fit else -_OTHER
        for one, fit in zip(found, fits, strict=True)
    ]
    return share * np.array(added, np.float32)


def answers(one: Fact | str | None, kind: Everyday, asked: AskedText) -> TypeGuard[Fact]:
    """Whether a fact answers an everyday question, for one of whom it holds."""
    if not isinstance(one, Fact) or not holds_for(one, asked):
        return False
    if kind == "paper":
        return any(words.has("papers", one.text, name) for name in papers_named(asked.text))
    return kind in one.answers


def papers_named(text: str) -> tuple[str, ...]:
    """The papers that a repaired text names, as they are called."""
    return tuple(name for name in words.named("papers") if words.has("papers", text, name))


def papers_beyond(facts: Sequence[Fact], text: str) -> tuple[str, ...]:
    """The papers that a repaired text names and no fact does."""
    known = {name for fact in facts for name in papers_named(fact.text)}
    return tuple(name for name in papers_named(text) if name not in known)
