"""What messages do to the text of a case: what is taught, and how a reading of it is judged."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from typer.testing import CliRunner

from assistant.cli import app
from assistant.settings import PROJECT
from knowledge.features.edits import OWN, EditEncoder, EditReading, Written, clauses_of, words_of
from lab.evaluation.figures import Figure
from lab.talks.edits import LESSONS, is_as_good, judged
from lab.training.edit_lessons import (
    AGENCY,
    INSTEAD,
    PLACE,
    TELLS,
    EditLesson,
    is_same,
    marks_of,
    plain_words,
    read_lessons,
)

FROZEN = PROJECT / "tests" / "evaluation" / "edits.jsonl"
DEVELOPMENT = PROJECT / "nlu_data" / "edit_certainty.jsonl"
HARD = PROJECT / "tests" / "evaluation" / "hard_edits.jsonl"
FRESH = PROJECT / "tests" / "evaluation" / "fresh_edits.jsonl"
FLOORS = {FROZEN: (0.59, 0.87, 0.14), HARD: (0.62, 0.89, 0.09), FRESH: (0.52, 0.84, 0.18)}
"""Shares of frozen messages whose text is exactly right, and unbroken, the lower ends of their 95 %
intervals; and of silent changes those that are broken, the upper ends."""
BOTH = pytest.mark.parametrize("path", [LESSONS, FROZEN], ids=["training", "evaluation"])
LINE: dict[str, Any] = {
    "draft": ["۸ میلیون گرفت و رسید نداد"],
    "has_agency": "",
    "has_place": "",
    "message": "۸ میلیون نبود ۱۸ میلیون بود",
    "result": ["۱۸ میلیون گرفت و رسید نداد"],
    "agency": "",
    "place": "",
    "kind": "correct",
}


class Knowing(EditEncoder):
    """Reads lessons as they are marked, and every other message as saying nothing."""

    def __init__(self, *lessons: EditLesson) -> None:
        self._lessons = {(one.message, one.written): one for one in lessons}

    def read(self, message: str, written: Written) -> EditReading:
        lesson = self._lessons.get((message, written), EditLesson(message, written, written.lines))
        marks = marks_of(lesson)
        return EditReading(
            words_of(message),
            tells=sure(one == TELLS for one in marks.told),
            instead=sure(one == INSTEAD for one in marks.told),
            agency=sure(one == AGENCY for one in marks.names),
            place=sure(one == PLACE for one in marks.names),
            lines=tuple(map(words_of, written.lines)),
            cut=tuple(map(sure, marks.cut)),
            clauses=clauses_of(message, words_of(message)),
            clauses_of_lines=tuple(clauses_of(line, words_of(line)) for line in written.lines),
        )


def sure(marked: Iterable[bool]) -> NDArray[np.float32]:
    return np.array(list(marked), np.float32)


def written_to(folder: Path, *lines: dict[str, Any]) -> Path:
    file = folder / "edits.jsonl"
    file.write_text("".join(f"{json.dumps(one)}\n" for one in lines), encoding="utf-8")
    return file


def counted(figures: Iterable[Figure]) -> dict[str, tuple[int, int]]:
    return {one.name: (one.hits, one.total) for one in figures}


# The data


@BOTH
def test_every_message_can_be_read(path: Path) -> None:
    lessons = read_lessons(path)
    assert len(lessons) >= 160
    assert {one.kind for one in lessons} == {
        *("add", "answer", "correct", "fields", "nothing", "open", "remove", "rewrite")
    }
    strange = [
        one.message
        for one in lessons
        for name in (*one.agency, *one.place)
        if name not in one.message
    ]
    assert not strange, "agency and place are words of the message"


@pytest.mark.parametrize(
    "broken", [{}, LINE | {"draft": None}, {k: v for k, v in LINE.items() if k != "kind"}]
)
def test_a_broken_line_is_named(tmp_path: Path, broken: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"edits\.jsonl:2"):
        read_lessons(written_to(tmp_path, LINE, broken))


@BOTH
def test_no_message_stands_twice_before_one_text(path: Path) -> None:
    found = [(plain_words(one.message), one.written) for one in read_lessons(path)]
    assert len({(*words, written) for words, written in found}) == len(found)


def test_nothing_is_judged_by_what_was_taught() -> None:
    taught = {
        tuple(plain_words(one.message))
        for path in (LESSONS, DEVELOPMENT)
        for one in read_lessons(path)
    }
    asked = {tuple(plain_words(one.message)) for path in FLOORS for one in read_lessons(path)}
    assert not taught & asked


@BOTH
def test_what_comes_in_was_said(path: Path) -> None:
    come = missing = 0
    for lesson in read_lessons(path):
        old = {word for line in lesson.written.lines for word in plain_words(line)}
        told = old | set(plain_words(lesson.message))
        new = [word for line in lesson.left for word in plain_words(line) if word not in old]
        come += len(new)
        missing += sum(not any(is_same(word, one) for one in told) for word in new)
    assert come > 1000
    assert missing < come / 100


@BOTH
def test_a_text_is_right_where_every_word_is_read_as_marked(path: Path) -> None:
    lessons = read_lessons(path)
    hits, total = counted(judged(lessons, Knowing(*lessons)))["exactly right"]
    assert hits >= 0.8 * total


# The judgement


def test_the_figures_keep_kinds_and_fields_apart(tmp_path: Path) -> None:
    named = LINE | {"message": "به شهرداری قم بگید", "agency": "شهرداری", "place": "قم"}
    named |= {"draft": [], "result": [], "kind": "fields"}
    lessons = read_lessons(written_to(tmp_path, LINE, named))
    figures = counted(judged(lessons, Knowing(*lessons)))
    assert figures == {
        "exactly right": (2, 2),
        "… correct": (1, 1),
        "… fields": (1, 1),
        "unbroken": (2, 2),
        "… unbroken correct": (1, 1),
        "… unbroken fields": (1, 1),
        "changes carried out silently": (1, 2),
        "… of these exactly right": (1, 1),
        "… of these broken": (0, 1),
        "agency found where one is named": (1, 1),
        "no agency found where none is": (1, 1),
        "place found where one is named": (1, 1),
        "no place found where none is": (1, 1),
    }
    deaf = counted(judged(lessons, Knowing()))
    assert deaf["exactly right"] == (1, 2)
    assert deaf["… correct"] == (0, 1)
    assert deaf["agency found where one is named"] == (0, 1)
    assert deaf["no place found where none is"] == (1, 1)


@pytest.mark.parametrize(
    ("left", "right", "is_good"),
    [
        (["سعدیه، زنگ زدم"], ["سعدی زنگ زدم"], True),
        (["يك"], ["یک"], True),
        (["می‌گوید"], ["میگوید"], True),
        (["یک", "دو"], ["یک دو"], True),
        (["دو یک"], ["یک دو"], False),
        (["یک"], ["یک دو"], False),
        (["سعدی‌هاست"], ["سعدی"], False),
        ([], [], True),
        ([], ["ی"], False),
    ],
)
def test_texts_are_compared_by_their_words(
    left: list[str], right: list[str], *, is_good: bool
) -> None:
    assert is_as_good(left, right) is is_as_good(right, left) is is_good


# The encoder


@pytest.mark.parametrize("path", FLOORS, ids=lambda path: path.stem)
def test_frozen_messages_are_read_as_well_as_before(path: Path) -> None:
    figures = counted(judged(read_lessons(path), EditEncoder(OWN)))
    right, unbroken, broken = FLOORS[path]
    for name, floor in (("exactly right", right), ("unbroken", unbroken)):
        hits, total = figures[name]
        assert hits >= floor * total, figures
    hits, total = figures["… of these broken"]
    assert hits <= broken * total, figures


def test_the_command_judges_the_files_that_it_is_given(tmp_path: Path) -> None:
    file = written_to(tmp_path, LINE, LINE | {"message": "باشه ممنون", "result": LINE["draft"]})
    told = CliRunner().invoke(app, ["evaluate", "edits", str(file), str(file)])
    assert told.exit_code == 0, told.output
    row = next(line for line in told.output.splitlines() if "exactly right" in line)
    assert row.rstrip("│ ").endswith("4"), "both files, two messages each"


def test_the_command_names_a_broken_line(tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["evaluate", "edits", str(written_to(tmp_path, LINE, {}))])
    assert told.exit_code == 1
    assert "edits.jsonl:2" in told.output.replace("\n", "")
