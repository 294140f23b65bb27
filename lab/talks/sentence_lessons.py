"""Lessons from sentences outside talks: acts, situations, life events, filing, and facts asked.

Questions whose aspects were marked teach, behind a card, what a message asks for, and not what it
does: taught as such, they make the encoder take new matters for questions about the card (of 129
messages that turned to another service, it heard .24 so taught, and .49 without).
"""

import json
import random
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.language.repair import repair
from assistant.settings import PROJECT
from assistant.understanding.reading import FOCI, TalkContext
from knowledge.catalogue import Catalogue, Entry
from knowledge.facts import facts_of
from knowledge.features.labels import NOTHING
from knowledge.search.about import read_about
from knowledge.search.questions import read_questions
from lab.talks.acts import SENTENCES, acts, acts_of_commands
from lab.talks.facts import FactQuestion, card_of
from lab.talks.schema import Command
from lab.training.labels import LabelLesson, labelled_sentences

SITUATIONS = PROJECT / "nlu_data" / "situations.jsonl"
MARKED = PROJECT / "nlu_data" / "marked.jsonl"
_ANSWERING = TalkContext("بنویسید چه پیش آمده است.", "description", FOCI["draft"])
"""What stands before a description."""
_SEED = 128


class MarkedSentence(BaseModel):
    """A sentence and what it does, where more than its act is known.

    None of them asks about filing. `tells_event` is false where the sentence is about no life
    event, and missing where it may be. `line` is the number that helps in a danger.
    """

    model_config = ConfigDict(extra="forbid")

    text: str
    command: Command
    tells_event: Literal[False] | None = None
    line: str = ""
    writer: str = ""


def read_marked(path: Path = MARKED) -> list[MarkedSentence]:
    """The sentences of a JSON-lines file; raises ValueError for a broken line."""
    with path.open(encoding="utf-8") as file:
        return [MarkedSentence.model_validate(json.loads(line)) for line in file]


def sentence_lessons(catalogue: Catalogue, steps: Collection[str]) -> Iterator[LabelLesson]:
    """One lesson for each sentence; `steps` are services that a life event may mean."""
    yield from _of_acts()
    yield from _of_situations(steps)
    yield from _of_topics(catalogue)
    yield from _of_marked(catalogue)


def steps_of_events(catalogue: Catalogue) -> frozenset[str]:
    """The services that are a step of some life event.

    Whoever needs one of them may be describing the event.
    """
    events = catalogue.journeys.values()
    return frozenset(step.service for one in events for step in one.steps if step.service)


def _of_acts() -> Iterator[LabelLesson]:
    for text, label in labelled_sentences(SENTENCES):
        does = acts()[label.partition("/")[0]]
        yield LabelLesson(
            repair(text).text,
            label,
            commands={does.command: 1.0} if does.command else {},
            aspects=(does.aspect,) if does.aspect else None,
            event=NOTHING,
            about=NOTHING,
        )


def _of_situations(steps: Collection[str]) -> Iterator[LabelLesson]:
    if SITUATIONS.exists():
        for question in read_questions(SITUATIONS):
            event = None if question.service in steps else NOTHING
            yield _sought(question.text, event)


def _of_topics(catalogue: Catalogue) -> Iterator[LabelLesson]:
    """How people describe life events, and how they ask about filing."""
    for event in catalogue.journeys.values():
        yield from (_sought(text, event.id) for text in event.questions)
    for topic in read_about():
        for text in topic.questions:
            yield _process(text, topic.id)


def _sought(text: str, event: str | None) -> LabelLesson:
    return LabelLesson(
        repair(text).text, "ask_service", commands={"find": 1.0}, event=event, about=NOTHING
    )


def _process(text: str, about: str) -> LabelLesson:
    return LabelLesson(repair(text).text, commands={"process": 1.0}, event=NOTHING, about=about)


def _of_marked(catalogue: Catalogue) -> Iterator[LabelLesson]:
    chance = random.Random(_SEED)
    before: dict[str, Callable[[], str]] = {
        "edit/answer": lambda: str(_ANSWERING),
        "tell": lambda: card_of(chance.choice(catalogue.entries)),
    }
    for one in read_marked():
        act = acts_of_commands().get(one.command)
        yield LabelLesson(
            repair(one.text).text,
            f"{act}/{one.line}" if act and one.line else None,
            act,
            context=before[one.command]() if one.command in before else "",
            commands={one.command: 1.0},
            event=NOTHING if one.tells_event is False else None,
            about=NOTHING,
        )


_CARD = 0.6
"""How often a card stands before a question; otherwise it is one of the facts, as an answer."""


def behind_cards(marked: Sequence[FactQuestion], catalogue: Catalogue) -> Iterator[LabelLesson]:
    """Each question that has marked aspects, behind its service."""
    chance = random.Random(_SEED)
    for question in marked:
        if question.aspects:
            yield LabelLesson(
                repair(question.question).text,
                context=_context(catalogue.by_id[question.service], chance),
                aspects=question.aspects,
            )


def _context(entry: Entry, chance: random.Random) -> str:
    """The assistant's last words: the card of a service, or one fact of it."""
    if chance.random() < _CARD:
        return card_of(entry)
    return str(TalkContext(chance.choice(facts_of(entry)).text, "none", entry.service.title))
