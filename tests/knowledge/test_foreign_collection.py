"""Searching and scoring collections that are not the catalogue."""

import json
from pathlib import Path

import pytest

from knowledge.search.encoder import Encoder
from lab.evaluation.figures import Section
from lab.evaluation.foreign import ForeignDataError, evaluate_retrieval

DOCUMENTS = {
    "sky": "آسمان در روز آبی است، چون هوا نور آبی را بیشتر می‌پراکند.",
    "bread": "برای نان سنگک خمیر را روی سنگ‌ریزهٔ داغ پهن می‌کنند.",
    "kavir": "دشت کویر میان سمنان و اصفهان است و بارش کمی دارد.",
}


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


def write(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    return path


def documents(folder: Path) -> Path:
    rows = [{"id": id, "text": text} for id, text in DOCUMENTS.items()]
    return write(folder / "docs.jsonl", *rows)


def rates(section: Section) -> dict[str, float]:
    return {figure.name: figure.rate for figure in section.figures}


def test_what_answers_a_question_is_found(tmp_path: Path, encoder: Encoder) -> None:
    asked = [
        {"text": "چرا آسمون آبیه؟", "relevant": ["sky"]},
        {"text": "noon sangak chejoori dorost mishe", "relevant": ["bread"]},
        {"text": "دشت كوير كجاست", "relevant": ["kavir"]},
    ]
    found = evaluate_retrieval(documents(tmp_path), write(tmp_path / "q.jsonl", *asked), encoder)
    assert rates(found) == dict.fromkeys(rates(found), 1.0)


def test_a_wrong_expectation_is_counted_as_wrong(tmp_path: Path, encoder: Encoder) -> None:
    asked = write(tmp_path / "q.jsonl", {"text": DOCUMENTS["sky"], "relevant": ["bread"]})
    found = rates(evaluate_retrieval(documents(tmp_path), asked, encoder))
    assert found["hit at 1"] == 0
    assert found["hit at 5"] == 1
    assert 0.3 < found["MRR@10 (×1000)"] <= 0.5


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "q.jsonl:1: not JSON"),
        ("[1]", "q.jsonl:1: not an object"),
        ('{"text": "x"}', "`relevant` is missing"),
        ('{"text": "x", "relevant": []}', "`relevant` must be a list"),
        ('{"text": "x", "relevant": ["nowhere"]}', "no document has the id 'nowhere'"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, encoder: Encoder, line: str, says: str) -> None:
    (tmp_path / "q.jsonl").write_text(line + "\n")
    with pytest.raises(ForeignDataError, match=says.replace("[", r"\[")):
        evaluate_retrieval(documents(tmp_path), tmp_path / "q.jsonl", encoder)


def test_an_id_is_there_only_once(tmp_path: Path, encoder: Encoder) -> None:
    twice = write(tmp_path / "d.jsonl", {"id": "a", "text": "x"}, {"id": "a", "text": "y"})
    with pytest.raises(ForeignDataError, match="twice"):
        evaluate_retrieval(twice, twice, encoder)
