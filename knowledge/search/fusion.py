"""Puts several rankings into one by a convex sum of min-max scaled scores."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


@dataclass(frozen=True)
class Weights:
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
    dense: Scores, bm25: Scores, characters: Scores, questions: Scores, weights: Weights
) -> Scores:
    """One score a document, 0..1."""
    total: Scores = (
        weights.dense * scaled(dense)
        + weights.bm25 * scaled(bm25)
        + weights.characters * scaled(characters)
        + weights.questions * scaled(questions)
    )
    return total
