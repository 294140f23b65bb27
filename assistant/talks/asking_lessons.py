"""Teaches which parts of a message amid a complaint ask the assistant about filing."""

import json
import random
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from assistant.dialogue import words
from assistant.dialogue.asking import AskingReader, sentence_of, signs
from assistant.dialogue.state import Asked, Draft, Open, Part, State
from assistant.dialogue.understand import context_of
from assistant.settings import PROJECT
from assistant.talks.facts import read_fact_questions
from assistant.talks.ranking import Sample
from assistant.understanding.reading import Reader
from knowledge.catalogue import Catalogue

LESSONS = PROJECT / "nlu_data" / "asked_amid.jsonl"
_INSIDE = 0.7
"""So much of the shorter of a part and of what asks must stand in both."""
_ASKED, _FOUND = 4000, 0.5
"""So many questions about services are looked up, and so surely must theirs be found."""
_SEED = 128
_TOLD = (
    "رفتم تأمین اجتماعی، خانم پشت باجه سرم داد زد و گفت برو بیرون",
    "شهرداری سه ماه است که چالهٔ کوچهٔ ما را پر نکرده",
    "az edare bargh shekayat daram, ghabz eshtebah dadan",
)


class AskingLesson(BaseModel):
    """A message amid a complaint, and the parts of it that ask about filing, as typed."""

    model_config = ConfigDict(extra="forbid")

    message: str
    asks: list[str] = Field(default_factory=list)
    writer: str


def read_asking_lessons(path: Path = LESSONS) -> list[AskingLesson]:
    """The lessons of a JSON-lines file; raises ValueError for a broken line."""
    with path.open(encoding="utf-8") as file:
        return [AskingLesson.model_validate(json.loads(line)) for line in file]


def service_lessons(reader: Reader) -> list[AskingLesson]:
    """Questions about services, which ask nothing about filing, where the search knows of which."""
    asked = [one for one in read_fact_questions() if not one.before]
    chosen = random.Random(_SEED).sample(asked, min(_ASKED, len(asked)))
    found = ((one, reader.look_up(one.question).found) for one in chosen)
    return [
        AskingLesson(message=one.question, writer=one.writer)
        for one, hits in found
        if hits.probability >= _FOUND and hits.hits[0].entry.service.id == one.service
    ]


def asking_samples(
    lessons: Sequence[AskingLesson], reader: Reader, asking: AskingReader, catalogue: Catalogue
) -> Iterator[Sample]:
    """One sample for each part of a message; complaints and open questions take turns."""
    states = _states()
    for number, lesson in enumerate(lessons):
        state = states[number % len(states)]
        context = context_of(state, catalogue)
        is_written = state.is_open(Open.CONFIRM)
        whole = reader.read(lesson.message, context)
        texts = words.orders(whole.masked) if is_written else words.pieces(whole.masked)
        for text in texts:
            part = reader.read(text, context)
            about = asking.best(part, whole if part.text != whole.text else None)
            asks = float(any(_is_inside(text, one) for one in lesson.asks))
            told = signs(part, about, sentence_of(text, whole, reader.look_up))
            yield Sample([told, {}], [asks, 1 - asks], lesson.writer)


def _states() -> list[State]:
    """A complaint that is shown whole, and one whose agency is asked for, of each beginning."""
    return [
        State(draft=Draft(parts=(Part(text=told),)), asked=Asked(kind=kind), said=told)
        for told in _TOLD
        for kind in (Open.CONFIRM, Open.AGENCY)
    ]


def _is_inside(part: str, asked: str) -> bool:
    match = SequenceMatcher(None, part, asked, autojunk=False).find_longest_match()
    return match.size >= _INSIDE * min(len(part), len(asked))
