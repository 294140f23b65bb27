"""Teaches whether what a message tells of a second office is a matter of its own.

Of real messages that name two offices most tell one matter; two matters in one are rare in what was
gathered, so openings of different cases are joined, as people join them.
"""

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from assistant.dialogue.matters import MatterReader, ToldMatter
from assistant.settings import PROJECT
from assistant.talks.ranking import Sample
from assistant.understanding.reading import Reader
from knowledge.training.edit_lessons import EditLesson

LESSONS = PROJECT / "nlu_data" / "matters.jsonl"
_JOINED, _FEWEST, _MOST = 150, 6, 45
_SEED = 128
_JOINTS = (
    ". ", ".\n", "، ", " و ", " ", ". بعدشم ", " ضمنا ", "، یه شکایت دیگه هم دارم، ", ". همچنین ",
    " یه مشکل دیگه هم اینکه ", ". راستی ", ". دوم اینکه ", " از طرفی ",
)  # fmt: skip
_AMID = ("", "", "راستی ", "یه شکایت دیگه هم دارم، ", "حالا ", "بعدش یکی دیگه: ", "جدا از این ")


class MatterLesson(BaseModel):
    """A message, what was told before it, and which offices have a matter of their own in it."""

    model_config = ConfigDict(extra="forbid")

    message: str
    others: list[str] = Field(default_factory=list)
    told: str = ""
    agency: str | None = None
    is_filed: bool = False
    writer: str = ""

    @property
    def before(self) -> ToldMatter:
        """What was told before the message."""
        return ToldMatter(self.agency, self.told, self.is_filed)


def read_matter_lessons(path: Path = LESSONS) -> list[MatterLesson]:
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
    """The messages that open a case and tell what happened."""
    return [
        one
        for one in lessons
        if one.kind == "open" and one.left and _FEWEST <= len(one.message.split()) <= _MOST
    ]


def samples(lessons: Sequence[MatterLesson], reader: MatterReader) -> Iterator[Sample]:
    """One sample for each stretch that may be another matter."""
    for lesson in lessons:
        for _, office, signs in reader.cuts(lesson.message, lesson.before):
            if signs:
                is_other = office in lesson.others
                yield Sample([signs, {}], [float(is_other), float(not is_other)], lesson.writer)


def _offices(text: str, reader: Reader) -> list[str]:
    names = reader.look_up(text).names
    return list(dict.fromkeys(name.id for name in names if name.label == "agency"))
