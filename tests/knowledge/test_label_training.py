"""Teaching an encoder labels, on a tiny encoder of random weights."""

from pathlib import Path

import onnx
import pytest
import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from knowledge.features.labels import LabelEncoder
from knowledge.features.sentences import MODEL_FILE
from knowledge.search.encoder import OWN_ENCODER, PROMPTS
from knowledge.training.act_encoder import make_label_encoder
from knowledge.training.base import Base
from knowledge.training.export import OUTLIERS, export_lower_int8
from knowledge.training.label_model import LabelModel
from knowledge.training.label_recipe import LabelRecipe
from knowledge.training.labels import train_labels
from knowledge.training.layers import FrozenLower, cut_off, padded

EXAMPLES = [
    (text, label)
    for label, texts in {
        "water/off": ["آب قطع شده", "آب نداریم", "فشار آب کم است"],
        "water/bill": ["قبض آب", "قبض زیاد آمده", "پول قبض را دادم"],
        "passport": ["گذرنامه گم شد", "تمدید گذرنامه", "عکس گذرنامه", "گذرنامه فوری"],
    }.items()
    for text in texts
]
RECIPE = LabelRecipe(epochs=30, batch=5, learning_rate=3e-3, frozen_layers=1, depths=(2, 3))


@pytest.fixture(scope="module")
def base() -> Base:
    tokenizer = Tokenizer.from_file(str(OWN_ENCODER / "tokenizer.json"))
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=32,
        num_hidden_layers=4,
        num_attention_heads=2,
        intermediate_size=64,
        attn_implementation="eager",
    )
    return Base(BertModel(config, add_pooling_layer=False), tokenizer)


@pytest.fixture(scope="module")
def bert_before(base: Base) -> dict[str, torch.Tensor]:
    return {name: p.clone() for name, p in base.bert.named_parameters()}


@pytest.fixture(scope="module")
def lower(base: Base, tmp_path_factory: pytest.TempPathFactory) -> FrozenLower:
    folder = tmp_path_factory.mktemp("lower")
    export_lower_int8(base.bert, RECIPE.frozen_layers, folder)
    return FrozenLower(folder, base.tokenizer, RECIPE.tokens)


@pytest.fixture(scope="module")
def steps() -> list[tuple[int, int]]:
    return []


@pytest.fixture(scope="module")
def model(
    base: Base, lower: FrozenLower, bert_before: object, steps: list[tuple[int, int]]
) -> LabelModel:
    return train_labels(base.bert, lower, EXAMPLES, RECIPE, lambda *done: steps.append(done))


def test_it_tells_the_labels_it_has_learnt(model: LabelModel, lower: FrozenLower) -> None:
    for text, label in EXAMPLES:
        with torch.no_grad():
            acts, labels = model(lower.states(text).unsqueeze(0))
        assert model.acts[int(acts.argmax())] == label.partition("/")[0]
        assert model.labels[int(labels.argmax())] == label
        assert float(labels.exp().sum()) == pytest.approx(1)


def test_every_head_of_every_member_is_asked(model: LabelModel, lower: FrozenLower) -> None:
    states = lower.states("آب قطع شده").unsqueeze(0)
    with torch.no_grad():
        told, _ = model(states)
        heads = [acts.log_softmax(-1) for member in model.members for acts, _ in member(states)]
    assert len(heads) == RECIPE.members * len(RECIPE.depths)
    assert len({tuple(head.flatten().tolist()) for head in heads}) == len(heads)
    assert torch.allclose(told, torch.stack(heads).mean(0).log_softmax(-1))


def test_padding_leaves_no_trace(model: LabelModel, lower: FrozenLower) -> None:
    states = [lower.states(text) for text in ("آب", "گذرنامه‌ام را گم کرده‌ام و عجله دارم")]
    member = model.members[0]
    with torch.no_grad():
        together = member(*padded(states))[-1][0]
        alone = torch.cat([member(state.unsqueeze(0))[-1][0] for state in states])
    assert torch.allclose(together, alone, atol=1e-4)


def test_progress_ends_at_the_last_step(model: LabelModel, steps: list[tuple[int, int]]) -> None:
    assert steps[-1] == (120, 120)


def test_the_base_stays(
    model: LabelModel, base: Base, bert_before: dict[str, torch.Tensor]
) -> None:
    after = dict(base.bert.named_parameters())
    assert all(torch.equal(after[name], value) for name, value in bert_before.items())


def test_the_written_encoder_holds_the_same_opinion(base: Base, tmp_path: Path) -> None:
    make_label_encoder(base, EXAMPLES, tmp_path, RECIPE)
    nodes = {node.name: node.op_type for node in onnx.load(tmp_path / MODEL_FILE).graph.node}
    assert all(nodes[OUTLIERS.format(member=n)] == "MatMul" for n in range(RECIPE.members))
    encoder = LabelEncoder(tmp_path)
    for text, label in EXAMPLES:
        opinion = encoder.opinion(PROMPTS["query"] + text)
        assert max(opinion.labels, key=opinion.labels.__getitem__) == label
        assert set(opinion.acts) == {"water", "passport"}


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"lower\.onnx"):
        LabelEncoder(tmp_path)


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
