"""Fine-tunes the base encoder on labelled sentences, for the act pipeline on foreign data."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.optim.lr_scheduler import LambdaLR
from transformers import BertModel

from knowledge.search.encoder import PROMPTS
from knowledge.training.export import PooledEncoder

Example = tuple[str, int]
"""A repaired text and its label, 0 or more."""
Progress = Callable[[int, int], None]
"""Called with (steps done, steps in all)."""


@dataclass(frozen=True)
class LabelRecipe:
    """How long and how hard to train; `sharpness` scales cosines into logits."""

    epochs: int = 4
    batch: int = 48
    learning_rate: float = 2e-4
    warm_up: float = 0.1
    smoothing: float = 0.1
    sharpness: float = 16.0
    tokens: int = 48
    seed: int = 128


def finetune_on_labels(
    bert: BertModel,
    tokenizer: Tokenizer,
    examples: Sequence[Example],
    recipe: LabelRecipe = LabelRecipe(),
    progress: Progress | None = None,
) -> BertModel:
    """Train `bert` so that a linear classifier tells the labels of `examples`.

    Word embeddings stay as they are. The classifier that trained along is thrown away.
    """
    torch.manual_seed(recipe.seed)
    for parameter in bert.embeddings.parameters():
        parameter.requires_grad = False
    labels = 1 + max(label for _, label in examples)
    model = _Classifier(bert, labels, recipe.sharpness).train()
    optimizer = torch.optim.AdamW(
        [p for p in model.parameters() if p.requires_grad], recipe.learning_rate, weight_decay=0.01
    )
    steps = recipe.epochs * -(-len(examples) // recipe.batch)
    schedule = LambdaLR(optimizer, lambda step: _rate(step, steps, recipe.warm_up))
    loss_of = nn.CrossEntropyLoss(label_smoothing=recipe.smoothing)
    for step, (ids, mask, target) in enumerate(_batches(tokenizer, examples, recipe), 1):
        optimizer.zero_grad()
        loss_of(model(ids, mask), target).backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        if progress:
            progress(step, steps)
    return bert.eval()


class _Classifier(nn.Module):
    """Cosines of a sentence with one direction for each label, sharpened."""

    def __init__(self, bert: BertModel, labels: int, sharpness: float) -> None:
        super().__init__()
        self.encoder = PooledEncoder(bert)
        self.directions = nn.Parameter(torch.randn(labels, bert.config.hidden_size) * 0.02)
        self.sharpness = sharpness

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        directions = nn.functional.normalize(self.directions, dim=-1)
        logits: Tensor = self.sharpness * self.encoder(ids, mask) @ directions.T
        return logits


def _rate(step: int, steps: int, warm_up: float) -> float:
    """Share of the learning rate: up from nothing, then down to nothing."""
    warm = max(1, round(warm_up * steps))
    return step / warm if step < warm else max(0.0, (steps - step) / max(1, steps - warm))


def _batches(
    tokenizer: Tokenizer, examples: Sequence[Example], recipe: LabelRecipe
) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
    """Shuffled batches of every epoch, sentences of like length together."""
    shuffle = random.Random(recipe.seed)
    rows = [tokenizer.encode(PROMPTS["query"] + text).ids[: recipe.tokens] for text, _ in examples]
    for _ in range(recipe.epochs):
        # Near in length, not sorted by it: labels must stay mixed.
        order = sorted(range(len(rows)), key=lambda i: len(rows[i]) + shuffle.uniform(-2, 2))
        starts = list(range(0, len(order), recipe.batch))
        shuffle.shuffle(starts)
        for start in starts:
            picked = order[start : start + recipe.batch]
            yield _padded([rows[i] for i in picked], [examples[i][1] for i in picked])


def _padded(rows: Sequence[list[int]], labels: Sequence[int]) -> tuple[Tensor, Tensor, Tensor]:
    width, pad = max(map(len, rows)), 1
    ids = torch.tensor([row + [pad] * (width - len(row)) for row in rows])
    mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows])
    return ids, mask, torch.tensor(labels)
