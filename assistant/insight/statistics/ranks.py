"""Between which ranks each agency lies, all of them at once with 95 %.

Where somebody insists on ranks, this is the honest form. Differences of all pairs are compared at
one critical value, from the distribution of the greatest of them under chance alone; then again
without the pairs that are settled, until nothing more is (Mogstad, Romano, Shaikh & Wilhelm 2023,
doi 10.1093/restud/rdad006; arXiv 2401.15205).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.insight.statistics.intervals import LEVEL

DRAWS = 1000
SEED = 128
"""The same figures always give the same ranks."""

Floats = NDArray[np.float64]
Pairs = NDArray[np.bool_]


@dataclass(frozen=True)
class RankInterval:
    """The best and the worst rank that an agency may have; 1 is the best."""

    best: int
    worst: int


def rank_intervals(
    values: Sequence[float], errors: Sequence[float], level: float = LEVEL
) -> list[RankInterval]:
    """Simultaneous rank intervals, higher values first; `errors` are standard errors.

    Raises ValueError unless there is one positive error for each value.
    """
    value, error = np.asarray(values, dtype=float), np.asarray(errors, dtype=float)
    if value.shape != error.shape or not (error > 0).all():
        raise ValueError("each value needs a positive standard error")
    above = _settled(value, error, level)
    better, worse = above.sum(axis=0), above.sum(axis=1)
    return [RankInterval(int(1 + b), int(len(value) - w)) for b, w in zip(better, worse)]


def _settled(value: Floats, error: Floats, level: float) -> Pairs:
    """Of which pairs the first is surely above the second."""
    deviation = _ratio(value, error)
    draws = np.random.default_rng(SEED).normal(size=(DRAWS, len(value))) * error
    open_ = ~np.eye(len(value), dtype=bool)
    settled = np.zeros_like(open_)
    while open_.any():
        new = open_ & (deviation > _critical(draws, error, open_, level))
        if not new.any():
            break
        settled |= new
        open_ &= ~new
    return settled


def _ratio(value: Floats, error: Floats) -> Floats:
    spread = np.sqrt(np.add.outer(error**2, error**2))
    return np.asarray(np.subtract.outer(value, value) / spread)


def _critical(draws: Floats, error: Floats, open_: Pairs, level: float) -> float:
    first, second = np.nonzero(open_)
    spread = np.sqrt(error[first] ** 2 + error[second] ** 2)
    greatest = [float(((draw[first] - draw[second]) / spread).max()) for draw in draws]
    return float(np.quantile(greatest, level))
