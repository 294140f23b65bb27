"""Groups rows whose vectors lie together, and keeps ids of themes from one grouping to the next.

Groups are found by HDBSCAN over the main directions of the vectors: Campello, Moulavi & Sander,
«Density-based clustering based on hierarchical density estimates», PAKDD 2013, as scikit-learn has
it. No number of groups is given; what lies alone stays alone. `make bench-insight ARGS="--parts
questions"` measures all that is chosen here.

A group gets the theme most like it, by the cosine of their centres; the assignment with the largest
sum is found by the Hungarian algorithm (scipy `linear_sum_assignment`).

`grouped_apart` groups in another process, since grouping holds the interpreter for seconds:
`python -m assistant.insight.questions.grouping` reads arrays from standard input and writes labels.
"""

import asyncio
import io
import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from sklearn.cluster import HDBSCAN
from sklearn.decomposition import PCA

from knowledge.search.kept import words_as_array, words_of_array

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
    """Where the rows of a theme that was not found again went: the theme that has most of them.

    None when fewer than half of them went to one theme, or there are none.
    """
    counted = Counter(before)
    if not counted:
        return None
    theme, rows = counted.most_common(1)[0]
    return theme if theme is not None and 2 * rows >= len(before) else None


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

    `asked_by` says from whom each row is; a group of fewer than `FEWEST_PEOPLE` is dropped.
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


_LESS_URGENT = 10
_THREADS = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


class GroupingFailedError(RuntimeError):
    """The process ended without labels."""


async def grouped_apart(vectors: Vectors, asked_by: Sequence[str]) -> Labels:
    """`grouped` in another process, which gives way to all others and is ended with us.

    Too few rows for any group need no process. Raises `GroupingFailedError`.
    """
    if len(vectors) < SMALLEST:
        return grouped(vectors, asked_by)
    given = io.BytesIO()
    np.savez(given, vectors=vectors, asked_by=words_as_array(list(asked_by)))
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", __name__),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**_needed(), **_THREADS},
    )
    try:
        out, _ = await process.communicate(given.getvalue())
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0:
        raise GroupingFailedError(f"status {process.returncode}")
    labels: Labels = np.load(io.BytesIO(out), allow_pickle=False)
    return labels


def _needed() -> dict[str, str]:
    """Variables by which Python finds its modules; no secret is among them."""
    return {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "HOME") if name in os.environ}


def main() -> None:
    """Group what comes from standard input."""
    os.nice(_LESS_URGENT)
    with np.load(io.BytesIO(sys.stdin.buffer.read()), allow_pickle=False) as given:
        vectors, asked_by = given["vectors"], words_of_array(given["asked_by"])
    made = io.BytesIO()
    # A pipe has no place to go back to, which numpy wants of a file.
    np.save(made, grouped(vectors, asked_by), allow_pickle=False)
    sys.stdout.buffer.write(made.getvalue())


if __name__ == "__main__":
    main()
