"""Fine-tunes the base encoder on (question, service) pairs; word embeddings stay frozen.

Every batch has a service once, next to the services it is easily taken for. In-batch negatives
are then hard ones at no extra cost: near-duplicates of a service are pushed apart without
encoding a separate negative text.
"""

import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from datasets import Dataset
from numpy.typing import NDArray
from sentence_transformers import (
    SentenceTransformer,
    SentenceTransformerTrainer,
    SentenceTransformerTrainingArguments,
)
from sentence_transformers.base.modules import Normalize, Transformer
from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
from sentence_transformers.sentence_transformer.modules import Pooling
from tokenizers import Tokenizer
from transformers import BertModel, PreTrainedTokenizerFast

from knowledge.search.encoder import PROMPTS

_GROUP = 6
"""Services that travel together: one and its five nearest."""


class NeighbourBatches:
    """Yields lists of pair indexes; `services[i]` is the row of pair i in `similarity`.

    Every service takes part in as many rounds as the best-covered service has pairs, drawing its
    pairs in a shuffled circle, so rare services are not drowned.
    """

    def __init__(
        self, services: Sequence[int], similarity: NDArray[np.float32], size: int, seed: int
    ) -> None:
        self._pairs: dict[int, list[int]] = defaultdict(list)
        for pair, service in enumerate(services):
            self._pairs[service].append(pair)
        self._nearest = np.argsort(-similarity, axis=1)
        self._size = size
        self._seed = seed
        self._epoch = 0
        self._rounds = round(float(np.mean([len(pairs) for pairs in self._pairs.values()])))

    def set_epoch(self, epoch: int) -> None:
        """Called by the trainer; another epoch is another shuffle."""
        self._epoch = epoch

    def __len__(self) -> int:
        return self._rounds * -(-len(self._pairs) // self._size)

    def __iter__(self) -> Iterator[list[int]]:
        shuffle = random.Random(self._seed + self._epoch)
        circles = {s: shuffle.sample(p, len(p)) for s, p in self._pairs.items()}
        for turn in range(self._rounds):
            order = self._order(shuffle)
            for start in range(0, len(order), self._size):
                batch = order[start : start + self._size]
                yield [circles[s][turn % len(circles[s])] for s in batch]

    def _order(self, shuffle: random.Random) -> list[int]:
        left = set(self._pairs)
        order: list[int] = []
        for service in shuffle.sample(sorted(left), len(left)):
            if service in left:
                near = [int(s) for s in self._nearest[service] if int(s) in left][:_GROUP]
                group = list(dict.fromkeys([service, *near]))
                order += group
                left.difference_update(group)
        return order


@dataclass(frozen=True)
class Pair:
    """A repaired question and the row of the service that answers it."""

    question: str
    service: int


@dataclass(frozen=True)
class Recipe:
    """How long and how hard to train; `frozen_layers` counts from the embeddings upwards."""

    epochs: int = 2
    batch: int = 44
    learning_rate: float = 8e-5
    frozen_layers: int = 4
    temperature: float = 0.05
    tokens: int = 64
    seed: int = 128


def finetune(
    bert: BertModel,
    tokenizer: Tokenizer,
    pairs: Sequence[Pair],
    documents: Sequence[str],
    recipe: Recipe = Recipe(),
) -> BertModel:
    """Train on `pairs` against `documents`; returns the trained encoder, ready to export."""
    torch.manual_seed(recipe.seed)
    with tempfile.TemporaryDirectory() as folder:
        model = _sentence_model(bert, tokenizer, recipe, Path(folder))
        _freeze(model, recipe.frozen_layers)
        similarity = _similarity(model, documents)
        trainer = SentenceTransformerTrainer(
            model=model,
            args=_arguments(recipe, Path(folder), pairs, similarity),
            train_dataset=_dataset(pairs, documents),
            loss=MultipleNegativesRankingLoss(model, scale=1 / recipe.temperature),
        )
        trainer.train()
    trained: BertModel = model[0].auto_model
    return trained.eval()


def _sentence_model(
    bert: BertModel, tokenizer: Tokenizer, recipe: Recipe, folder: Path
) -> SentenceTransformer:
    wrapped = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="<pad>",
        unk_token="<unk>",
        bos_token="<s>",
        eos_token="</s>",
        model_max_length=recipe.tokens,
    )
    bert.save_pretrained(folder / "base")
    wrapped.save_pretrained(folder / "base")
    transformer = Transformer(str(folder / "base"), max_seq_length=recipe.tokens)
    pooling = Pooling(transformer.get_embedding_dimension(), "mean")
    return SentenceTransformer(
        modules=[transformer, pooling, Normalize()], prompts=PROMPTS, device="cpu"
    )


def _freeze(model: SentenceTransformer, layers: int) -> None:
    bert = model[0].auto_model
    frozen = [bert.embeddings, *bert.encoder.layer[:layers]]
    for module in frozen:
        for parameter in module.parameters():
            parameter.requires_grad = False


def _similarity(model: SentenceTransformer, documents: Sequence[str]) -> NDArray[np.float32]:
    vectors = model.encode(list(documents), prompt_name="document", show_progress_bar=False)
    return np.asarray(vectors @ vectors.T, np.float32)


def _dataset(pairs: Sequence[Pair], documents: Sequence[str]) -> Dataset:
    return Dataset.from_dict(
        {
            "anchor": [pair.question for pair in pairs],
            "positive": [documents[pair.service] for pair in pairs],
        }
    )


def _arguments(
    recipe: Recipe, folder: Path, pairs: Sequence[Pair], similarity: NDArray[np.float32]
) -> SentenceTransformerTrainingArguments:
    services = [pair.service for pair in pairs]

    def batches(*_: Any, **__: Any) -> NeighbourBatches:
        return NeighbourBatches(services, similarity, recipe.batch, recipe.seed)

    return SentenceTransformerTrainingArguments(
        output_dir=str(folder / "run"),
        num_train_epochs=recipe.epochs,
        per_device_train_batch_size=recipe.batch,
        learning_rate=recipe.learning_rate,
        warmup_steps=0.1,
        weight_decay=0.01,
        lr_scheduler_type="linear",
        seed=recipe.seed,
        batch_sampler=batches,
        prompts={"anchor": PROMPTS["query"], "positive": PROMPTS["document"]},
        save_strategy="no",
        logging_steps=20,
        report_to="none",
        use_cpu=True,
        dataloader_pin_memory=False,
    )
