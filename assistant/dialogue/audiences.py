"""For whom a fact holds: what is only for people abroad, or of another province, is no answer here.

«مقیم خارج: …» is told to who speaks of abroad, «استان خوزستان: …» to who names a place there.
"""

from functools import lru_cache
from typing import Protocol

from assistant.dialogue import words
from assistant.language.abroad import named_abroad
from assistant.language.gazetteer import shared
from assistant.language.repair import repair
from knowledge.facts import Fact

_ABROAD = ("خارج", "سفارت", "کنسول")
_STEM = 4


class AskedText(Protocol):
    """A repaired question, and what was told before it."""

    @property
    def text(self) -> str:
        """What is asked."""

    @property
    def before(self) -> str:
        """What was told."""


def is_elsewhere(fact: Fact, asked: AskedText) -> bool:
    """Whether a fact holds only abroad, or in a province, that nobody has spoken of."""
    told = f"{asked.before} {asked.text}"
    if _is_abroad(fact.audience):
        return not _is_abroad(told)
    places = _places(fact.audience)
    return bool(places) and not places & _places(told)


def holds_for(fact: Fact, asked: AskedText) -> bool:
    """Whether a fact is for all, or for some of whom is spoken; beginnings of words are enough."""
    if not fact.audience:
        return True
    told = f"{asked.before} {asked.text}"
    return not is_elsewhere(fact, asked) and bool(_stems(fact.audience) & _stems(told))


@lru_cache(maxsize=4096)
def _is_abroad(text: str) -> bool:
    return bool(text) and (any(word in text for word in _ABROAD) or bool(named_abroad(text)))


@lru_cache(maxsize=4096)
def _places(text: str) -> frozenset[str]:
    """The provinces of the places that are named; one stands for all places in it."""
    if not text:
        return frozenset()
    found = shared().understand(repair(text, spelling=False).text)
    return frozenset(filter(None, [found.province]))


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    plain = repair(text, spelling=False).text
    return frozenset(word[:_STEM] for word in words.own_words(plain))
