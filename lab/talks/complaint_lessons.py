"""Lessons from messages amid a complaint: what asks about filing, and what is another matter.

Most real messages that name two offices are about one matter. Messages with two matters are rare
among those gathered. So openings of different cases are joined, as people join them.
"""

import json
import random
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from assistant.dialogue import words
from assistant.dialogue.asking import AskingReader, sentence_of, signs
from assistant.dialogue.context import context_of
from assistant.dialogue.draft import Draft, Part
from assistant.dialogue.matters import MatterReader, ToldMatter
from assistant.dialogue.state import State
from assistant.dialogue.things import Asked, Open
from assistant.settings import PROJECT
from assistant.understanding.reading import Reader
from knowledge.catalogue import Catalogue
from lab.talks.facts import read_fact_questions
from lab.talks.ranking import RankingSample
from lab.training.edit_lessons import EditLesson

ASKING_LESSONS = PROJECT / "nlu_data" / "asked_amid.jsonl"
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


def read_asking_lessons(path: Path = ASKING_LESSONS) -> list[AskingLesson]:
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
) -> Iterator[RankingSample]:
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
            yield RankingSample([told, {}], [asks, 1 - asks], lesson.writer)


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


MATTER_LESSONS = PROJECT / "nlu_data" / "matters.jsonl"
_JOINED, _FEWEST, _MOST = 150, 6, 45
_JOINTS = (
    ". ", ".\n", "، ", " و ", " ", ". بعدشم ", " ضمنا ", "، یه شکایت دیگه هم دارم، ", ". همچنین ",
    " یه مشکل دیگه هم اینکه ", ". راستی ", ". دوم اینکه ", " از طرفی ",
)  # fmt: skip
_AMID = ("", "", "راستی ", "یه شکایت دیگه هم دارم، ", "حالا ", "بعدش یکی دیگه: ", "جدا از این ")


class MatterLesson(BaseModel):
    """A message, the complaint before it, and which offices have another matter in it."""

    model_config = ConfigDict(extra="forbid")

    message: str
    others: list[str] = Field(default_factory=list)
    told: str = ""
    agency: str | None = None
    is_filed: bool = False
    writer: str = ""

    @property
    def before(self) -> ToldMatter:
        """The complaint before the message."""
        return ToldMatter(self.agency, self.told, self.is_filed)


def read_matter_lessons(path: Path = MATTER_LESSONS) -> list[MatterLesson]:
    """The lessons of a JSON-lines file; raises ValueError for a broken line."""
    with path.open(encoding="utf-8") as file:
        return [MatterLesson.model_validate(json.loads(line)) for line in file]


def joined_lessons(openings: Sequence[EditLesson], reader: Reader) -> Iterator[MatterLesson]:
    """Two openings of different cases in one message, and one behind the other."""
    chance = random.Random(_SEED)
    named = [(one.message, _offices(one.message, reader)) for one in openings]
    alone = [(text, ids[0]) for text, ids in named if len(ids) == 1]
    for number in range(2 * _JOINED):
        (first, office), (second, other) = chance.sample(alone, 2)
        if office == other:
            continue
        if number < _JOINED:
            text = first.rstrip(" .") + chance.choice(_JOINTS) + second
            yield MatterLesson(message=text, others=[other])
        else:
            text, is_filed = chance.choice(_AMID) + second, number % 2 == 0
            yield MatterLesson(
                message=text, others=[other], told=first, agency=office, is_filed=is_filed
            )


def openings_of(lessons: Sequence[EditLesson]) -> list[EditLesson]:
    """The messages that open a case and say what happened."""
    return [
        one
        for one in lessons
        if one.kind == "open" and one.left and _FEWEST <= len(one.message.split()) <= _MOST
    ]


def samples(lessons: Sequence[MatterLesson], reader: MatterReader) -> Iterator[RankingSample]:
    """One sample for each stretch that may be another matter."""
    for lesson in lessons:
        for _, office, told in reader.cuts(lesson.message, lesson.before):
            if told:
                is_other = office in lesson.others
                yield RankingSample(
                    [told, {}], [float(is_other), float(not is_other)], lesson.writer
                )


def _offices(text: str, reader: Reader) -> list[str]:
    names = reader.look_up(text).names
    return list(dict.fromkeys(name.id for name in names if name.label == "agency"))
