"""Whether a text was left whole by what a message did to it, right or not.

«مادرم افتاد» with «اصلاح: ۱۲ مهر بود» below is whole; «مادرم ۱۲ افتاد» is not.
"""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from assistant.dialogue.complaint.clauses import clauses
from assistant.dialogue.complaint.editing import NOTE
from knowledge.features.edits import clauses_of, words_of
from knowledge.training.edit_lessons import NOTHING, EditLesson, marks_of, plain_words

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
    """Whether a line is one of some, which it is taken from."""
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
