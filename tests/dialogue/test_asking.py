"""Questions about filing amid a complaint: heard in any part of a message, told from telling."""

import json
from collections import Counter

import pytest

from assistant.dialogue.asking import ASKS
from assistant.dialogue.decide import decide
from assistant.dialogue.draft import Draft, Part
from assistant.dialogue.policy.moves import Move
from assistant.dialogue.state import State
from assistant.dialogue.things import Asked, Open
from assistant.dialogue.understand import Understander
from assistant.language.pii import mask
from assistant.settings import PROJECT
from lab.talks.complaint_lessons import read_asking_lessons

FRESH = PROJECT / "tests" / "evaluation" / "fresh_amid.jsonl"


def drafting(told: str) -> State:
    draft = Draft(parts=(Part(text=told),), agency="shahrdari", city="قم", province="قم")
    return State(draft=draft, asked=Asked(kind=Open.CONFIRM), said=told)


DRAFT = drafting("شهرداری سه ماه است چالهٔ کوچهٔ ما را پر نکرده")


@pytest.mark.parametrize(
    ("text", "asking"),
    [
        ("عکس هم دارم. کی جواب میدن؟", "کی جواب میدن"),
        ("اسم من معلوم میشه؟ تازه دیروز هم یه موتوری افتاد توش", "اسم من معلوم میشه"),
    ],
)
def test_the_part_that_asks_is_answered_and_the_rest_is_written(
    understander: Understander, text: str, asking: str
) -> None:
    heard = understander.understand(text, DRAFT)
    assert [piece.text for piece in heard.pieces if piece.asks >= ASKS] == [asking]
    decision = decide(DRAFT, heard)
    assert decision.move is Move.PROCESS
    assert decision.then is not None
    assert decision.then.move is Move.EDIT


def test_fresh_questions_amid_a_complaint_are_answered(understander: Understander) -> None:
    """The floors are the ends of the intervals of .79 of 120 and of 4 of 30."""
    counted = Counter[str]()
    for line in FRESH.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        state = drafting(mask(row["draft"]).text)
        heard = understander.understand(mask(row["text"]).text, state)
        is_answered = decide(state, heard).move is Move.PROCESS
        right = {row["topic"], *row["also"]}
        if not row["topic"]:
            counted["told"] += 1
            counted["taken for a question"] += is_answered
        else:
            counted["asked"] += 1
            counted["right"] += is_answered and bool(heard.about and heard.about.topic.id in right)
    assert counted["right"] >= 0.72 * counted["asked"], counted
    assert counted["taken for a question"] <= 0.3 * counted["told"], counted


def test_what_asks_in_a_lesson_stands_in_its_message() -> None:
    for lesson in read_asking_lessons():
        assert all(asked in lesson.message for asked in lesson.asks), lesson


def test_no_fresh_question_is_a_lesson() -> None:
    lessons = {lesson.message for lesson in read_asking_lessons()}
    fresh = {json.loads(line)["text"] for line in FRESH.read_text("utf-8").splitlines()}
    assert not lessons & fresh


@pytest.mark.parametrize("text", ["مدارک گذرنامه چیه؟", "هزینهٔ کارت ملی المثنی چنده؟"])
def test_a_question_about_a_service_is_none_about_filing(
    understander: Understander, text: str
) -> None:
    heard = understander.understand(text, DRAFT)
    assert heard.asks < ASKS
    assert decide(DRAFT, heard).move is not Move.PROCESS
