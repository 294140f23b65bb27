"""What is known of a service, fact by fact, each with the aspect that it belongs to."""

import re
from dataclasses import dataclass
from functools import lru_cache

from knowledge.aspects import IN_CATALOGUE, SUMMARY
from knowledge.catalogue import Entry
from knowledge.fact_marks import Answers, Everyday, Rule
from knowledge.items import Item, Source, ranked

_SENTENCE = re.compile(r"(?<=[.؛!؟])\s+")


@dataclass(frozen=True)
class Fact:
    """One thing that is known: `aspect` as asked for, `text` as the citizen reads it.

    `sources` are public, the best first; `rules` say what follows from it for the asker's own case,
    `answers` which everyday questions it answers; `audience` is for whom or where it holds, when
    not for all.
    """

    aspect: str
    text: str
    sources: tuple[Source, ...] = ()
    as_of: str | None = None
    amount_rial: int | None = None
    rules: tuple[Rule, ...] = ()
    answers: frozenset[Everyday] = frozenset()
    audience: str = ""

    def __hash__(self) -> int:
        # Facts are looked up all the time, and their sources take a while to hash.
        return hash((self.aspect, self.text))

    @property
    def source(self) -> Source | None:
        """The best source, if there is a public one."""
        return self.sources[0] if self.sources else None


@lru_cache(maxsize=8192)
def facts_of(entry: Entry) -> tuple[Fact, ...]:
    """All facts of a service, in the order in which citizens read them."""
    service = entry.service
    sources = ranked(service.sources)
    sentences = filter(None, _SENTENCE.split(service.summary))
    facts = [
        Fact(SUMMARY, sentence, sources, answers=_answers_of(service.answers, number))
        for number, sentence in enumerate(sentences, 1)
    ]
    for name, aspect in IN_CATALOGUE.items():
        for item in service.facts.of(name):
            facts += _facts(aspect.asked_as or name, item, service.sources_of(item))
    return tuple(facts)


def _facts(aspect: str, item: Item, sources: tuple[Source, ...]) -> list[Fact]:
    return [
        Fact(
            aspect,
            line,
            sources,
            item.as_of,
            item.amount_rial,
            item.rules_of(number),
            _answers_of(item.answers, number),
            item.applies_to or "",
        )
        for number, line in enumerate(item.lines, 1)
    ]


def _answers_of(answers: Answers, line: int) -> frozenset[Everyday]:
    """The everyday questions that one of several lines answers, counted from 1."""
    return frozenset(kind for kind, lines in answers if line in lines)
