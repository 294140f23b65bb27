"""Which facts of a service answer a question, or none of them: a learnt ranking.

The weights are learnt from questions whose answers were marked (`dastyar train facts`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.dialogue import words
from assistant.dialogue.ranking import Features, Ranker
from assistant.understanding.reading import Reading
from knowledge.catalogue import Entry
from knowledge.facts import Fact, facts_of
from knowledge.search.answers import FactIndex

WEIGHTS = Path(__file__).parent / "facts.json"
LISTS = ("documents", "steps")
"""Aspects that are told as a whole when they are asked for as a whole."""
_OF_PERSON = {"eligibility": ("who", "what"), "what": ("benefit", "validity", "after")}
"""Aspects that facts of another one may answer, too."""
_AMOUNTS = ("fee", "benefit", "duration", "deadline", "validity")
_NEAR = 0.6
"""A second fact is told with the first when it is at least this share as likely."""
_MOST = 2
_SURELY, _LEAST = 0.9, 0.04
"""Of an aspect that is asked for in so many words, the likeliest fact is told even where «none» is
likelier, down to the second: what is held back is missed more often than what is out of place."""


@dataclass(frozen=True)
class Answer:
    """What answers a question: facts, or a whole list; `share` is how likely it does."""

    facts: tuple[Fact, ...]
    whole: str
    share: float


class FactChooser:
    """Chooses among the facts of one service."""

    def __init__(self, facts: FactIndex, ranker: Ranker | None) -> None:
        """Without a ranker there are candidates to learn from, and no choice."""
        self._facts, self._ranker = facts, ranker

    def choose(self, entry: Entry, reading: Reading, asked: Mapping[str, float]) -> Answer | None:
        """The answer to a question that asks for aspects with these shares; None if none fits."""
        assert self._ranker is not None
        found = list(self.candidates(entry, reading, asked))
        shares = self._ranker.shares([features for _, features in found])
        order = [int(place) for place in np.argsort(-shares, kind="stable")]
        if found[order[0]][0] is None:
            order = _of_asked(order, found, shares, asked)
        if not order:
            return None
        best = order[0]
        what = found[best][0]
        if isinstance(what, str):
            return Answer((), what, float(shares[best]))
        near = (n for n in order[:_MOST] if shares[n] >= _NEAR * shares[best])
        told = tuple(one for n in near if isinstance(one := found[n][0], Fact))
        return Answer(told, "", float(shares[best]))

    def candidates(
        self, entry: Entry, reading: Reading, asked: Mapping[str, float]
    ) -> Iterator[tuple[Fact | str | None, Features]]:
        """Every fact, the whole lists, and at the end None for «no fact answers it»."""
        facts = facts_of(entry)
        alike = self._facts.likeness(entry.service.id, reading.vector, len(facts))
        own = words.own_words(reading.placeless) - words.title_words(entry)
        for fact, likeness in zip(facts, alike, strict=True):
            yield fact, _of_fact(fact, float(likeness), own, asked)
        for aspect in LISTS:
            if sum(fact.aspect == aspect for fact in facts) > 1:
                yield aspect, _of_list(aspect, own, asked)
        yield None, _of_none(float(alike.max()), own, asked)


def _of_asked(
    order: Sequence[int],
    found: Sequence[tuple[Fact | str | None, Features]],
    shares: NDArray[np.float32],
    asked: Mapping[str, float],
) -> list[int]:
    """The facts of an aspect that is surely asked for, where one of them is not out of question."""
    wanted = {aspect for aspect, share in asked.items() if share >= _SURELY}
    return [
        place
        for place in order
        if isinstance(one := found[place][0], Fact)
        and one.aspect in wanted
        and shares[place] >= _LEAST
    ]


def _of_fact(
    fact: Fact, likeness: float, own: frozenset[str], asked: Mapping[str, float]
) -> Features:
    shared = own & words.own_words(fact.text)
    wanted = asked.get(fact.aspect, 0.0)
    near = max((asked.get(one, 0.0) for one in _OF_PERSON.get(fact.aspect, ())), default=0.0)
    cued = sum(share for one, share in asked.items() if words.cued(one, fact.text))
    number = any(letter.isdigit() for letter in fact.text)
    return {
        "likeness": likeness,
        "shared": len(shared) / max(1, len(own)),
        "shared_any": float(bool(shared)),
        "grams": _grams_shared(own, fact.text),
        "wanted": wanted,
        "near": near,
        "cued": cued,
        "wanted_like": wanted * likeness,
        "number": float(number) * sum(asked.get(one, 0.0) for one in _AMOUNTS),
        f"is_{fact.aspect}": 1.0,
        f"bare_{fact.aspect}": float(not own),
        "length": min(len(fact.text.split()), 40) / 40,
    }


def _of_list(aspect: str, own: frozenset[str], asked: Mapping[str, float]) -> Features:
    wanted = asked.get(aspect, 0.0)
    return {
        "list": 1.0,
        f"list_{aspect}": wanted,
        "list_bare": wanted * float(not own),
        "list_own": len(own) / 5,
    }


def _of_none(most: float, own: frozenset[str], asked: Mapping[str, float]) -> Features:
    return {
        "none": 1.0,
        "none_likeness": most,
        "none_own": min(len(own), 8) / 8,
        "none_nothing": asked.get("nothing", 0.0),
    } | {f"none_{aspect}": share for aspect, share in asked.items()}


def _grams_shared(own: frozenset[str], text: str) -> float:
    """The share of the letter triples of a question's own words that a fact has, too."""
    asked = {word[at : at + 3] for word in own for at in range(max(1, len(word) - 2))}
    return sum(gram in text for gram in asked) / max(1, len(asked))
