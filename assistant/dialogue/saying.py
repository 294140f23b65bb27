"""How single facts of a service are written, and under which keys they are remembered as told."""

from assistant.dialogue import sentences
from assistant.dialogue.facts import OF_LISTS
from assistant.replies.sources import name_of, standing_of, year_of
from knowledge.catalogue import Entry
from knowledge.facts import Fact, facts_of

FIELDS = ("fee", "duration")
"""Aspects that are told with their name in front."""


def key_of(entry: Entry, fact: Fact) -> str:
    """What is remembered where a fact was told."""
    return f"told:{entry.service.id}:{facts_of(entry).index(fact)}"


def list_key(entry: Entry, aspect: str) -> str:
    """What is remembered where a whole list was told."""
    return f"told:{entry.service.id}:{aspect}"


def written(entry: Entry, fact: Fact) -> str:
    """A fact as a sentence; an item of a list says that it is one."""
    if fact.aspect in FIELDS:
        return sentences.sentence(fact.aspect, title=entry.service.title, text=fact.text)
    key = f"fact_of.{fact.aspect}" if fact.aspect in OF_LISTS else "fact"
    return sentences.sentence(key, text=fact.text)


def source_line(fact: Fact, entry: Entry | None) -> str:
    """The best source of a fact by the name of its site, with its year; empty without any."""
    best = fact.source
    if best is None:
        return ""
    name, year = name_of(best, entry.agency if entry else None), year_of(best)
    standing = standing_of(best)
    key = f"source_dated.{standing}" if year else f"source.{standing}"
    return sentences.sentence(key, source=name, date=year)
