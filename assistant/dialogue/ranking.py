"""Which of several candidates is right: a small learnt model over named features.

A layer of hidden units beside a linear one scores each candidate; the softmax over all of them is
the probability that it is the right one. One candidate stands for «none of them». The weights are
learnt by `lab/talks/ranking.py` and stand in a JSON file.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Features = dict[str, float]
"""What speaks for and against a candidate; a feature that is missing is 0."""


class Ranker:
    """Scores candidates by the weights of `path`, which `save` wrote.

    Raises FileNotFoundError when it is missing.
    """

    def __init__(self, path: Path) -> None:
        kept = json.loads(path.read_text(encoding="utf-8"))
        self._place = {name: number for number, name in enumerate(kept["names"])}
        self._linear = np.array(kept["linear"], np.float32)
        self._hidden = np.array(kept["hidden"], np.float32)
        self._bias = np.array(kept["bias"], np.float32)
        self._out = np.array(kept["out"], np.float32)

    def shares(self, candidates: Sequence[Features]) -> NDArray[np.float32]:
        """The probability of each candidate; they sum to 1."""
        table = np.zeros((len(candidates), len(self._place)), np.float32)
        for row, features in enumerate(candidates):
            for name, value in features.items():
                if name in self._place:
                    table[row, self._place[name]] = value
        scores = table @ self._linear + np.tanh(table @ self._hidden + self._bias) @ self._out
        shares = np.exp(scores - scores.max())
        told: NDArray[np.float32] = shares / shares.sum()
        return told
