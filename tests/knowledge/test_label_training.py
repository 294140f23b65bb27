"""Teaching an encoder labels, on a tiny encoder of random weights."""

from pathlib import Path

import onnx
import pytest
import torch

from knowledge.features.labels import MOST_CONTEXT_TOKENS, NOTHING, LabelEncoder
from knowledge.features.sentences import MODEL_FILE
from knowledge.search.encoder import PROMPTS
from lab.training.base_encoder import BaseEncoder
from lab.training.descent import LabelRecipe
from lab.training.encoders import make_label_encoder
from lab.training.export import OUTLIERS, export_lower_int8
from lab.training.labels import (
    LabelLesson,
    LabelModel,
    act_of,
    columns_of,
    targets,
    train_labels,
)
from lab.training.layers import FrozenLower, cut_off, padded

SENTENCES = [
    LabelLesson(text, label)
    for label, texts in {
        "water/off": ["آب قطع شده", "آب نداریم", "فشار آب کم است"],
        "water/bill": ["قبض آب", "قبض زیاد آمده", "پول قبض را دادم"],
        "passport": ["گذرنامه گم شد", "تمدید گذرنامه", "عکس گذرنامه", "گذرنامه فوری"],
    }.items()
    for text in texts
]
CHOOSING, WRITING = "انتخاب | کدام‌یک منظورتان است؟", "کدام شهر | شکایت"
TURNS = [
    LabelLesson(text, context=context, commands={command: 1.0}, aspects=aspects)
    for text in ("اولی", "همان", "قم")
    for context, command, aspects in (
        (CHOOSING, "choose", ["fee"]),
        (WRITING, "answer", []),
    )
]
LESSONS = [*SENTENCES, *TURNS]
RECIPE = LabelRecipe(
    epochs=40, batch=6, learning_rate=3e-3, frozen_layers=1, depths=(2, 3), context_cutoff=0.0
)


@pytest.fixture(scope="module")
def lower(base: BaseEncoder, tmp_path_factory: pytest.TempPathFactory) -> FrozenLower:
    folder = tmp_path_factory.mktemp("lower")
    export_lower_int8(base.bert, RECIPE.frozen_layers, folder)
    return FrozenLower(folder, base.tokenizer, RECIPE.tokens, RECIPE.context_tokens)


@pytest.fixture(scope="module")
def model(
    base: BaseEncoder, lower: FrozenLower, bert_before: object, steps: list[tuple[int, int]]
) -> LabelModel:
    return train_labels(base.bert, lower, LESSONS, RECIPE, lambda *done: steps.append(done))


def rows(lower: FrozenLower, lesson: LabelLesson) -> tuple[torch.Tensor, torch.Tensor]:
    """The tokens of a lesson as a batch of one, and which of them are of its context."""
    text = lower.states(lesson.text)
    states = torch.cat([text, lower.context(lesson.context)]) if lesson.context else text
    of_context = (torch.arange(len(states)) >= len(text)).float()
    return states.unsqueeze(0), of_context.unsqueeze(0)


def told(model: LabelModel, lower: FrozenLower, lesson: LabelLesson) -> dict[str, torch.Tensor]:
    with torch.no_grad():
        return dict(zip(model.columns, model(*rows(lower, lesson)), strict=True))


def test_it_tells_the_labels_it_has_learnt(model: LabelModel, lower: FrozenLower) -> None:
    for lesson in SENTENCES:
        found = told(model, lower, lesson)
        assert model.columns["acts"][int(found["acts"].argmax())] == act_of(lesson)
        assert model.columns["labels"][int(found["labels"].argmax())] == lesson.label
        assert float(found["labels"].exp().sum()) == pytest.approx(1)


def test_what_a_message_does_is_told_by_its_context(model: LabelModel, lower: FrozenLower) -> None:
    for lesson in TURNS:
        found = told(model, lower, lesson)
        command = model.columns["commands"][int(found["commands"].argmax())]
        assert {command: 1.0} == lesson.commands
        aspect = model.columns["aspects"][int(found["aspects"].argmax())]
        assert [aspect] == (lesson.aspects or [NOTHING])


def test_every_head_of_every_member_is_asked(model: LabelModel, lower: FrozenLower) -> None:
    inputs = rows(lower, TURNS[0])
    with torch.no_grad():
        joined, *_ = model(*inputs)
        heads = [heads[0].log_softmax(-1) for member in model.members for heads in member(*inputs)]
    assert len(heads) == RECIPE.members * len(RECIPE.depths)
    assert len({tuple(head.flatten().tolist()) for head in heads}) == len(heads)
    assert torch.allclose(joined, torch.stack(heads).mean(0).log_softmax(-1))


def test_padding_leaves_no_trace(model: LabelModel, lower: FrozenLower) -> None:
    both = [rows(lower, lesson) for lesson in (LabelLesson("آب"), TURNS[1])]
    states, shown = padded([one[0] for one, _ in both])
    of_context, _ = padded([one[0] for _, one in both])
    member = model.members[0]
    with torch.no_grad():
        together = member(states, of_context, shown)[-1][0]
        alone = torch.cat([member(*one)[-1][0] for one in both])
    assert torch.allclose(together, alone, atol=1e-4)


def test_progress_ends_at_the_last_step(model: LabelModel, steps: list[tuple[int, int]]) -> None:
    batches = -(-len(LESSONS) // RECIPE.batch)
    assert steps[-1] == (RECIPE.members * RECIPE.epochs * batches,) * 2


def test_the_base_stays(
    model: LabelModel, base: BaseEncoder, bert_before: dict[str, torch.Tensor]
) -> None:
    after = dict(base.bert.named_parameters())
    assert all(torch.equal(after[name], value) for name, value in bert_before.items())


@pytest.fixture(scope="module")
def written(base: BaseEncoder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written")
    make_label_encoder(base, LESSONS, folder, RECIPE)
    return folder


def test_the_written_encoder_holds_the_same_opinion(written: Path) -> None:
    nodes = {node.name: node.op_type for node in onnx.load(written / MODEL_FILE).graph.node}
    assert all(nodes[OUTLIERS.format(member=n)] == "MatMul" for n in range(RECIPE.members))
    encoder = LabelEncoder(written)
    for lesson in SENTENCES:
        opinion = encoder.opinion(PROMPTS["query"] + lesson.text)
        assert max(opinion.labels, key=opinion.labels.__getitem__) == lesson.label
        assert set(opinion.acts) == {"water", "passport"}
        assert set(opinion.aspects) == {"fee", NOTHING}


def test_the_written_encoder_hears_the_context(written: Path) -> None:
    encoder = LabelEncoder(written)
    for lesson in TURNS:
        begun = encoder.begin(PROMPTS["query"] + lesson.text)
        opinion = encoder.opinion_on(begun, encoder.begin_context(lesson.context))
        assert {max(opinion.commands, key=opinion.commands.__getitem__): 1.0} == lesson.commands


def test_a_long_context_is_cut_where_it_was_cut_in_training(written: Path) -> None:
    encoder = LabelEncoder(written)
    begun = encoder.begin(f"{PROMPTS['query']}اولی")
    long = encoder.begin_context(" ".join([CHOOSING] * 30))
    longer = encoder.begin_context(" ".join([CHOOSING] * 60))
    assert encoder.opinion_on(begun, long) == encoder.opinion_on(begun, longer)
    assert LabelRecipe().context_tokens == MOST_CONTEXT_TOKENS


def test_acts_and_labels_travel_to_another_process(written: Path) -> None:
    here, there = LabelEncoder(written), LabelEncoder(written)
    opinion = here.opinion(f"{PROMPTS['query']}قبض آب")
    sent = there.unpacked(here.packed(opinion))
    assert sent is not None
    assert (sent.acts, sent.labels) == (opinion.acts, opinion.labels)
    assert (sent.commands, sent.aspects) == ({}, {})
    assert there.unpacked(here.packed(opinion)[:-4]) is None


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"lower\.onnx"):
        LabelEncoder(tmp_path)


def test_only_heads_that_are_taught_have_columns() -> None:
    assert columns_of(SENTENCES) == {
        "acts": ["passport", "water"],
        "labels": ["passport", "water/bill", "water/off"],
    }
    assert columns_of([LabelLesson("خب", act="greet", aspects=())]) == {
        "acts": ["greet"],
        "aspects": [NOTHING],
    }


def test_what_is_not_known_teaches_nothing() -> None:
    lessons = [
        LabelLesson("آب", "water/off"),
        LabelLesson(
            "این", act="water", commands={"find": 0.75, "thank": 0.25}, aspects=["fee", "who"]
        ),
        LabelLesson("خب", aspects=[]),
    ]
    columns = columns_of(lessons)
    right = dict(zip(columns, targets(lessons, columns), strict=True))
    assert right["acts"][:2].tolist() == [[1.0], [1.0]]
    assert right["labels"].isnan().all(1).tolist() == [False, True, True]
    assert right["commands"].isnan().all(1).tolist() == [True, False, True]
    assert right["commands"][1].tolist() == [0.75, 0.25]
    assert columns["aspects"] == ["fee", NOTHING, "who"]
    assert right["aspects"][0].isnan().all()
    assert right["aspects"][1:].tolist() == [[0.5, 0.0, 0.5], [0.0, 1.0, 0.0]]


def test_a_share_of_the_tokens_is_cut_off() -> None:
    torch.manual_seed(1)
    state = torch.arange(1003.0).unsqueeze(1)
    rest = cut_off(state, 0.2)[:, 0].tolist()
    assert rest[:2] == [0, 1]
    assert rest[-1] == 1002
    assert rest == sorted(rest)
    assert len(rest) == pytest.approx(800, abs=50)


def test_nothing_is_cut_off_of_the_shortest() -> None:
    assert len(cut_off(torch.zeros(3, 4), 1.0)) == 3
