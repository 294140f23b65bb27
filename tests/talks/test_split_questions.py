"""Messages with several questions: lessons that hold, and cuts on messages of other writers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.repair import repair
from assistant.settings import PROJECT
from knowledge.features.questions import questions_in
from lab.talks.split_questions import judged, marked, read_asked, read_several

FROZEN = PROJECT / "tests" / "evaluation" / "several_questions.jsonl"
WORDS = ["پولش", "چنده", "؟", "کی", "میاد", ".", "میشه", "اینترنتی", "سلام", "پدرم", "،", "۳"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("پولش چنده کی میاد میشه اینترنتی", 3),
        ("مدارکش چیه و چقدر طول میکشه", 2),
        ("hazinash chande va koja bayad beram", 2),
        ("خودم باید بیام یا خانمم هم میتونه", 1),
        ("ممنون از راهنماییتون", 1),
    ],
)
def test_a_message_is_cut_behind_each_of_its_questions(text: str, count: int) -> None:
    assert len(questions_in(repair(text).text)) == count


@given(st.lists(st.sampled_from(WORDS)))
def test_no_word_is_lost_and_no_question_is_one_word(some: list[str]) -> None:
    text = " ".join(some)
    found = questions_in(text)
    assert " ".join(found).split() == text.split()
    assert len(found) < 2 or all(len(one.split()) >= 2 for one in found)


def test_the_words_of_each_question_stand_in_its_message() -> None:
    lessons = read_several()
    assert len({one.text for one in lessons}) == len(lessons)
    for one in lessons:
        told = marked(one)
        assert len(told.ends) == len(one.asks)
        assert all(0 <= end < len(told.text.split()) for end in told.ends)


def test_messages_of_other_writers_are_cut() -> None:
    """Floors are the lower ends of the intervals that were measured (.73 and .87)."""
    _, made, found = judged([one.several for one in read_asked(FROZEN)])
    assert made.hits / made.total >= 0.66
    assert found.hits / found.total >= 0.81
