"""Teaches where the questions of a message end, by messages whose questions are marked."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite
from pydantic import BaseModel, ConfigDict

from assistant.dialogue.choosing import FactChooser
from assistant.dialogue.facts import FactQuery
from assistant.dialogue.message_reader import asked_aspects, kinds_of
from assistant.language.pii import mask
from assistant.language.repair import repair
from assistant.settings import PROJECT
from assistant.understanding.reading import Reader
from knowledge.catalogue import Catalogue, Entry
from knowledge.facts import facts_of
from knowledge.features.questions import AMID, END, MODEL, questions_in, signs
from lab.evaluation.figures import Figure, figure
from lab.talks.facts import card_of

_SPARSENESS, _STRICTNESS = 0.3, 0.1
"""What the sum of all weights and of their squares costs. Without the first the model is nine times
as large, and cuts no better."""
_MOST_STEPS = 150


@dataclass(frozen=True)
class MarkedMessage:
    """A repaired message, and the number of each word with which one of its questions ends."""

    text: str
    ends: tuple[int, ...]
    writer: str = ""


def learn(messages: Sequence[MarkedMessage], target: Path = MODEL) -> None:
    """Fit a tagger to marked messages, and write it."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for one in messages:
        words = one.text.split()
        tags = [END if number in one.ends else AMID for number in range(len(words))]
        trainer.append([*signs(words)], tags)
    trainer.set_params({"c1": _SPARSENESS, "c2": _STRICTNESS, "max_iterations": _MOST_STEPS})
    trainer.train(str(target))


LESSONS = PROJECT / "nlu_data" / "split_questions.jsonl"


class SeveralQuestions(BaseModel):
    """A message as it was typed, and the words of each of its questions, in order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str
    asks: tuple[str, ...]
    writer: str = ""


def read_several(path: Path = LESSONS) -> list[SeveralQuestions]:
    """The messages of a JSON-lines file; raises ValueError for a broken line."""
    with path.open(encoding="utf-8") as file:
        return [SeveralQuestions.model_validate(json.loads(line)) for line in file]


def marked(one: SeveralQuestions) -> MarkedMessage:
    """The repaired message, with the words that are the last of a question.

    Raises ValueError where the message lacks the words of a question.
    """
    ends, place = list[int](), 0
    for asked in one.asks:
        place = one.text.index(asked, place) + len(asked)
        ends.append(len(repair(one.text[:place]).text.split()) - 1)
    return MarkedMessage(repair(one.text).text, tuple(ends), one.writer)


def judged(messages: Sequence[SeveralQuestions]) -> tuple[Figure, ...]:
    """How often a message is cut into its questions, and single cuts are right and found."""
    found = [(_cuts_meant(marked(one)), _cuts(one)) for one in messages]
    right = [cut in meant for meant, cuts in found for cut in cuts]
    return (
        figure("messages cut as marked", (meant == cuts for meant, cuts in found)),
        figure("a cut that is made is marked", right),
        figure("a cut that is marked is made", (c in cuts for meant, cuts in found for c in meant)),
    )


class MarkedQuestion(BaseModel):
    """The words of a question, and the facts of which each answers it; none where none does."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ask: str
    facts: tuple[str, ...]


class AskedAtOnce(BaseModel):
    """A message behind the card of a service, its questions, and the messages before it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    service: str
    before: tuple[str, ...]
    text: str
    questions: tuple[MarkedQuestion, ...]

    @property
    def several(self) -> SeveralQuestions:
        """The message with the words of its questions alone."""
        return SeveralQuestions(text=self.text, asks=tuple(one.ask for one in self.questions))


def read_asked(path: Path) -> list[AskedAtOnce]:
    """The messages of a JSON-lines file; raises ValueError for a broken line."""
    with path.open(encoding="utf-8") as file:
        return [AskedAtOnce.model_validate(json.loads(line)) for line in file]


def answered(
    messages: Sequence[AskedAtOnce], chooser: FactChooser, reader: Reader, catalogue: Catalogue
) -> tuple[Figure, ...]:
    """How many of the questions that a fact answers get such a fact, in the right service."""
    outcomes = list[list[bool]]()
    for one in messages:
        told = _told(one, chooser, reader, catalogue.by_id[one.service])
        outcomes.append([bool(told & set(q.facts)) for q in one.questions if q.facts])
    return (
        figure("questions that are told their fact", (hit for right in outcomes for hit in right)),
        figure("messages with all of them", (all(right) for right in outcomes if right)),
    )


def _told(one: AskedAtOnce, chooser: FactChooser, reader: Reader, entry: Entry) -> set[str]:
    """The texts of the facts, and the names of the lists, that the answer would have."""
    reading = reader.read(mask(one.text).text, card_of(entry))
    query = FactQuery(reading.text, kinds_of(reading), repair(" ".join(one.before)).text)
    found = chooser.answers(entry, query, asked_aspects(reading))
    answers = [answer for _, answer in found if answer]
    lists = {answer.whole for answer in answers if answer.whole}
    items = {fact.text for fact in facts_of(entry) if fact.aspect in lists}
    return lists | items | {fact.text for answer in answers for fact in answer.facts}


def _cuts_meant(one: MarkedMessage) -> set[int]:
    return set(one.ends[:-1])


def _cuts(one: SeveralQuestions) -> set[int]:
    """The words behind which it is cut."""
    parts = questions_in(repair(one.text).text)
    ends, count = set[int](), 0
    for part in parts[:-1]:
        count += len(part.split())
        ends.add(count - 1)
    return ends
