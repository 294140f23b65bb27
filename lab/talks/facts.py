"""Questions about a service whose answers were marked: what they teach, and how they are judged."""

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.dialogue.choosing import FactChooser
from assistant.dialogue.fact_answers import Answer
from assistant.dialogue.facts import Candidate, FactQuery, asked_of, candidates, rendered
from assistant.dialogue.message_reader import asked_aspects, kinds_of
from assistant.dialogue.state import TELLS
from assistant.language.repair import repair
from assistant.settings import PROJECT
from assistant.understanding.reading import Reader, TalkContext
from knowledge.catalogue import Catalogue, Entry
from knowledge.facts import Fact, facts_of
from knowledge.search.questions import Question
from lab.evaluation.figures import Figure, figure
from lab.talks.schema import Talk
from lab.training.answers import AnswerLesson

BESIDE = 0.12
"""The share of questions for a service that are asked of another, where nothing answers them."""
_OF_ITS_AGENCY = 0.5
"""How often that other one is of the same agency: the hard case."""
_SEED = 128
QUESTIONS = PROJECT / "nlu_data" / "fact_questions.jsonl"


_STORY, _ASIDE, _TWO = 0.12, 0.12, 0.08
"""Shares of questions that are taught behind a story, an aside, or another question."""
_ASIDES = frozenset(["grumble", "thank"])


@dataclass(frozen=True)
class Surroundings:
    """What people write beside a question: stories by service, and words to the assistant."""

    stories: Mapping[str, Sequence[str]]
    asides: Sequence[str]


class FactQuestion(BaseModel):
    """A question about a service, and what answers it.

    `facts` are texts of its facts, each of which answers it alone, or «documents» and «steps» for a
    whole list; none when no fact of the service answers it. `before` are earlier messages of the
    matter that it leans on, the first of them first; `aspects` are what it asks for, where that was
    marked, and `writer` who wrote it.
    """

    model_config = ConfigDict(extra="forbid")

    service: str
    question: str
    facts: list[str]
    before: list[str] = []
    aspects: list[str] = []
    writer: str = ""

    @property
    def told(self) -> str:
        """The citizen's earlier messages, as far as a talk remembers them."""
        first, later = self.before[:1], self.before[1:]
        return " ".join([*first, *(one for one in later if len(one.split()) >= TELLS)])


def read_fact_questions(path: Path = QUESTIONS) -> list[FactQuestion]:
    """The questions of a JSON-lines file; raises ValueError for a broken line."""
    with path.open(encoding="utf-8") as file:
        return [FactQuestion.model_validate(json.loads(line)) for line in file]


def surroundings(stories: Iterable[Question], talks: Iterable[Talk]) -> Surroundings:
    """Situations by their service, and what turns of talks only say to the assistant."""
    by_service: dict[str, list[str]] = {}
    for story in stories:
        by_service.setdefault(story.service, []).append(story.text)
    turns = (turn for talk in talks for turn in talk.turns)
    return Surroundings(by_service, [turn.say for turn in turns if set(turn.do) & _ASIDES])


def answer_lessons(
    questions: Sequence[FactQuestion], catalogue: Catalogue, around: Surroundings | None = None
) -> Iterator[AnswerLesson]:
    """One lesson for each question whose facts are still in the catalogue.

    With what is `around` in talks, a share is asked as people do there: behind their story or a
    word to the assistant, or two of them in one breath.
    """
    chance, before = random.Random(_SEED), dict[str, FactQuestion]()
    for question in questions:
        asked = question
        if around is not None:
            asked = _in_talk(question, before.get(question.service), around, chance)
        before[question.service] = question
        lesson = _lesson(asked.question, catalogue.by_id[question.service], asked.facts)
        if any(lesson.right):
            yield lesson


def _in_talk(
    question: FactQuestion, other: FactQuestion | None, around: Surroundings, chance: random.Random
) -> FactQuestion:
    """A question as it is, or with what people write before it."""
    if question.told:
        return question.model_copy(update={"question": f"{question.told} {question.question}"})
    told = around.stories.get(question.service, ())
    way, text = chance.random(), question.question
    if way < _STORY and told:
        return question.model_copy(update={"question": f"{chance.choice(told)} {text}"})
    if _STORY <= way < _STORY + _ASIDE and around.asides:
        return question.model_copy(update={"question": f"{chance.choice(around.asides)}. {text}"})
    if way >= 1 - _TWO and other is not None:
        facts = [*question.facts, *other.facts]
        return question.model_copy(update={"question": f"{other.question} {text}", "facts": facts})
    return question


def beside(
    finding: Sequence[Question], catalogue: Catalogue, share: float = BESIDE
) -> Iterator[AnswerLesson]:
    """Lessons of a `share` of questions for other services, which nothing of this one answers."""
    chance = random.Random(_SEED)
    entries = catalogue.entries
    for question in finding:
        own = catalogue.by_id.get(question.service)
        if own is None or chance.random() >= share:
            continue
        near = [one for one in entries if one.agency.id == own.agency.id and one is not own]
        is_near = bool(near) and chance.random() < _OF_ITS_AGENCY
        other = chance.choice(near if is_near else [one for one in entries if one is not own])
        yield _lesson(question.text, other, ())


def _lesson(text: str, entry: Entry, facts: Sequence[str]) -> AnswerLesson:
    found = candidates(entry)
    right = [float(_is_right(one, facts)) for one in found]
    # «Nothing» and the whole lists are in question every time.
    always = [n for n, one in enumerate(found) if not isinstance(one, Fact)]
    return AnswerLesson(asked_of(entry, repair(text).text), rendered(entry), right, always)


def _is_right(one: Candidate, facts: Sequence[str]) -> bool:
    if one is None:
        return not facts
    return (one if isinstance(one, str) else one.text) in facts


@dataclass(frozen=True)
class _Outcome:
    """The outcome of a question: whether a fact answers it, and which answers were given."""

    is_known: bool
    is_told: bool
    is_said_surely: bool
    is_right: bool
    is_first: bool


def judged(
    questions: Sequence[FactQuestion], chooser: FactChooser, reader: Reader, catalogue: Catalogue
) -> tuple[Figure, ...]:
    """How often the right fact is given, none where none answers, and a wrong one as the answer.

    The question is read behind the card of the service, as in a talk.
    """
    outcomes = [_outcome(one, chooser, reader, catalogue.by_id[one.service]) for one in questions]
    known = [one for one in outcomes if one.is_known]
    unknown = [one for one in outcomes if not one.is_known]
    return (
        figure("the right fact told", (one.is_right for one in known)),
        figure("… first", (one.is_first for one in known)),
        figure("… said as the answer", (one.is_right and one.is_said_surely for one in known)),
        figure("none said as the answer, where none is", (not o.is_said_surely for o in unknown)),
        figure("… said to be unknown", (not one.is_told for one in unknown)),
        figure(
            "a wrong fact said as the answer",
            (one.is_said_surely and not one.is_right for one in outcomes),
        ),
    )


def _outcome(
    question: FactQuestion, chooser: FactChooser, reader: Reader, entry: Entry
) -> _Outcome:
    reading = reader.read(question.question, card_of(entry))
    aspects = asked_aspects(reading)
    query = FactQuery(reading.text, kinds_of(reading), repair(question.told).text)
    found = chooser.answers(entry, query, aspects)
    answers = [answer for _, answer in found]
    told = [answer for answer in answers if answer is not None]

    def has_right(answers: Iterable[Answer]) -> bool:
        return any(is_right(question, one, entry) for one in answers)

    return _Outcome(
        is_known=bool(question.facts),
        is_told=bool(told),
        is_said_surely=any(answer.is_sure for answer in told),
        is_right=has_right(told) or (not told and not question.facts),
        is_first=has_right(_first_of(answer) for answer in told),
    )


def _first_of(answer: Answer) -> Answer:
    return replace(answer, facts=() if answer.whole else answer.facts[:1])


def card_of(entry: Entry) -> str:
    """The context of a question about a service, as the encoder reads it: the service's card."""
    title = entry.service.title
    return str(TalkContext(f"{title}: {entry.service.summary}", "none", title))


def is_right(question: FactQuestion, answer: Answer | None, entry: Entry) -> bool:
    """Whether one of the facts given answers a question; None is right where none does."""
    if answer is None:
        return not question.facts
    told = [answer.whole, *(fact.text for fact in answer.facts)]
    if answer.whole and not set(told) & set(question.facts):
        # A whole list holds each of its items.
        told += [fact.text for fact in facts_of(entry) if fact.aspect == answer.whole]
    return bool(set(told) & set(question.facts))
