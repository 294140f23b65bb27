"""Turns a ranking's scores into the probability that its first result is right."""

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.search.fusion import best_of

Scores = NDArray[np.float32]
CALIBRATION_FILE = Path(__file__).parent / "calibration.json"

Features = tuple[float, float, float, float, float]
"""Of the first result: cosine, its lead over the second's, fused lead, character score, and the
question classifier's margin (a text about no service has no positive one)."""


@dataclass(frozen=True)
class Calibration:
    """Logistic weights over `Features`, and the two thresholds on the probability.

    At `sure` and above one card is shown; from `unsure` up, at most three; below, none.
    """

    weights: tuple[float, ...]
    bias: float
    sure: float
    unsure: float

    def probability(self, features: Features) -> float:
        """Chance, 0..1, that the first result is what the citizen means."""
        total = self.bias + sum(w * x for w, x in zip(self.weights, features, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))

    def save(self, path: Path = CALIBRATION_FILE) -> None:
        """Write as JSON."""
        path.write_text(json.dumps(asdict(self), indent=1) + "\n")


def load_calibration(path: Path = CALIBRATION_FILE) -> Calibration:
    """Read what `Calibration.save` wrote."""
    stored = json.loads(path.read_text())
    return Calibration(tuple(stored["weights"]), stored["bias"], stored["sure"], stored["unsure"])


def features(dense: Scores, fused: Scores, lexical: Scores, asked: Scores) -> Features:
    """Evidence for the first result of `fused`; all arrays are in document order."""
    first, second = best_of(fused, 2)
    return (
        float(dense[first]),
        float(dense[first] - dense[second]),
        float(fused[first] - fused[second]),
        float(lexical[first]),
        float(asked[first]),
    )
