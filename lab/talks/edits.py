"""How well it is read what messages do to the text of a case.

A text can be left whole by a change, right or not: «مادرم افتاد» with «اصلاح: ۱۲ مهر بود» below is
whole; «مادرم ۱۲ افتاد» is not.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import zip_longest

from assistant.dialogue.complaint.clauses import clauses
from assistant.dialogue.complaint.editing import NOTE, Edited
from assistant.dialogue.complaint.reading import names_in
from assistant.dialogue.complaint.stepwise import edited_by_steps
from assistant.dialogue.draft import Draft, Part
from assistant.settings import PROJECT
from knowledge.features.edits import EditEncoder, EditReading, clauses_of, words_of
from lab.evaluation.figures import Figure, figure
from lab.training.edit_lessons import NOTHING, EditLesson, marks_of, plain_words

_Same = Callable[[Sequence[str], Sequence[str]], bool]


def is_unbroken(lesson: EditLesson, shown: Sequence[str], is_same: _Same) -> bool:
    """Whether each line that is shown is an old one, a right one, or whole clauses of the message.

    An old line may only miss where it is not in the right text, and a noted correction has a word
    that is new there.
    """
    old, right = list(lesson.written.lines), list(lesson.left)
    more = [line for line in shown if not _taken(line, old, is_same)]
    more = [line for line in more if not _taken(line, right, is_same)]
    lost = [line for line in old if any(is_same([line], [one]) for one in lesson.left)]
    replaced = len(lesson.left) - len(right)
    is_short = len(old) > replaced + max(0, len(lesson.written.lines) - len(lesson.left))
    return not lost and not is_short and all(_is_whole(lesson, line) for line in more)


def _taken(line: str, some: list[str], is_same: _Same) -> bool:
    """Whether a line is among `some`; removes it from them."""
    found = next((one for one in some if is_same([line], [one])), None)
    if found is not None:
        some.remove(found)
    return found is not None


def _is_whole(lesson: EditLesson, line: str) -> bool:
    mark = NOTE.format(text="")
    if line.startswith(mark):
        known = {word for old in lesson.written.lines for word in plain_words(old)}
        new = {word for right in lesson.left for word in plain_words(right)} - known
        return bool(new & set(plain_words(line)))
    borders = _borders(lesson)
    message = plain_words(lesson.message)
    for told in map(plain_words, line.split("\n")):
        found = SequenceMatcher(None, message, told, autojunk=False).get_matching_blocks()
        blocks = [one for one in found if one.size]
        if sum(one.size for one in blocks) < len(told):
            return False
        if not all({one.a, one.a + one.size} <= borders for one in blocks):
            return False
    return True


def _borders(lesson: EditLesson) -> set[int]:
    """Before which words of a message a clause begins, as a reader hears it or a clerk cut it."""
    spans, told = words_of(lesson.message), marks_of(lesson).told
    found = {one.first for one in clauses(lesson.message, spans)} | {0, len(spans)}
    marked = clauses_of(lesson.message, spans)
    pairs = range(1, len(spans))
    found |= {n for n in pairs if marked[n] != marked[n - 1]}
    return found | {n for n in pairs if (told[n] == NOTHING) != (told[n - 1] == NOTHING)}


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
        """Whether the right word is found, or none where there is none to find."""
        if not self.right:
            return not self.found
        if set(self.found) & set(self.right):
            return True
        # In one word or two, or with an ending: «شاهین شهر» is «شاهینشهر», «قم» is «قمه».
        found, right = "".join(self.found), "".join(self.right)
        return bool(found) and (found in right or right in found)


@dataclass(frozen=True)
class _Outcome:
    """The outcome of a message: the text that is shown, and the names that were found.

    It `is_silent` if the text has changed without a question, and without word that the assistant
    did not understand.
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
