"""One training of a label model: batches, loss, learning rate."""

import random
from collections.abc import Iterator, Sequence

import torch
from torch import Tensor, nn
from torch.optim.lr_scheduler import LambdaLR

from knowledge.training.label_model import LabelModel
from knowledge.training.label_recipe import LabelRecipe


class Descent:
    """Makes a model better step by step."""

    def __init__(self, model: LabelModel, recipe: LabelRecipe, steps: int) -> None:
        """`steps` in all: the learning rate falls to nothing by the last one."""
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


def batches(lengths: Sequence[int], recipe: LabelRecipe, seed: int) -> Iterator[list[int]]:
    """Shuffled batches of row numbers, sentences of like length together, for every epoch."""
    shuffle = random.Random(seed)
    for _ in range(recipe.epochs):
        # Near in length, not sorted by it: labels must stay mixed.
        order = sorted(range(len(lengths)), key=lambda i: lengths[i] + shuffle.uniform(-2, 2))
        starts = list(range(0, len(order), recipe.batch))
        shuffle.shuffle(starts)
        yield from (order[start : start + recipe.batch] for start in starts)
