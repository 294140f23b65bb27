"""What an encoder is taught: texts with their context, and what is known to be right of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from knowledge.features.labels import NOTHING
from knowledge.training.label_model import Columns


@dataclass(frozen=True)
class Lesson:
    """A repaired text, the rendering of what was said before it, and what is right.

    `label` is an act, maybe with a part («complain/delay»); `act` is given where the part is not
    known. `commands` are shares that sum to 1; `event` is the life event that is told, `about` what
    is asked of filing. What is None or empty is not known, and teaches nothing; no aspects at all
    are `()`, no event and no question of filing NOTHING, which are columns of their own.
    """

    text: str
    label: str | None = None
    act: str | None = None
    context: str = ""
    commands: Mapping[str, float] = field(default_factory=dict)
    aspects: Sequence[str] | None = None
    event: str | None = None
    about: str | None = None


def act_of(lesson: Lesson) -> str | None:
    """The act of a lesson: its own, or that of its label."""
    return lesson.act or (lesson.label.partition("/")[0] if lesson.label else None)


def columns_of(lessons: Sequence[Lesson]) -> dict[str, list[str]]:
    """All names that occur, by head; heads without any are left out."""
    labels = {lesson.label for lesson in lessons if lesson.label}
    names = {
        "acts": {act for lesson in lessons if (act := act_of(lesson))},
        "labels": labels,
        "commands": {name for lesson in lessons for name in lesson.commands},
        "aspects": {name for lesson in lessons for name in _aspects(lesson) or ()},
        "events": {lesson.event for lesson in lessons if lesson.event},
        "about": {lesson.about for lesson in lessons if lesson.about},
    }
    return {head: sorted(found) for head, found in names.items() if found}


def targets(lessons: Sequence[Lesson], columns: Columns) -> list[Tensor]:
    """What is right, one tensor a head of shape (rows, columns); NaN where it is not known."""
    return [
        torch.tensor([_row(_right(head, lesson), names) for lesson in lessons])
        for head, names in columns.items()
    ]


def _right(head: str, lesson: Lesson) -> Mapping[str, float] | None:
    match head:
        case "acts":
            return {act: 1.0} if (act := act_of(lesson)) else None
        case "labels":
            return {lesson.label: 1.0} if lesson.label else None
        case "events":
            return {lesson.event: 1.0} if lesson.event else None
        case "about":
            return {lesson.about: 1.0} if lesson.about else None
        case "commands":
            return lesson.commands or None
        case _:
            return _aspects(lesson)


def _aspects(lesson: Lesson) -> Mapping[str, float] | None:
    """Equal shares of all aspects that are asked for."""
    if lesson.aspects is None:
        return None
    asked = lesson.aspects or (NOTHING,)
    return dict.fromkeys(asked, 1.0 / len(asked))


def _row(right: Mapping[str, float] | None, names: Sequence[str]) -> list[float]:
    if right is None:
        return [float("nan")] * len(names)
    return [right.get(name, 0.0) for name in names]
