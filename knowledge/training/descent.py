"""One training: batches, loss, learning rate."""

import random
from collections.abc import Iterator, Sequence

import torch
from torch import Tensor, nn
from torch.optim.lr_scheduler import LambdaLR

from knowledge.training.label_model import Told
from knowledge.training.label_recipe import LabelRecipe


class Descent:
    """Makes a module better step by step."""

    def __init__(self, model: nn.Module, recipe: LabelRecipe, steps: int) -> None:
        """`steps` in all: the learning rate falls to nothing by the last one."""
        model.train()
        self._recipe = recipe
        self._learnt = nn.ParameterList(p for p in model.parameters() if p.requires_grad)
        self._optimizer = torch.optim.AdamW(self._learnt, recipe.learning_rate, weight_decay=0.01)
        self._rate = LambdaLR(self._optimizer, lambda step: _rate(step, steps, recipe.warm_up))
        self._loss = nn.CrossEntropyLoss(label_smoothing=recipe.smoothing)

    def step(self, told: Sequence[Told], right: Told) -> None:
        """One batch: both outputs of every head, and their right columns."""
        loss = torch.stack([self._of_head(head, right) for head in told]).mean()
        self._optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self._learnt, 1.0)
        self._optimizer.step()
        self._rate.step()

    def _of_head(self, told: Told, right: Told) -> Tensor:
        acts: Tensor = self._loss(told[0], right[0])
        labels: Tensor = self._loss(told[1], right[1])
        return acts + self._recipe.parts * labels


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
