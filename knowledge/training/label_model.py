"""Upper layers with heads for labels, several times: what is trained, and exported afterwards."""

from collections.abc import Iterable, Sequence
from copy import deepcopy

import torch
from torch import Tensor, nn
from transformers import BertModel

from knowledge.training.label_recipe import LabelRecipe
from knowledge.training.layers import sentence_vectors

Told = tuple[Tensor, Tensor]
"""Logits or log-probabilities, shapes (rows, acts) and (rows, labels)."""


class LabelModel(nn.Module):
    """Hidden states in; log-probabilities out, of labels without their part and of whole ones.

    `acts` and `labels` name the columns of the first and the second output.
    """

    def __init__(self, bert: BertModel, labels: Sequence[str], recipe: LabelRecipe) -> None:
        super().__init__()
        self.labels = sorted(set(labels))
        self.acts = sorted({_act(label) for label in labels})
        upper = bert.encoder.layer[recipe.frozen_layers : recipe.depths[-1]]
        columns = len(self.acts), len(self.labels)
        self.members = nn.ModuleList(
            LabelMember(upper, columns, bert.config.hidden_size, recipe)
            for _ in range(recipe.members)
        )

    def forward(self, states: Tensor) -> Told:
        """Both outputs for texts of one length, given as the frozen layers left them.

        The opinions of all heads are joined as the geometric mean of their probabilities.
        """
        told = [head for member in self.members for head in member(states)]
        acts, labels = (
            torch.stack([logits.log_softmax(-1) for logits in output]).mean(0).log_softmax(-1)
            for output in zip(*told, strict=True)
        )
        return acts, labels

    def targets(self, labels: Sequence[str]) -> tuple[Tensor, Tensor]:
        """The columns of `labels` in both outputs."""
        acts = [self.acts.index(_act(label)) for label in labels]
        return torch.tensor(acts), torch.tensor([self.labels.index(label) for label in labels])


class LabelMember(nn.Module):
    """Upper layers of its own, with a head on some of them."""

    def __init__(
        self,
        layers: Iterable[nn.Module],
        columns: tuple[int, int],
        width: int,
        recipe: LabelRecipe,
    ) -> None:
        super().__init__()
        self._layers = nn.ModuleList(deepcopy(layer) for layer in layers)
        self._stops = [depth - recipe.frozen_layers for depth in recipe.depths]
        self._heads = nn.ModuleList(_Head(columns, width, recipe.sharpness) for _ in self._stops)

    def forward(self, states: Tensor, shown: Tensor | None = None) -> list[Told]:
        """The logits of each head, from the lowest upwards.

        `shown`, shape (rows, tokens), is 1 where a row has a token, and needless where all have
        one everywhere.
        """
        # Twice as fast where the processor knows it, and exact enough to learn.
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            vectors = sentence_vectors(self._layers, self._stops, states, shown)
        return [head(vector) for head, vector in zip(self._heads, vectors, strict=True)]


class _Head(nn.Module):
    """Sharpened cosines between sentence vectors and one direction for each column."""

    def __init__(self, columns: tuple[int, int], width: int, sharpness: float) -> None:
        super().__init__()
        self._of_acts, self._of_labels = (
            nn.Parameter(torch.randn(count, width) * 0.02) for count in columns
        )
        self._sharpness = sharpness

    def forward(self, vectors: Tensor) -> Told:
        acts, labels = (
            nn.functional.normalize(d, dim=-1) for d in (self._of_acts, self._of_labels)
        )
        return self._sharpness * vectors @ acts.T, self._sharpness * vectors @ labels.T


def _act(label: str) -> str:
    return label.partition("/")[0]
