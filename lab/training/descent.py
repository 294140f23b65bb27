"""One training: its recipe, batches, loss and learning rate."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor, nn
from torch.optim.lr_scheduler import LambdaLR


@dataclass(frozen=True)
class LabelRecipe:
    """How long and how hard to train, and what.

    Layers count from the word embeddings upwards. The first `frozen_layers` stay as they are; a
    head is put on each of `depths`, and layers above the last of them are left out. `members`
    start from the same layers, each with its own random numbers. The answers of all heads of all
    members are joined: a deep ensemble (Lakshminarayanan et al. 2017), deeply supervised (Lee et
    al. 2015). `sharpness` scales cosines into logits. `weights` are those of the heads' losses, 1
    where none is given. `cutoff` is the share of tokens that are left out, others each time (Shen
    et al. 2020, token cutoff); `context_cutoff` the share of contexts that are left out.
    """

    epochs: int = 3
    batch: int = 32
    learning_rate: float = 5e-4
    cutoff: float = 0.1
    context_cutoff: float = 0.03
    members: int = 1
    warm_up: float = 0.1
    smoothing: float = 0.1
    sharpness: float = 16.0
    weights: Mapping[str, float] = field(
        default_factory=lambda: {"labels": 0.5, "events": 0.5, "about": 0.5}
    )
    frozen_layers: int = 4
    depths: tuple[int, ...] = (6, 8)
    tokens: int = 64
    context_tokens: int = 48
    seed: int = 128


class Slope:
    """Steps of AdamW, at a rate that rises from nothing and falls to nothing by the last one.

    Each of `groups` has its `params`, its `lr`, and maybe a `weight_decay`.
    """

    def __init__(self, groups: Sequence[dict[str, Any]], steps: int, warm_up: float) -> None:
        self._learnt = [parameter for group in groups for parameter in group["params"]]
        self._optimizer = torch.optim.AdamW(list(groups), weight_decay=0.01)
        self._rate = LambdaLR(self._optimizer, lambda step: rate(step, steps, warm_up))

    def down(self, loss: Tensor) -> None:
        """One step that makes `loss` less."""
        self._optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self._learnt, 1.0)
        self._optimizer.step()
        self._rate.step()


class Descent:
    """Makes a module better step by step; `heads` are the names of its outputs."""

    def __init__(
        self, model: nn.Module, heads: Sequence[str], recipe: LabelRecipe, steps: int
    ) -> None:
        """`steps` in all: the learning rate falls to nothing by the last one."""
        model.train()
        self._recipe, self._heads = recipe, heads
        learnt = [p for p in model.parameters() if p.requires_grad]
        groups = [{"params": learnt, "lr": recipe.learning_rate}]
        self._slope = Slope(groups, steps, recipe.warm_up)
        self._loss = nn.CrossEntropyLoss(label_smoothing=recipe.smoothing)

    def step(self, told: Sequence[Sequence[Tensor]], right: Sequence[Tensor]) -> None:
        """One batch: the logits of all heads at every stop, and what is right."""
        loss = torch.stack([self._at_stop(logits, right) for logits in told]).mean()
        self._slope.down(loss)

    def _at_stop(self, told: Sequence[Tensor], right: Sequence[Tensor]) -> Tensor:
        losses = [
            self._recipe.weights.get(head, 1.0) * self._of_head(logits, wanted)
            for head, logits, wanted in zip(self._heads, told, right, strict=True)
        ]
        return torch.stack(losses).sum()

    def _of_head(self, logits: Tensor, right: Tensor) -> Tensor:
        known = ~right[:, 0].isnan()
        if not known.any():
            return logits.sum() * 0.0
        # A batch that knows little of a head moves it little.
        share = known.float().mean()
        found: Tensor = share * self._loss(logits[known], right[known])
        return found


def rate(step: int, steps: int, warm_up: float) -> float:
    """Share of the learning rate: up from nothing, then down to nothing."""
    warm = max(1, round(warm_up * steps))
    return step / warm if step < warm else max(0.0, (steps - step) / max(1, steps - warm))


def batches(lengths: Sequence[int], recipe: LabelRecipe, seed: int) -> Iterator[list[int]]:
    """Shuffled batches of row numbers, sentences of like length together, for every epoch."""
    shuffle = random.Random(seed)
    for _ in range(recipe.epochs):
        # Near in length, not sorted by it: labels must stay mixed.
        order = sorted(range(len(lengths)), key=lambda i: lengths[i] + shuffle.uniform(-4, 4))
        starts = list(range(0, len(order), recipe.batch))
        shuffle.shuffle(starts)
        yield from (order[start : start + recipe.batch] for start in starts)
