"""Keeps the ids of themes from one grouping to the next: a group gets the theme most like it.

Pure functions. A theme and a group are as like as their centres' cosine; the assignment with the
largest sum is found by the Hungarian algorithm (scipy `linear_sum_assignment`).
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

Vectors = NDArray[np.float32]
"""As of `knowledge.search.encoder`, which takes seconds to import."""
SAME = 0.8
"""Cosine of centres from which a group is the theme of before. Two halves of a group, which have no
row in common, have a median of .85; of 95 % of groups the nearest other one is below
(`bench/insight/questions.py`)."""


def centre_of(vectors: Vectors) -> Vectors:
    """The mean direction of vectors of length 1, shape (dimension,), itself of length 1."""
    mean: Vectors = vectors.mean(axis=0)
    return (mean / max(float(np.linalg.norm(mean)), 1e-9)).astype(np.float32)


def matched(old: Mapping[int, Vectors], new: Sequence[Vectors]) -> dict[int, int]:
    """The theme's id for each number of a group in `new` that goes on with a theme of `old`.

    Each theme goes on in one group at most, and each group with one theme. Groups that are like no
    theme are left out: they become new ones.
    """
    if not old or not new:
        return {}
    ids = list(old)
    cosines = np.stack(list(new)) @ np.stack([old[id_] for id_ in ids]).T
    # What is not the same counts nothing, so that it cannot push a true pair apart.
    groups, themes = linear_sum_assignment(np.where(cosines >= SAME, cosines, 0.0), maximize=True)
    pairs = zip(groups, themes, strict=True)
    return {int(g): ids[t] for g, t in pairs if cosines[g, t] >= SAME}


def heir(before: Sequence[int | None]) -> int | None:
    """The theme that has most rows of one that was not found again: where these rows went to.

    None when fewer than half of them went to one theme, or there are none.
    """
    counted = Counter(before)
    if not counted:
        return None
    theme, rows = counted.most_common(1)[0]
    return theme if theme is not None and 2 * rows >= len(before) else None
