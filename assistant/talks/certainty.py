"""Teaches when a change of a text is sure enough to be carried out.

The edit encoder is surer of what it has learnt, so the lessons here are others than its own.
"""

from collections.abc import Iterable, Iterator

from assistant.dialogue.complaint.change import Change
from assistant.dialogue.complaint.editing import carried_out
from assistant.dialogue.state import Draft, Part
from assistant.settings import PROJECT
from assistant.talks.edits import is_as_good
from assistant.talks.ranking import Sample
from knowledge.features.edits import EditEncoder
from knowledge.training.edit_lessons import EditLesson

LESSONS = PROJECT / "nlu_data" / "edit_certainty.jsonl"


def samples(lessons: Iterable[EditLesson], encoder: EditEncoder) -> Iterator[Sample]:
    """One sample for each message that puts right or takes out: carry it out, or leave it."""
    for lesson in lessons:
        draft = Draft(parts=tuple(Part(text=line) for line in lesson.written.lines))
        change = Change(draft, encoder.read(lesson.message, lesson.written), lesson.message)
        if not draft.parts or change.only_tells:
            continue
        left = [part.text for part in carried_out(draft, change, None).draft.parts]
        is_right = is_as_good(left, lesson.left)
        yield Sample([change.signs, {}], [float(is_right), float(not is_right)])
