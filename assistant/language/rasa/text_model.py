"""A linear classifier together with the way in which it sees a message's features."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rasa.shared.nlu.training_data.message import Message

from assistant.language.rasa.linear import LinearModel, Settings, fit
from assistant.language.rasa.matrices import Standard, matrix_of, vectors_of

DEFAULTS = {"c": 0.3, "balanced": 0.5, "dense_weight": 1.0}
"""A classifier's configuration: see `linear.Settings`; `dense_weight` scales the vector."""


@dataclass(frozen=True)
class TextModel:
    """Ranks labels for a message that has n-gram and sentence features."""

    linear: LinearModel
    standard: Standard
    dense_weight: float

    @classmethod
    def train(
        cls, messages: Sequence[Message], labels: Sequence[str], config: Mapping[str, Any]
    ) -> "TextModel":
        """Learn from featurised messages; two labels or more, the same data the same model."""
        standard, weight = Standard.of(vectors_of(messages)), float(config["dense_weight"])
        rows = matrix_of(messages, standard, weight)
        return cls(fit(rows, labels, Settings(config["c"], config["balanced"])), standard, weight)

    def ranked(self, message: Message) -> list[tuple[str, float]]:
        """Labels with probabilities, the likeliest first."""
        return self.linear.ranked(matrix_of([message], self.standard, self.dense_weight))

    def save(self, folder: Path, name: str) -> None:
        """Write files beginning with `name`."""
        self.linear.save(folder, name)
        np.savez(
            folder / f"{name}.standard.npz",
            mean=self.standard.mean,
            deviation=self.standard.deviation,
            weight=self.dense_weight,
        )

    @classmethod
    def load(cls, folder: Path, name: str) -> "TextModel":
        """Read what `save` wrote."""
        with np.load(folder / f"{name}.standard.npz", allow_pickle=False) as arrays:
            standard = Standard(arrays["mean"], arrays["deviation"])
            weight = float(arrays["weight"])
        return cls(LinearModel.load(folder, name), standard, weight)
