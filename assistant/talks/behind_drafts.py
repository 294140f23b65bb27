"""Messages to a case that is being written, as lessons of what a message does in its context."""

from collections.abc import Iterable, Iterator

from assistant.dialogue.sentences import sentence
from assistant.language.repair import repair
from assistant.understanding.context import FOCI, Context
from knowledge.features.edits import Written
from knowledge.training.edit_lessons import EditLesson
from knowledge.training.lessons import Lesson

_COMMANDS = {
    "add": "edit/add",
    "answer": "edit/answer",
    "correct": "edit/replace",
    "fields": "edit/replace",
    "remove": "edit/remove",
    "rewrite": "edit/replace",
}
"""What a message of a kind does; a kind that is not here may do anything."""
_ASKS = {
    "description": "ask_description.complaint",
    "agency": "ask_agency",
    "place": "ask_place",
    "confirm": "summary",
}


def behind_drafts(lessons: Iterable[EditLesson]) -> Iterator[Lesson]:
    """Openings of a case, and messages behind what is written of it."""
    for lesson in lessons:
        text = repair(lesson.message).text
        if lesson.kind == "open" and lesson.left:
            yield Lesson(text, commands={"file": 1.0}, aspects=())
        elif lesson.kind in _COMMANDS:
            context = str(_context(lesson.written))
            commands = {_COMMANDS[lesson.kind]: 1.0}
            yield Lesson(text, context=context, commands=commands, aspects=())


def _context(written: Written) -> Context:
    """What the assistant has asked when a case is so far."""
    given = {"description": written.lines, "agency": written.agency, "place": written.place}
    asked = next((field for field, value in given.items() if not value), "confirm")
    said = sentence(_ASKS[asked])
    if asked == "confirm":
        fields = f"نوع: شکایت دستگاه: {written.agency} محل: {written.place} شرح:"
        said = " ".join((said, fields, *written.lines))
    return Context(said, asked, FOCI["draft"])
