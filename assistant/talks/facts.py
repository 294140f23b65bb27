"""Teaches which facts answer a question, from questions whose answers were marked."""

import json
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.dialogue.facts import FactChooser
from assistant.evaluation.figures import Figure, figure
from assistant.settings import PROJECT
from assistant.talks.ranking import Sample
from assistant.understanding.context import Context
from assistant.understanding.reading import Reader
from knowledge.catalogue import Catalogue, Entry
from knowledge.facts import Fact, facts_of

QUESTIONS = PROJECT / "nlu_data" / "fact_questions.jsonl"


class FactQuestion(BaseModel):
    """A question about a service, and what answers it.

    `facts` are texts of its facts, or «documents» and «steps» for a whole list; none when no fact
    of the service answers it.
    """

    model_config = ConfigDict(extra="forbid")

    service: str
    question: str
    facts: list[str]


def read_fact_questions(path: Path = QUESTIONS) -> list[FactQuestion]:
    """The questions of a JSON-lines file; raises ValueError for a broken line."""
    with path.open(encoding="utf-8") as file:
        return [FactQuestion.model_validate(json.loads(line)) for line in file]


def fact_samples(
    questions: Sequence[FactQuestion], chooser: FactChooser, reader: Reader, catalogue: Catalogue
) -> Iterator[Sample]:
    """One sample for each question whose facts are still in the catalogue."""
    for question in questions:
        entry = catalogue.by_id[question.service]
        reading = reader.read(question.question, context_of(entry))
        aspects = reading.opinion.aspects.items()
        asked = {name: math.exp(told) for name, told in aspects}
        found = list(chooser.candidates(entry, reading, asked))
        marks = [float(_is_right(one, question.facts)) for one, _ in found]
        if total := sum(marks):
            yield Sample([features for _, features in found], [mark / total for mark in marks])


def context_of(entry: Entry) -> str:
    """What stands before a question about a service: its card."""
    return str(Context(entry.service.summary, "none", entry.service.title))


def _is_right(one: Fact | str | None, facts: Sequence[str]) -> bool:
    if one is None:
        return not facts
    return (one if isinstance(one, str) else one.text) in facts


def judged(
    questions: Sequence[FactQuestion], chooser: FactChooser, reader: Reader, catalogue: Catalogue
) -> tuple[Figure, Figure]:
    """How often the right fact is told, and how often none where none answers."""
    right = [
        answered_right(one, chooser, reader, catalogue.by_id[one.service]) for one in questions
    ]
    has_answer = [bool(one.facts) for one in questions]
    outcomes = list(zip(right, has_answer, strict=True))
    return (
        figure("a fact answers", (hit for hit, answered in outcomes if answered)),
        figure("no fact answers", (hit for hit, answered in outcomes if not answered)),
    )


def answered_right(
    question: FactQuestion, chooser: FactChooser, reader: Reader, entry: Entry
) -> bool:
    """Whether the chooser answers a question by one of its facts, or by none where none fits."""
    reading = reader.read(question.question, context_of(entry))
    asked = {name: math.exp(told) for name, told in reading.opinion.aspects.items()}
    answer = chooser.choose(entry, reading, asked)
    if answer is None:
        return not question.facts
    told = [answer.whole] if answer.whole else [fact.text for fact in answer.facts]
    if answer.whole and not set(told) & set(question.facts):
        # A whole list holds each of its items.
        told += [fact.text for fact in facts_of(entry) if fact.aspect == answer.whole]
    return bool(set(told) & set(question.facts))
