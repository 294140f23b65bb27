"""How well it is read what messages do to the text of a case."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from assistant.dialogue.complaint.editing import Edited
from assistant.dialogue.complaint.reading import names_in
from assistant.dialogue.complaint.stepwise import edited_by_steps
from assistant.dialogue.state import Draft, Part
from assistant.evaluation.figures import Figure, figure
from assistant.settings import PROJECT
from assistant.talks.unbroken import is_unbroken
from knowledge.features.edits import EditEncoder, EditReading
from knowledge.training.edit_lessons import EditLesson, plain_words

LESSONS = PROJECT / "nlu_data" / "edits.jsonl"
_FORGIVEN = 2
"""Letters at the end of a word that may be there or not: «سعدیه» is as good as «سعدی»."""


@dataclass(frozen=True)
class _Name:
    """Words of a message that were found to name something, and those that do; empty for none."""

    found: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Whether a word is found where there is one, and none where there is none."""
        if not self.right:
            return not self.found
        if set(self.found) & set(self.right):
            return True
        # In one word or two, or with an ending: «شاهین شهر» is «شاهینشهر», «قم» is «قمه».
        found, right = "".join(self.found), "".join(self.right)
        return bool(found) and (found in right or right in found)


@dataclass(frozen=True)
class _Outcome:
    """What came of a message: the text that is shown, and the names that were found.

    It `is_silent` if the text has changed and nobody is asked, nor told that it was not understood.
    """

    kind: str
    is_exact: bool
    is_unbroken: bool
    is_silent: bool
    agency: _Name
    place: _Name


def judged(lessons: Sequence[EditLesson], encoder: EditEncoder) -> tuple[Figure, ...]:
    """How often the text that is shown is exactly right, by kind, and how often names are found.

    A text is unbroken if it is right, or has its old lines whole, with whole clauses of the message
    and noted corrections below. A silent change is shown as done.
    """
    outcomes = [_outcome(lesson, encoder) for lesson in lessons]
    silent = [one for one in outcomes if one.is_silent]
    return (
        figure("exactly right", (one.is_exact for one in outcomes)),
        *_by_kind("", outcomes, [one.is_exact for one in outcomes]),
        figure("unbroken", (one.is_unbroken for one in outcomes)),
        *_by_kind("unbroken ", outcomes, [one.is_unbroken for one in outcomes]),
        figure("changes carried out silently", (one.is_silent for one in outcomes)),
        figure("… of these exactly right", (one.is_exact for one in silent)),
        figure("… of these broken", (not one.is_unbroken for one in silent)),
        *_of_names("agency", [one.agency for one in outcomes]),
        *_of_names("place", [one.place for one in outcomes]),
    )


def _by_kind(name: str, outcomes: Sequence[_Outcome], right: Sequence[bool]) -> tuple[Figure, ...]:
    both = [(one.kind, is_right) for one, is_right in zip(outcomes, right, strict=True)]
    return tuple(
        figure(f"… {name}{kind}", (is_right for of, is_right in both if of == kind))
        for kind in sorted({one.kind for one in outcomes})
    )


def _of_names(field: str, names: Sequence[_Name]) -> tuple[Figure, ...]:
    return (
        figure(f"{field} found where one is named", (one.is_right for one in names if one.right)),
        figure(f"no {field} found where none is", (one.is_right for one in names if not one.right)),
    )


def _outcome(lesson: EditLesson, encoder: EditEncoder) -> _Outcome:
    edits = encoder.read(lesson.message, lesson.written)
    draft = Draft(parts=tuple(Part(text=line) for line in lesson.written.lines))

    def read(message: str, now: Draft) -> EditReading:
        lines = tuple(part.text for part in now.parts)
        return encoder.read(message, replace(lesson.written, lines=lines))

    done = edited_by_steps(draft, edits, lesson.message, None, read)
    shown = tuple(part.text for part in done.proposed or done.draft.parts)
    agency, place = (
        _plain(names_in(lesson.message, edits.words, shares))
        for shares in (edits.agency, edits.place)
    )
    return _Outcome(
        lesson.kind,
        is_exact=is_as_good(shown, lesson.left),
        is_unbroken=is_as_good(shown, lesson.left) or is_unbroken(lesson, shown, is_as_good),
        is_silent=done.draft != draft and not _is_told(done),
        agency=_Name(agency, _plain(lesson.agency)),
        place=_Name(place, _plain(lesson.place)),
    )


def _is_told(done: Edited) -> bool:
    """Whether it is asked what goes, or said that a correction is only noted."""
    return done.waits or "taken_noted" in done.said


def is_as_good(left: Iterable[str], right: Iterable[str]) -> bool:
    """Whether lines have the same words in the same order, but for short endings."""
    pairs = zip_longest(_plain(left), _plain(right), fillvalue="")
    return all(_is_same(word, other) for word, other in pairs)


def _is_same(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    return bool(short) and long.startswith(short) and len(long) - len(short) <= _FORGIVEN


def _plain(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for text in texts for word in plain_words(text))
