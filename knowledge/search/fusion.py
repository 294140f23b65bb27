"""Puts several rankings into one, and says how likely its first result is right.

The one is a convex sum of min-max scaled scores; the other a logistic regression over the
evidence for the first result, with the two thresholds on its probability.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


@dataclass(frozen=True)
class FusionWeights:
    """Shares of the four scores; they sum to one."""

    dense: float = 0.35
    bm25: float = 0.075
    characters: float = 0.075
    questions: float = 0.5


def scaled(scores: Scores) -> Scores:
    """`scores` moved and stretched to 0..1; all zeros when they do not differ."""
    low, high = float(scores.min()), float(scores.max())
    if high <= low:
        return np.zeros_like(scores)
    return ((scores - low) / (high - low)).astype(np.float32)


def best_of(scores: Scores, number: int) -> NDArray[np.intp]:
    """The places of the highest scores, the highest first; the others are not sorted."""
    if number >= len(scores):
        return np.argsort(-scores)
    places = np.argpartition(-scores, number)[:number]
    return places[np.argsort(-scores[places])]


def fuse(
    dense: Scores, bm25: Scores, characters: Scores, questions: Scores, weights: FusionWeights
) -> Scores:
    """One score a document, 0..1."""
    total: Scores = (
        weights.dense * scaled(dense)
        + weights.bm25 * scaled(bm25)
        + weights.characters * scaled(characters)
        + weights.questions * scaled(questions)
    )
    return total


def logistic(weights: Sequence[float], bias: float, given: Sequence[float]) -> float:
    """The probability, 0..1, of a logistic model for what is given."""
    total = bias + sum(w * x for w, x in zip(weights, given, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


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
        return logistic(self.weights, self.bias, features)

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
