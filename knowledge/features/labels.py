"""A fine-tuned encoder's own opinion on the label of a text."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.features.sentences import OnnxText

LABELS_FILE = "labels.json"
LogProbabilities = dict[str, float]


@dataclass(frozen=True)
class Opinion:
    """Natural logarithms of probabilities: of labels without their part, and of whole labels."""

    acts: LogProbabilities
    labels: LogProbabilities


class LabelEncoder:
    """Tells an opinion on one text; `folder` is what `make_label_encoder` wrote.

    Raises FileNotFoundError when a file is missing.
    """

    def __init__(self, folder: Path) -> None:
        self._text = OnnxText(folder)
        names = json.loads((folder / LABELS_FILE).read_text(encoding="utf-8"))
        self._acts: list[str] = names["acts"]
        self._labels: list[str] = names["labels"]

    def opinion(self, text: str) -> Opinion:
        """The opinion on `text`, which has its prompt in front."""
        acts, labels = self._text.outputs(self._text.tokens(text))
        return Opinion(_named(self._acts, acts), _named(self._labels, labels))


def _named(names: list[str], values: NDArray[np.float32]) -> LogProbabilities:
    return dict(zip(names, map(float, values), strict=True))
