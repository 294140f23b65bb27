"""Messages with several questions: how cutting them is taught, and measured."""

import json
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.evaluation.figures import Figure, figure
from assistant.language.repair import repair
from assistant.settings import PROJECT
from knowledge.features.questions import questions_in
from knowledge.training.questions import Marked

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


def marked(one: SeveralQuestions) -> Marked:
    """The repaired message, with the words that are the last of a question.

    Raises ValueError where the words of a question do not stand in the message.
    """
    ends, place = list[int](), 0
    for asked in one.asks:
        place = one.text.index(asked, place) + len(asked)
        ends.append(len(repair(one.text[:place]).text.split()) - 1)
    return Marked(repair(one.text).text, tuple(ends), one.writer)


def judged(messages: Sequence[SeveralQuestions]) -> tuple[Figure, ...]:
    """How often a message is cut into its questions, and single cuts are right and found."""
    found = [(_cuts_meant(marked(one)), _cuts(one)) for one in messages]
    right = [cut in meant for meant, cuts in found for cut in cuts]
    return (
        figure("messages cut as marked", (meant == cuts for meant, cuts in found)),
        figure("a cut that is made is marked", right),
        figure("a cut that is marked is made", (c in cuts for meant, cuts in found for c in meant)),
    )


def _cuts_meant(one: Marked) -> set[int]:
    return set(one.ends[:-1])


def _cuts(one: SeveralQuestions) -> set[int]:
    """The words behind which it is cut."""
    parts = questions_in(repair(one.text).text)
    ends, count = set[int](), 0
    for part in parts[:-1]:
        count += len(part.split())
        ends.add(count - 1)
    return ends
