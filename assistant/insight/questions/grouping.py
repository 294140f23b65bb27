"""Groups rows whose vectors lie together: HDBSCAN over their main directions. Pure functions.

Campello, Moulavi & Sander, «Density-based clustering based on hierarchical density estimates»,
PAKDD 2013, as scikit-learn has it. No number of groups is given; what lies alone stays alone.
`make bench-insight ARGS="--parts questions"` measures all that is chosen here.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import HDBSCAN
from sklearn.decomposition import PCA

from assistant.insight.questions.matching import Vectors, centre_of

Labels = NDArray[np.intp]
"""The number of each row's group, from 0; ALONE for a row without one."""
ALONE = -1
SMALLEST = 5
"""So many rows make a group at least."""
FEWEST_PEOPLE = 3
"""So many people asked for what a group holds at least: a theme is nobody's own."""
DIRECTIONS = 64
"""Main directions of the centred vectors. In 384 dimensions densities differ little, and trees that
find neighbours help nothing: with 32 groups are less pure, with 128 fewer rows come into one."""
_NEIGHBOURS, _MAJORITY = 5, 0.6
NEAR = 0.5
"""A row that lies alone joins the group of most of its five nearest grouped rows, if these have at
least this cosine (of centred vectors) with it. Two thirds of rows are grouped then, half before."""
DENSE = 0.55
"""What is less dense is no group: the mean cosine of rows with their centre. Of groups of both sets
that were measured 98 % are denser; five questions about anything at all have .47."""
_AT_ONCE = 1000


def grouped(vectors: Vectors, asked_by: Sequence[str]) -> Labels:
    """The group of each row of `vectors` (float32, length 1), shape (rows,).

    `asked_by` tells from whom each row is; a group of fewer than `FEWEST_PEOPLE` is none.
    """
    if len(vectors) < SMALLEST:
        return np.full(len(vectors), ALONE, np.intp)
    placed = _placed(vectors)
    labels = HDBSCAN(
        min_cluster_size=SMALLEST, min_samples=1, cluster_selection_method="leaf", copy=True
    ).fit_predict(placed.astype(np.float64))
    labels = _joined(placed, labels.astype(np.intp))
    if (labels == ALONE).all():
        # Nothing parts the rows, so they may be one group.
        labels = np.zeros(len(vectors), np.intp)
    return _of_several_people(_dense(vectors, labels), asked_by)


def _dense(vectors: Vectors, labels: Labels) -> Labels:
    """Without groups of rows that have little in common."""
    found = labels.copy()
    for number in set(labels.tolist()) - {ALONE}:
        rows = vectors[labels == number]
        if float((rows @ centre_of(rows)).mean()) < DENSE:
            found[labels == number] = ALONE
    return found


def _placed(vectors: Vectors) -> Vectors:
    """Centred, in main directions alone, and of length 1 again."""
    centred = vectors - vectors.mean(axis=0)
    most = min(DIRECTIONS, *centred.shape)
    placed = PCA(most, random_state=128).fit_transform(centred)
    lengths = np.linalg.norm(placed, axis=1, keepdims=True)
    # Equal texts may all lie in the middle, where there is no direction.
    scaled: Vectors = (placed / np.maximum(lengths, 1e-6)).astype(np.float32)
    return scaled


def _joined(placed: Vectors, labels: Labels) -> Labels:
    """With rows that lie alone put to the group that most of their neighbours have."""
    alone, inside = np.flatnonzero(labels == ALONE), np.flatnonzero(labels != ALONE)
    found = labels.copy()
    if len(inside) < _NEIGHBOURS:
        return found
    for start in range(0, len(alone), _AT_ONCE):
        rows = alone[start : start + _AT_ONCE]
        cosines = placed[rows] @ placed[inside].T
        nearest = np.argpartition(-cosines, _NEIGHBOURS - 1, axis=1)[:, :_NEIGHBOURS]
        for row, near, cosine in zip(rows, nearest, cosines, strict=True):
            found[row] = _vote(labels[inside[near]], cosine[near])
    return found


def _vote(groups: Labels, cosines: Vectors) -> int:
    near = cosines >= NEAR
    if not near.any():
        return ALONE
    weights = np.bincount(groups[near], weights=cosines[near])
    best = int(weights.argmax())
    return best if weights[best] >= _MAJORITY * cosines.sum() else ALONE


def _of_several_people(labels: Labels, asked_by: Sequence[str]) -> Labels:
    people: dict[int, set[str]] = {}
    for label, person in zip(labels.tolist(), asked_by, strict=True):
        people.setdefault(label, set()).add(person)
    few = [label for label, known in people.items() if len(known) < FEWEST_PEOPLE]
    return np.where(np.isin(labels, few), ALONE, labels)
