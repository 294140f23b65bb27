"""What became of collected facts: which lines of a collection are in the catalogue, and how."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from knowledge.aspects import ASPECTS
from knowledge.catalogue import Catalogue
from knowledge.schema import Service

_CALLED = {"prerequisites": "eligibility", "processing_time": "duration"}
"""Aspects that collections call by other names."""
_AS_WRITTEN = str.maketrans("۰۱۲۳۴۵۶۷۸۹يكئ", "0123456789یکی")
_MOST_OF_IT = 0.75
"""Share of a line's words that one fact must have to be that line in other words."""


class Fate(StrEnum):
    """What became of a line."""

    TAKEN = "taken"
    CHANGED = "changed"
    SPREAD = "spread"
    SET_ASIDE = "set aside"
    LEFT = "left"


MEANINGS = {
    Fate.TAKEN: "a fact has all of its words",
    Fate.CHANGED: "a fact has three quarters of its words",
    Fate.SPREAD: "its words stand in several facts of the service, or are said in other words",
    Fate.SET_ASIDE: "it is kept as `outdated`, because a newer or better source says otherwise",
    Fate.LEFT: "less than half of its words are at the service",
}
_HALF = 0.5


@dataclass(frozen=True)
class Collected:
    """One line of a collection."""

    service: str
    aspect: str
    text: str


def read_collection(path: Path) -> tuple[Collected, ...]:
    """The lines of a collection: `enrichment` and `new_services`, each with aspects."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506, a safe one
    entries = [*content.get("enrichment", ()), *content.get("new_services", ())]
    return tuple(line for entry in entries for line in _lines(entry))


def _lines(entry: Mapping[str, Any]) -> Iterator[Collected]:
    id_ = str(entry.get("service_id") or entry.get("id"))
    for name, told in entry.items():
        aspect = _CALLED.get(name, name)
        if aspect not in ASPECTS or not told:
            continue
        for one in told if isinstance(told, list) else [told]:
            yield Collected(id_, aspect, str(one["text"] if isinstance(one, dict) else one))


def fate_of(line: Collected, catalogue: Catalogue) -> Fate:
    """What became of one line; a service that is not there has left all of its lines."""
    entry, words = catalogue.by_id.get(line.service), _words(line.text)
    if entry is None or not words:
        return Fate.LEFT
    told, old = _facts(entry.service)
    best, aside = (
        max((_share(words, fact) for fact in facts), default=0.0) for facts in (told, old)
    )
    if aside >= _MOST_OF_IT and aside > best:
        return Fate.SET_ASIDE
    if best >= _MOST_OF_IT:
        return Fate.TAKEN if best == 1 else Fate.CHANGED
    return Fate.SPREAD if _share(words, set().union(*told, *old)) >= _HALF else Fate.LEFT


def _facts(service: Service) -> tuple[list[set[str]], list[set[str]]]:
    """The words of each current fact, the summary among them, and of each outdated one."""
    items = [item for aspect in ASPECTS for item in getattr(service.facts, aspect)]
    told = [_words(line) for item in items if not item.outdated for line in item.lines]
    old = [_words(line) for item in items if item.outdated for line in item.lines]
    return [_words(service.summary), *told], old


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.translate(_AS_WRITTEN).replace("\u200c", " ")))


def _share(words: set[str], others: set[str]) -> float:
    return len(words & others) / len(words)


def fates(lines: Iterable[Collected], catalogue: Catalogue) -> tuple[tuple[Collected, Fate], ...]:
    """Every line with what became of it."""
    return tuple((line, fate_of(line, catalogue)) for line in lines)
