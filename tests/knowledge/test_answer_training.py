"""Teaching an encoder which of several answers fits a question, on a tiny one of random weights."""

import json
import random
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch

from knowledge.features.answers import ANSWERING, ASKED, MOST_TOKENS, AnswerEncoder, shortened
from knowledge.features.sentences import MODEL_FILE
from lab.training.answers import (
    AnswerLesson,
    AnswerModel,
    AnswerRecipe,
    _School,
    train_answers,
)
from lab.training.base_encoder import BaseEncoder
from lab.training.encoders import make_answer_encoder
from lab.training.export import OUTLIERS, export_lower_int8
from lab.training.layers import FrozenLower, padded

NOTHING = "هیچ‌کدام"
PASSPORT = ("هزینه: ۵۰۰ هزار تومان", "مدارک: شناسنامه", "زمان انجام: ده روز", NOTHING)
CARD = ("هزینه: رایگان", "مدارک: دو قطعه عکس", "کجا: دفتر پیشخوان", NOTHING)
ASKS = {
    "هزینه": ["چقدر پول می‌خواهد", "چند تومان است", "پولی است؟"],
    "مدارک": ["چه چیزی بیاورم", "شناسنامه لازم است", "عکس هم می‌خواهد؟"],
    "زمان": ["چند روز طول می‌کشد", "کی آماده می‌شود"],
    "کجا": ["کجا بروم", "نشانی‌اش را بگو"],
    "": ["هوا چطور است", "ماشین دارم", "سلام خوبی"],
}


def lesson(question: str, aspect: str, answers: tuple[str, ...]) -> AnswerLesson:
    right = [float(bool(aspect) and one.startswith(aspect)) for one in answers]
    if not any(right):
        right[-1] = 1.0
    return AnswerLesson(question, answers, right, always=[len(answers) - 1])


LESSONS = [
    lesson(question, aspect, answers)
    for answers in (PASSPORT, CARD)
    for aspect, questions in ASKS.items()
    for question in questions
]
RECIPE = AnswerRecipe(
    epochs=40,
    batch=5,
    answers=3,
    learning_rate=3e-3,
    head_rate=1e-2,
    cutoff=0.0,
    frozen_layers=1,
    depth=3,
)


@pytest.fixture(scope="module")
def lower(base: BaseEncoder, tmp_path_factory: pytest.TempPathFactory) -> FrozenLower:
    folder = tmp_path_factory.mktemp("lower")
    export_lower_int8(base.bert, RECIPE.frozen_layers, folder)
    return FrozenLower(folder, base.tokenizer, MOST_TOKENS)


@pytest.fixture(scope="module")
def model(
    base: BaseEncoder, lower: FrozenLower, bert_before: object, steps: list[tuple[int, int]]
) -> AnswerModel:
    return train_answers(base.bert, lower, LESSONS, RECIPE, lambda *done: steps.append(done))


@pytest.fixture(scope="module")
def written(base: BaseEncoder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written")
    make_answer_encoder(base, LESSONS, folder, RECIPE)
    return folder


def row(lower: FrozenLower, question: str, answer: str) -> tuple[torch.Tensor, torch.Tensor]:
    """The tokens of a question and an answer behind it, and which of them are of the answer."""
    asked, told = (lower.begun(one, shortened) for one in (ASKED + question, ANSWERING + answer))
    of_answer = torch.cat([torch.zeros(len(asked)), torch.ones(len(told))])
    return torch.cat([asked, told]), of_answer


def scores(model: AnswerModel, lower: FrozenLower, one: AnswerLesson) -> torch.Tensor:
    rows = (row(lower, one.question, answer) for answer in one.answers)
    with torch.no_grad():
        told = [model(states[None], of_answer[None]) for states, of_answer in rows]
    return torch.cat(told)


def test_it_learns_which_of_several_answers_is_right(
    model: AnswerModel, lower: FrozenLower
) -> None:
    for one in LESSONS:
        shares = scores(model, lower, one).softmax(0)
        assert shares[one.right.index(1.0)] > 0.8, one


def test_padding_leaves_no_trace(model: AnswerModel, lower: FrozenLower) -> None:
    rows = [row(lower, "چند تومان است", PASSPORT[0]), row(lower, "پولی است؟", NOTHING)]
    states, shown = padded([one for one, _ in rows])
    of_answer, _ = padded([one for _, one in rows])
    with torch.no_grad():
        together = model(states, of_answer, shown)
        alone = torch.cat([model(one[None], of[None]) for one, of in rows])
    assert torch.allclose(together, alone, atol=1e-4)


def test_it_begins_with_what_is_alike(base: BaseEncoder, lower: FrozenLower) -> None:
    torch.manual_seed(1)
    fresh = AnswerModel(base.bert, RECIPE).eval()
    with torch.no_grad():
        fresh._each.zero_()
    told = scores(fresh, lower, AnswerLesson("مدارک", ["مدارک", "هزینه", "ماشین"], [1, 0, 0]))
    assert (told <= RECIPE.sharpness + 1e-3).all()
    assert int(told.argmax()) == 0


def test_the_same_seed_gives_the_same_model_and_another_one_another(
    base: BaseEncoder, lower: FrozenLower
) -> None:
    short = replace(RECIPE, epochs=2)

    def weights(recipe: AnswerRecipe) -> dict[str, torch.Tensor]:
        return train_answers(base.bert, lower, LESSONS, recipe).state_dict()

    first, again, other = weights(short), weights(short), weights(replace(short, seed=1))
    assert all(torch.equal(first[name], again[name]) for name in first)
    assert not any(torch.equal(first[name], other[name]) for name in ("_alike", "_each"))


def test_progress_ends_at_the_last_step(model: AnswerModel, steps: list[tuple[int, int]]) -> None:
    batches = -(-len(LESSONS) // RECIPE.batch)
    assert [done for done, _ in steps] == list(range(1, RECIPE.epochs * batches + 1))
    assert {total for _, total in steps} == {RECIPE.epochs * batches}


def test_the_base_stays(
    model: AnswerModel, base: BaseEncoder, bert_before: dict[str, torch.Tensor]
) -> None:
    after = dict(base.bert.named_parameters())
    assert all(torch.equal(after[name], value) for name, value in bert_before.items())


# What is shown at a time


MANY = AnswerLesson("چند؟", [f"جواب {n}" for n in range(9)], [0, 1, 0, 0, 1, 0, 0, 0, 0], [8])


@pytest.mark.parametrize("answers", [1, 3, 5, 20])
def test_what_is_right_and_what_is_always_there_are_in_every_round(
    lower: FrozenLower, answers: int
) -> None:
    school = _School(lower, [MANY], replace(RECIPE, answers=answers, epochs=20))
    seen = set()
    for (one,) in school.batches():
        assert len(one.rows) == len(one.of_answer) == max(3, min(answers, 9))
        assert one.right.tolist() == [0.5, 0.5, *[0.0] * (len(one.rows) - 2)]
        seen.add(len(one.rows))
        for states, of_answer in zip(one.rows, one.of_answer, strict=True):
            assert len(states) == len(of_answer)
    assert len(seen) == 1


def test_the_others_are_shown_by_chance(lower: FrozenLower) -> None:
    school = _School(lower, [MANY], RECIPE)
    shown = {number for _ in range(60) for number in school._chosen(replace(MANY, right=[0] * 9))}
    assert shown == set(range(9))


def test_every_epoch_has_every_question_once(lower: FrozenLower) -> None:
    recipe = replace(RECIPE, epochs=3, cutoff=0.0)
    sizes = [len(batch) for batch in _School(lower, LESSONS, recipe).batches()]
    assert sum(sizes) == 3 * len(LESSONS)
    assert max(sizes) == recipe.batch


# The written encoder


def test_the_written_encoder_gives_the_same_scores(
    written: Path, model: AnswerModel, lower: FrozenLower
) -> None:
    nodes = {node.name: node.op_type for node in onnx.load(written / MODEL_FILE).graph.node}
    assert nodes[OUTLIERS.removeprefix("/members.{member}")] == "MatMul"
    encoder = AnswerEncoder(written)
    for one in LESSONS:
        exact = scores(model, lower, one).numpy()
        told = encoder.scores(one.question, one.answers)
        assert told.dtype == np.float32
        assert told == pytest.approx(exact, abs=0.05 * float(np.ptp(exact)))
        assert int(told.argmax()) == one.right.index(1.0)


def test_an_answer_has_its_score_in_any_company(written: Path) -> None:
    encoder = AnswerEncoder(written)
    answers = [*PASSPORT, *CARD]
    random.Random(1).shuffle(answers)
    together = encoder.scores("چند تومان است", answers)
    alone = [float(AnswerEncoder(written).scores("چند تومان است", [one])[0]) for one in answers]
    assert together.tolist() == alone
    assert encoder.scores("چند تومان است", answers).tolist() == alone, "answers are kept"
    assert encoder.scores("چند تومان است", []).tolist() == []


def test_a_long_text_loses_its_middle() -> None:
    tokens = list(range(200))
    left = shortened(tokens)
    assert len(left) == MOST_TOKENS
    assert (left[:5], left[-5:]) == (tokens[:5], tokens[-5:]), "the wish often comes last"
    assert shortened(tokens[:MOST_TOKENS]) == tokens[:MOST_TOKENS]
    assert shortened([]) == []


def test_the_middle_of_a_long_question_does_not_count(written: Path) -> None:
    encoder = AnswerEncoder(written)
    some, other = (
        " ".join(["چند تومان است"] * 30 + [middle] * 5 + ["چه چیزی بیاورم"] * 30)
        for middle in ("ماشین دارم", "هوا چطور است")
    )
    assert encoder.scores(some, PASSPORT).tolist() == encoder.scores(other, PASSPORT).tolist()


def test_the_recipe_is_kept(written: Path) -> None:
    kept = json.loads((written / "recipe.json").read_text(encoding="utf-8"))
    assert AnswerRecipe(**kept) == RECIPE
    assert kept == asdict(RECIPE)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"lower\.onnx"):
        AnswerEncoder(tmp_path)
