"""A fine-tuned encoder's own opinion on the label of a text."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.features.sentences import Begun, OnnxText

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

    def begin(self, text: str) -> Begun:
        """Take `text`, which has its prompt in front, through the lower layers."""
        return self._text.begin(self._text.tokens(text))

    def opinion(self, text: str) -> Opinion:
        """The opinion on `text`, which has its prompt in front."""
        return self._read(self._text.outputs(self.begin(text)))

    def packed(self, begun: Begun) -> str:
        """The opinion for another process with the same encoder, whose `unpacked` reads it."""
        numbers = np.concatenate(self._text.outputs(begun))
        return base64.b64encode(numbers.astype("<f4").tobytes()).decode()

    def unpacked(self, sent: object) -> Opinion | None:
        """What `packed` made; None of anything else, and of another encoder's columns."""
        if not isinstance(sent, str):
            return None
        try:
            numbers = np.frombuffer(base64.b64decode(sent, validate=True), "<f4")
        except ValueError:
            return None
        if len(numbers) != len(self._acts) + len(self._labels) or not np.isfinite(numbers).all():
            return None
        return self._read(np.split(numbers, [len(self._acts)]))

    def _read(self, outputs: Sequence[NDArray[np.float32]]) -> Opinion:
        acts, labels = outputs
        return Opinion(_named(self._acts, acts), _named(self._labels, labels))


def _named(names: list[str], values: NDArray[np.float32]) -> LogProbabilities:
    return dict(zip(names, map(float, values), strict=True))
