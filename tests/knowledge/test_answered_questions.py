"""Questions whose answers were marked: remembered, kept whole, learnt anew when they change."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.search.answered import (
    NOTHING,
    Answered,
    AnsweredQuestions,
    learnt,
    open_answered,
    read_answered,
)

FEE, AGE, PAPERS = "۵۰ هزار تومان", "تا ۵۰ سالگی", "documents"
QUESTIONS = (
    Answered("permit", "هزینه‌اش چقدر می‌شود", (FEE,)),
    Answered("licence", "هزینه‌اش چقدر می‌شود", ("رایگان",)),
    Answered("permit", "چقدر باید پول بدهم", (FEE,)),
    Answered("permit", "پنجاه‌ویک ساله‌ام قبول می‌کنند", (AGE,)),
    Answered("permit", "چه مدارکی می‌خواهد و هزینه‌اش چیست", (PAPERS, FEE)),
    Answered("permit", "اگر گم شود جریمه دارد", ()),
)


@pytest.fixture(scope="module")
def asked() -> AnsweredQuestions:
    return AnsweredQuestions(learnt(QUESTIONS))


def same(text: str) -> str:
    return text


def test_a_question_asked_before_has_its_answer(asked: AnsweredQuestions) -> None:
    found = asked.likeness("permit", "هزینه‌اش چقدر می‌شود")
    assert found[FEE] == pytest.approx(1.0)
    assert max(found, key=lambda answer: found[answer]) == FEE


def test_the_service_whose_question_is_likest_is_found() -> None:
    known = AnsweredQuestions(learnt([*QUESTIONS, Answered("card", "چه مدارکی می‌خواهد", (AGE,))]))
    found = known.likest(["permit", "card", "none"], "چه مدارکی می‌خواهد؟")
    assert set(found) == {"permit", "card"}
    assert found["card"] > found["permit"]
    for question in ("هزینه‌اش چقدر می‌شود", "مدارکی", ""):
        alike = known.likest(["permit"], question)["permit"]
        best = max(known.likeness("permit", question).values(), default=0.0)
        assert alike == pytest.approx(best)


def test_half_spaces_make_no_difference(asked: AnsweredQuestions) -> None:
    assert asked.likeness("permit", "هزینه اش چقدر می شود")[FEE] == pytest.approx(1.0)


def test_a_question_like_one_leads_to_its_answer(asked: AnsweredQuestions) -> None:
    found = asked.likeness("permit", "من ۵۱ ساله‌ام، قبول می‌کنند یا نه")
    assert max(found, key=lambda answer: found[answer]) == AGE


def test_that_nothing_answers_is_remembered_too(asked: AnsweredQuestions) -> None:
    found = asked.likeness("permit", "گم شود جریمه دارد؟")
    assert max(found, key=lambda answer: found[answer]) == NOTHING


def test_each_of_several_answers_is_found(asked: AnsweredQuestions) -> None:
    found = asked.likeness("permit", "چه مدارکی می‌خواهد")
    assert found[PAPERS] > found[NOTHING]
    assert FEE in found


def test_other_services_have_answers_of_their_own(asked: AnsweredQuestions) -> None:
    assert set(asked.likeness("licence", "هزینه‌اش چقدر می‌شود")) == {"رایگان"}
    assert asked.likeness("unknown", "هزینه‌اش چقدر می‌شود") == {}


@given(st.text(max_size=200))
def test_any_text_is_likest_by_a_cosine(text: str) -> None:
    asked = AnsweredQuestions(learnt(QUESTIONS))
    assert all(0 <= share <= 1.0001 for share in asked.likeness("permit", text).values())


def test_they_are_kept_and_learnt_anew_when_one_is_added(tmp_path: Path) -> None:
    file, folder = tmp_path / "questions.jsonl", tmp_path / "index"
    _write(file, QUESTIONS)
    calls: list[str] = []

    def noted(text: str) -> str:
        calls.append(text)
        return text

    first = open_answered(file, noted, folder)
    assert len(calls) == len(QUESTIONS)
    again = open_answered(file, noted, folder)
    assert len(calls) == len(QUESTIONS), "nothing is repaired twice"
    text = "هزینه‌اش چند است"
    assert again.likeness("permit", text) == first.likeness("permit", text)
    _write(file, [*QUESTIONS, Answered("permit", "کجا باید رفت", ("دفتر پیشخوان",))])
    assert "دفتر پیشخوان" in open_answered(file, noted, folder).likeness("permit", "کجا باید رفت")


def test_another_way_of_repairing_is_learnt_anew(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    _write(file, QUESTIONS)
    open_answered(file, same, tmp_path, key="one")
    other = open_answered(file, lambda text: text.replace("هزینه‌اش", "قیمتش"), tmp_path, key="two")
    assert other.likeness("permit", "قیمتش چقدر می‌شود")[FEE] == pytest.approx(1.0)


@pytest.mark.parametrize("name", ["answered.npz", "answered.json"])
def test_what_is_damaged_is_learnt_anew(tmp_path: Path, name: str) -> None:
    file = tmp_path / "questions.jsonl"
    _write(file, QUESTIONS)
    whole = open_answered(file, same, tmp_path).likeness("permit", "هزینه")
    (tmp_path / name).write_bytes(b"PK\x03\x04 cut")
    assert open_answered(file, same, tmp_path).likeness("permit", "هزینه") == whole


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    _write(file, QUESTIONS)
    assert read_answered(file) == list(QUESTIONS)


def _write(file: Path, questions: Sequence[Answered]) -> None:
    lines = (
        {"service": one.service, "question": one.question, "facts": one.answers}
        for one in questions
    )
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    file.write_text(text, encoding="utf-8")
