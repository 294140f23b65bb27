"""Teaching an encoder labels, on a tiny encoder of random weights."""

from collections.abc import Callable

import pytest
import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from knowledge.search.encoder import OWN_ENCODER, PROMPTS
from knowledge.training.export import PooledEncoder
from knowledge.training.labels import LabelRecipe, finetune_on_labels

EXAMPLES = [
    (text, label)
    for label, texts in enumerate(
        (
            ["آب قطع شده", "آب نداریم", "فشار آب کم است", "قبض آب", "آب گل‌آلود است"],
            ["گذرنامه گم شد", "تمدید گذرنامه", "گذرنامه فرزندم", "عکس گذرنامه", "گذرنامه فوری"],
        )
    )
    for text in texts
]
RECIPE = LabelRecipe(epochs=30, batch=5, learning_rate=2e-3)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(OWN_ENCODER / "tokenizer.json"))


@pytest.fixture
def bert(tokenizer: Tokenizer) -> BertModel:
    torch.manual_seed(1)
    return BertModel(
        BertConfig(
            vocab_size=tokenizer.get_vocab_size(),
            hidden_size=32,
            num_hidden_layers=2,
            num_attention_heads=2,
            intermediate_size=64,
            attn_implementation="eager",
        ),
        add_pooling_layer=False,
    )


def vectors(bert: BertModel, tokenizer: Tokenizer) -> torch.Tensor:
    encode: Callable[[str], torch.Tensor] = lambda text: torch.tensor(  # noqa: E731
        [tokenizer.encode(PROMPTS["query"] + text).ids]
    )
    model = PooledEncoder(bert.eval())
    with torch.no_grad():
        return torch.cat([model(ids := encode(t), torch.ones_like(ids)) for t, _ in EXAMPLES])


def spread(found: torch.Tensor) -> float:
    """How much nearer sentences of one label are than those of two."""
    alike = found @ found.T
    same = torch.tensor([[a == b for _, b in EXAMPLES] for _, a in EXAMPLES])
    return float(alike[same].mean() - alike[~same].mean())


def test_sentences_of_one_label_come_together(bert: BertModel, tokenizer: Tokenizer) -> None:
    before = spread(vectors(bert, tokenizer))
    steps: list[tuple[int, int]] = []
    words = bert.embeddings.word_embeddings.weight.clone()
    trained = finetune_on_labels(
        bert, tokenizer, EXAMPLES, RECIPE, lambda *done: steps.append(done)
    )
    assert spread(vectors(trained, tokenizer)) > 2 * before
    assert steps[-1] == (60, 60)
    assert torch.equal(words, trained.embeddings.word_embeddings.weight)
