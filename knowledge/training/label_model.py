"""Upper layers with heads for labels, several times: what is trained, and exported afterwards."""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy

import torch
from torch import Tensor, nn
from transformers import BertModel

from knowledge.training.label_recipe import LabelRecipe
from knowledge.training.layers import states_after, unit_mean

Columns = Mapping[str, Sequence[str]]
"""Names of the columns of each head, by the head's name."""


class LabelModel(nn.Module):
    """Hidden states in; log-probabilities out, one tensor for each head, in the order of `columns`.

    A row's tokens are those of a message, and behind them those of its context.
    """

    def __init__(self, bert: BertModel, columns: Columns, recipe: LabelRecipe) -> None:
        super().__init__()
        self.columns = {head: list(names) for head, names in columns.items()}
        upper = bert.encoder.layer[recipe.frozen_layers : recipe.depths[-1]]
        sizes = [len(names) for names in self.columns.values()]
        self.members = nn.ModuleList(
            LabelMember(upper, sizes, bert.config.hidden_size, recipe)
            for _ in range(recipe.members)
        )

    def forward(self, states: Tensor, of_context: Tensor) -> tuple[Tensor, ...]:
        """All heads for texts of one length, given as the frozen layers left them.

        `of_context`, shape (rows, tokens), is 1 where a token is of the context. The opinions of
        all members are joined as the geometric mean of their probabilities.
        """
        told = [head for member in self.members for head in member(states, of_context)]
        return tuple(_joined(logits) for logits in zip(*told, strict=True))


class LabelMember(nn.Module):
    """Upper layers of its own, with heads on some of them."""

    def __init__(
        self, layers: Iterable[nn.Module], sizes: Sequence[int], width: int, recipe: LabelRecipe
    ) -> None:
        super().__init__()
        self._layers = nn.ModuleList(deepcopy(layer) for layer in layers)
        self._stops = [depth - recipe.frozen_layers for depth in recipe.depths]
        self._context = nn.Parameter(torch.zeros(width))
        self._heads = nn.ModuleList(_Heads(sizes, width, recipe.sharpness) for _ in self._stops)

    def forward(
        self, states: Tensor, of_context: Tensor, shown: Tensor | None = None
    ) -> list[list[Tensor]]:
        """The logits of each head, for each stop from the lowest upwards.

        `shown`, shape (rows, tokens), is 1 where a row has a token, and needless where all have
        one everywhere.
        """
        # Both parts were numbered from their own first token, so only this tells them apart.
        states = states + of_context.unsqueeze(-1) * self._context
        # Twice as fast where the processor knows it, and exact enough to learn.
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            hidden = states_after(self._layers, self._stops, states, shown)
        there = torch.ones_like(of_context) if shown is None else shown
        return [
            heads(_pooled(one, there * (1 - of_context), there * of_context))
            for heads, one in zip(self._heads, hidden, strict=True)
        ]


def _pooled(hidden: Tensor, of_text: Tensor, of_context: Tensor) -> Tensor:
    """The mean of a message beside the mean of its context, which is nothing if it has none."""
    return torch.cat([unit_mean(hidden, of_text), unit_mean(hidden, of_context)], -1)


class _Heads(nn.Module):
    """Sharpened cosines between pooled vectors and one direction for each column."""

    def __init__(self, sizes: Sequence[int], width: int, sharpness: float) -> None:
        super().__init__()
        self._directions = nn.ParameterList(torch.randn(size, 2 * width) * 0.02 for size in sizes)
        self._sharpness = sharpness

    def forward(self, vectors: Tensor) -> list[Tensor]:
        directions = (nn.functional.normalize(d, dim=-1) for d in self._directions)
        return [self._sharpness * vectors @ d.T for d in directions]


def _joined(logits: Sequence[Tensor]) -> Tensor:
    return torch.stack([one.log_softmax(-1) for one in logits]).mean(0).log_softmax(-1)
