"""Lessons for an edit encoder: messages before a text, and the text that a good clerk leaves.

Comparing both texts shows which words go, come in, or replace others; nobody marks words.
"""

import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

from knowledge.features.edits import Written, words_of

NOTHING, TELLS, INSTEAD = 0, 1, 2
"""What becomes of a word of a message: it is said to the assistant alone, is new, replaces."""
AGENCY, PLACE = 1, 2
_SAME_LINE = 0.34
"""A line of the new text that is so like one of the old text is that one, changed."""
_SHORT = 2
"""So many words that stay between two changes are taken to change with them («سه [سال و] نیم»)."""
_LONGEST_ENDING = 3
_ALIEN, _FRIEND = 0.35, 0.3
"""How often a message that changes nothing is put before another text, and how often a text gets
one more line."""
_MOST_LINES, _OTHER_VALUES = 5, 0.6


@dataclass(frozen=True)
class EditLesson:
    """A message before `written`, the lines that it leaves, and the names that it gives.

    `agency` and `place` are words of the message; empty where it gives none. `kind` sorts lessons
    for the evaluation.
    """

    message: str
    written: Written
    left: tuple[str, ...]
    agency: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True)
class EditMarks:
    """What becomes of each word: of the message, and of each line that is written."""

    told: list[int]
    names: list[int]
    cut: list[list[bool]]


def read_lessons(path: Path) -> list[EditLesson]:
    """The lessons of a file of JSON lines; raises ValueError with the number of a broken line."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            found.append(_lesson(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{path}:{number}: {error!r}") from error
    return found


def _lesson(told: dict[str, str | list[str]]) -> EditLesson:
    return EditLesson(
        message=str(told["message"]),
        written=Written(tuple(told["draft"]), str(told["has_agency"]), str(told["has_place"])),
        left=tuple(told["result"]),
        agency=_several(told["agency"]),
        place=_several(told["place"]),
        kind=str(told["kind"]),
    )


def _several(told: str | list[str]) -> tuple[str, ...]:
    return tuple(filter(None, [told] if isinstance(told, str) else told))


def marks_of(lesson: EditLesson) -> EditMarks:
    """What becomes of each word."""
    message = plain_words(lesson.message)
    old = [plain_words(line) for line in lesson.written.lines]
    told, cut = [NOTHING] * len(message), [[False] * len(line) for line in old]
    lines, gone = _paired(old, [plain_words(line) for line in lesson.left])
    for one in gone:
        cut[one] = [True] * len(old[one])
    for number, line in lines:
        if number is None:
            _mark(told, line, message, INSTEAD if gone else TELLS)
            continue
        for first, last, words in _changes(old[number], line, message):
            cut[number][first:last] = [True] * (last - first)
            is_behind = first == last == len(old[number])
            _mark(told, words, message, TELLS if is_behind else INSTEAD)
    return EditMarks(told, _names(lesson), cut)


def plain_words(text: str) -> list[str]:
    """The words of a text as they are compared: without half-spaces, with Persian letters."""
    words = (text[word.start : word.end] for word in words_of(text))
    return [word.replace("\u200c", "").translate(_LETTERS).lower() for word in words]


_LETTERS = str.maketrans("يك", "یک")
_Line = tuple[int | None, list[str]]


def _paired(old: list[list[str]], new: list[list[str]]) -> tuple[list[_Line], list[int]]:
    """Each new line with the number of the old line it comes from, and the old lines that go."""
    free, pairs = list(range(len(old))), list[_Line]()
    for line in new:
        likes = {number: SequenceMatcher(None, old[number], line, False).ratio() for number in free}
        best = max(free, key=lambda number: likes[number], default=None)
        if best is not None and likes[best] >= _SAME_LINE:
            free.remove(best)
            pairs.append((best, line))
        else:
            pairs.append((None, line))
    return pairs, free


def _changes(
    old: list[str], new: list[str], message: list[str]
) -> list[tuple[int, int, list[str]]]:
    """Stretches of an old line, first and behind the last word, with the words that come there."""
    found: list[tuple[int, int, int, int]] = []
    for kind, first, last, start, end in SequenceMatcher(None, old, new, False).get_opcodes():
        if kind == "equal":
            continue
        if found and first - found[-1][1] <= _SHORT and _in_one(new[found[-1][2] : end], message):
            found[-1] = (found[-1][0], last, found[-1][2], end)
        else:
            found.append((first, last, start, end))
    return [(first, last, new[start:end]) for first, last, start, end in found]


def _in_one(words: Sequence[str], message: Sequence[str]) -> bool:
    """Whether several words are side by side in a message."""
    places = [place for place in aligned(words, message) if place is not None]
    return 1 < len(places) == len(words) and places[-1] - places[0] == len(words) - 1


def _mark(told: list[int], words: list[str], message: list[str], mark: int) -> None:
    for place in aligned(words, message):
        if place is not None:
            told[place] = mark


def aligned(words: Sequence[str], message: Sequence[str]) -> list[int | None]:
    """The place of each of `words` in `message`, in their order, longest runs first."""
    found: list[int | None] = [None] * len(words)
    open_ = [(0, len(words), 0, len(message))]
    while open_:
        first, last, start, end = open_.pop()
        length, at, there = _longest(words[first:last], message[start:end])
        if not length:
            continue
        at, there = at + first, there + start
        found[at : at + length] = range(there, there + length)
        open_ += [(first, at, start, there), (at + length, last, there + length, end)]
    return found


def _longest(words: Sequence[str], message: Sequence[str]) -> tuple[int, int, int]:
    best, most = (0, 0, 0), 0.0
    for at in range(len(words)):
        for there in range(len(message)):
            length, weight = 0, 0.0
            while at + length < len(words) and there + length < len(message):
                word, other = words[at + length], message[there + length]
                if not is_same(word, other):
                    break
                length, weight = length + 1, weight + (1.5 if word == other else 1.0)
            if weight > most:
                best, most = (length, at, there), weight
    return best


def is_same(word: str, typed: str) -> bool:
    """Whether `typed` is `word`, maybe with an ending («سعدیه» is «سعدی»)."""
    ending = len(typed) - len(word)
    return word == typed or (
        len(word) > 1 and 0 < ending <= _LONGEST_ENDING and typed.startswith(word)
    )


def _names(lesson: EditLesson) -> list[int]:
    words = words_of(lesson.message)
    names = [NOTHING] * len(words)
    for mark, told in ((AGENCY, lesson.agency), (PLACE, lesson.place)):
        for name in told:
            start = lesson.message.find(name)
            for number, word in enumerate(words):
                if start >= 0 and word.start < start + len(name) and word.end > start:
                    names[number] = mark
    return names


def varied(lessons: Sequence[EditLesson], chance: random.Random) -> list[EditLesson]:
    """The lessons once, some before other texts than they were written for, or with other values.

    The meaning of a message does not depend on the text before it. What it corrects is in one line
    of several. «۸ نه ۱۸» can be said of any two numbers.
    """
    texts = [lesson.written for lesson in lessons if lesson.written.lines] or [Written()]
    return [
        with_other_values(_varied(lesson, chance.choice(texts), chance), chance)
        for lesson in lessons
    ]


def _varied(lesson: EditLesson, other: Written, chance: random.Random) -> EditLesson:
    written, left = lesson.written, lesson.left
    count = len(written.lines)
    if left[:count] == written.lines:
        if chance.random() < _ALIEN:
            return replace(lesson, written=other, left=(*other.lines, *left[count:]))
        return lesson
    is_by_place = lesson.kind in ("remove", "rewrite")
    if is_by_place or not other.lines or count >= _MOST_LINES or chance.random() >= _FRIEND:
        return lesson
    line = chance.choice(other.lines)
    if chance.random() < 0.5:
        more = replace(written, lines=(line, *written.lines))
        return replace(lesson, written=more, left=(line, *left))
    more = replace(written, lines=(*written.lines, line))
    return replace(lesson, written=more, left=(*left[:count], line, *left[count:]))


_VALUES = (
    "شنبه یکشنبه دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه",
    "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
    "دو سه چهار پنج شش هفت هشت ده یازده دوازده پانزده بیست سی چهل پنجاه شصت",
    "صبح ظهر عصر شب",
    "دیروز پریروز دیشب امروز",
    "پدرم مادرم برادرم خواهرم دخترم پسرم شوهرم خانمم همسرم",
)
"""Words of one sort, each of which may stand where another one stands."""
_NUMBER = re.compile(r"(?<![\w/])[۰-۹0-9]{1,4}(?![\w/])")
_WHOLE = re.compile(r"[^\W\d_][^\W\d_\u200c]*")


def with_other_values(lesson: EditLesson, chance: random.Random) -> EditLesson:
    """A lesson with other numbers, days and the like, the same ones in the message and the text."""
    if chance.random() >= _OTHER_VALUES:
        return lesson
    sorts = [sort.split() for sort in _VALUES]
    others = {
        old: new
        for sort in sorts
        for old, new in zip(sort, chance.sample(sort, len(sort)), strict=True)
    }
    numbers: dict[str, str] = {}

    def number(found: re.Match[str]) -> str:
        digits = "۰۱۲۳۴۵۶۷۸۹" if found[0] > "9" else "0123456789"
        if found[0] not in numbers:
            first = chance.choice(digits[1:])
            numbers[found[0]] = first + "".join(chance.choices(digits, k=len(found[0]) - 1))
        return numbers[found[0]]

    def changed(text: str) -> str:
        text = _NUMBER.sub(number, text)
        return _WHOLE.sub(lambda found: others.get(found[0], found[0]), text)

    written = replace(lesson.written, lines=tuple(map(changed, lesson.written.lines)))
    return replace(
        lesson,
        message=changed(lesson.message),
        written=written,
        left=tuple(map(changed, lesson.left)),
        agency=tuple(map(changed, lesson.agency)),
        place=tuple(map(changed, lesson.place)),
    )
