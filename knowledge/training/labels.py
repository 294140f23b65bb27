"""Fine-tunes the base encoder on labelled sentences, so that it tells their labels by itself."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.optim.lr_scheduler import LambdaLR
from transformers import BertModel

from knowledge.training.layers import FrozenLower, pooled

Example = tuple[str, str]
"""A repaired text and its label; a label may have a part («complain/delay»)."""
Progress = Callable[[int, int], None]
"""Called with (steps done, steps in all)."""


@dataclass(frozen=True)
class LabelRecipe:
    """How long and how hard to train.

    `sharpness` scales cosines into logits. `parts` weighs the loss of whole labels against that of
    what stands before the slash. `frozen_layers` counts from the word embeddings upwards.
    """

    epochs: int = 4
    batch: int = 32
    learning_rate: float = 3e-4
    warm_up: float = 0.1
    smoothing: float = 0.1
    sharpness: float = 16.0
    parts: float = 0.5
    frozen_layers: int = 4
    tokens: int = 48
    seed: int = 128


class LabelModel(nn.Module):
    """Token ids and mask in; log-probabilities out, of labels without their part and of whole ones.

    `acts` and `labels` name the columns of the first and the second output.
    """

    def __init__(self, bert: BertModel, labels: Sequence[str], sharpness: float) -> None:
        super().__init__()
        self.bert = bert
        self.labels = sorted(set(labels))
        self.acts = sorted({_act(label) for label in labels})
        width = bert.config.hidden_size
        self._of_acts = nn.Parameter(torch.randn(len(self.acts), width) * 0.02)
        self._of_labels = nn.Parameter(torch.randn(len(self.labels), width) * 0.02)
        self._sharpness = sharpness

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> tuple[Tensor, Tensor]:
        """Both heads, shapes (rows, acts) and (rows, labels)."""
        hidden = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        acts, labels = self.heads(pooled(hidden, attention_mask))
        return acts.log_softmax(-1), labels.log_softmax(-1)

    def heads(self, vectors: Tensor) -> tuple[Tensor, Tensor]:
        """Sharpened cosines between sentence vectors and one direction for each label."""
        acts, labels = (
            nn.functional.normalize(d, dim=-1) for d in (self._of_acts, self._of_labels)
        )
        return self._sharpness * vectors @ acts.T, self._sharpness * vectors @ labels.T

    def targets(self, labels: Sequence[str]) -> tuple[Tensor, Tensor]:
        """The columns of `labels` in both outputs."""
        acts = [self.acts.index(_act(label)) for label in labels]
        return torch.tensor(acts), torch.tensor([self.labels.index(label) for label in labels])


def _act(label: str) -> str:
    return label.partition("/")[0]


def train_labels(
    bert: BertModel,
    tokenizer: Tokenizer,
    examples: Sequence[Example],
    recipe: LabelRecipe = LabelRecipe(),
    progress: Progress | None = None,
) -> LabelModel:
    """Train the upper layers of `bert` and a direction for each label of `examples`.

    What the frozen lower layers say of a sentence never changes, so it is computed once.
    """
    torch.manual_seed(recipe.seed)
    model = LabelModel(bert, [label for _, label in examples], recipe.sharpness)
    lower = FrozenLower(bert, tokenizer, recipe.frozen_layers, recipe.tokens)
    sentences = lower.states([text for text, _ in examples])
    steps = recipe.epochs * -(-len(examples) // recipe.batch)
    descent = _Descent(model, recipe, steps)
    for step, rows in enumerate(_batches([len(s) for s in sentences], recipe), 1):
        told = model.heads(lower.vectors([sentences[row] for row in rows]))
        descent.step(told, model.targets([examples[row][1] for row in rows]))
        if progress:
            progress(step, steps)
    return model.eval()


class _Descent:
    """Makes a model better step by step."""

    def __init__(self, model: LabelModel, recipe: LabelRecipe, steps: int) -> None:
        model.train()
        self._recipe = recipe
        self._learnt = nn.ParameterList(p for p in model.parameters() if p.requires_grad)
        self._optimizer = torch.optim.AdamW(self._learnt, recipe.learning_rate, weight_decay=0.01)
        self._rate = LambdaLR(self._optimizer, lambda step: _rate(step, steps, recipe.warm_up))
        self._loss = nn.CrossEntropyLoss(label_smoothing=recipe.smoothing)

    def step(self, told: tuple[Tensor, Tensor], right: tuple[Tensor, Tensor]) -> None:
        """One batch: outputs of both heads, and their right columns."""
        acts, labels = (self._loss(*pair) for pair in zip(told, right, strict=True))
        self._optimizer.zero_grad()
        (acts + self._recipe.parts * labels).backward()
        nn.utils.clip_grad_norm_(self._learnt, 1.0)
        self._optimizer.step()
        self._rate.step()


def _rate(step: int, steps: int, warm_up: float) -> float:
    """Share of the learning rate: up from nothing, then down to nothing."""
    warm = max(1, round(warm_up * steps))
    return step / warm if step < warm else max(0.0, (steps - step) / max(1, steps - warm))


def _batches(lengths: Sequence[int], recipe: LabelRecipe) -> Iterator[list[int]]:
    """Shuffled batches of row numbers, sentences of like length together, for every epoch."""
    shuffle = random.Random(recipe.seed)
    for _ in range(recipe.epochs):
        # Near in length, not sorted by it: labels must stay mixed.
        order = sorted(range(len(lengths)), key=lambda i: lengths[i] + shuffle.uniform(-2, 2))
        starts = list(range(0, len(order), recipe.batch))
        shuffle.shuffle(starts)
        yield from (order[start : start + recipe.batch] for start in starts)
