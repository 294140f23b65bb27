"""One ranking from two opinions: the linear classifier's and the fine-tuned encoder's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

Ranking = list[tuple[str, float]]
"""Labels with probabilities that sum to 1, the likeliest first."""

TRUST = 2.0
"""How much the encoder's opinion weighs beside the linear classifier's."""
SHARPNESS = 0.43
"""Both were right for the same reasons more often than not, so their product is too sure.

Both numbers are fitted on folds of the training sentences that neither had learnt (decision 13).
"""
_LEAST = 1e-6


def agreed(ranking: Sequence[tuple[str, float]], opinion: Mapping[str, float]) -> Ranking:
    """`ranking` weighed with `opinion`, which holds log-probabilities by label.

    A label that the opinion does not know counts there as its least likely one.
    """
    if not opinion:
        return list(ranking)
    least = min(opinion.values())
    names = [name for name, _ in ranking]
    own = np.log([max(score, _LEAST) for _, score in ranking])
    other = np.array([opinion.get(name, least) for name in names])
    together = SHARPNESS * (own + TRUST * other)
    scores = np.exp(together - together.max())
    scores /= scores.sum()
    return [(names[i], float(scores[i])) for i in np.argsort(-scores, kind="stable")]
