"""How well open questions are grouped, and how fast.

The questions are needs from talks (`nlu_data/asked.jsonl`, from which the encoder has learnt
nothing) and, of sixty services, the pairs it was trained on. The service of a question counts as
its theme. Then it groups as many rows as a board holds, on one core.
"""

import json
import os
import time
from collections import Counter

import numpy as np
from numpy.typing import NDArray

from assistant.insight.questions.grouping import ALONE, SAME, centre_of, grouped
from assistant.language.repair import repair
from assistant.settings import PROJECT
from bench.rows import Row
from knowledge.search.encoder import Encoder, Vectors

Labels = NDArray[np.intp]
_ROWS, _MOST_S = 10_000, 60.0
_SERVICES = 60


def run(*, is_quick: bool = False) -> list[Row]:
    """Quality on two sets, and the time for a whole board; quick: a few hundred questions."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    encoder = Encoder()
    rows = _quality("needs told in talks", *_read(encoder, "asked", 300 if is_quick else None))
    vectors, services = _read(encoder, "pairs", 500 if is_quick else _ROWS)
    few = np.random.default_rng(128).permutation(np.unique(services))[:_SERVICES]
    chosen = np.isin(services, few)
    rows += _quality(f"pairs of {_SERVICES} services", vectors[chosen], services[chosen])
    return [*rows, _time(vectors)]


def _read(encoder: Encoder, name: str, most: int | None) -> tuple[Vectors, NDArray[np.str_]]:
    lines = (PROJECT / "nlu_data" / f"{name}.jsonl").read_text("utf-8").splitlines()
    told = [json.loads(line) for line in lines]
    if most is not None and len(told) > most:
        # Whole services, so that what belongs together stays together.
        told = sorted(told, key=lambda one: one["service"])[:most]
    vectors = np.stack([encoder.query(repair(one["text"]).text) for one in told])
    return vectors, np.array([one["service"] for one in told])


def _quality(name: str, vectors: Vectors, services: NDArray[np.str_]) -> list[Row]:
    from sklearn.metrics import adjusted_rand_score, v_measure_score

    labels = grouped(vectors, [str(number) for number in range(len(vectors))])
    inside = labels != ALONE
    truth, found = services[inside], labels[inside]
    figures = {
        "rows that come into a group": inside.mean(),
        "groups": len(set(found.tolist())),
        "adjusted Rand index of grouped rows": adjusted_rand_score(truth, found),
        "V-measure of grouped rows": v_measure_score(truth, found),
        "rows of the group's commonest service": _purity(truth, found),
        "halves of a group that are the same theme": _recognised(vectors, labels),
    }
    title = f"{name} ({len(vectors)})"
    return [Row("questions", title, what, f"{figure:.3g}") for what, figure in figures.items()]


def _purity(truth: NDArray[np.str_], found: Labels) -> float:
    """Over all grouped rows."""
    common = [Counter(truth[found == n].tolist()).most_common(1)[0][1] for n in _numbers(found)]
    return sum(common) / len(found)


def _numbers(labels: Labels) -> list[int]:
    """The numbers of the groups."""
    return sorted(set(labels.tolist()) - {ALONE})


def _recognised(vectors: Vectors, labels: Labels) -> float:
    """Harder than from night to night, where most rows of a theme stay."""
    dice, same = np.random.default_rng(128), []
    for number in _numbers(labels):
        rows = dice.permutation(np.flatnonzero(labels == number))
        first, second = np.array_split(rows, 2)
        same.append(centre_of(vectors[first]) @ centre_of(vectors[second]) >= SAME)
    return float(np.mean(same))


def _time(vectors: Vectors) -> Row:
    """Of one core: the machine may do other things beside."""
    begun = time.process_time()
    grouped(vectors, [str(number) for number in range(len(vectors))])
    took = time.process_time() - begun
    what = f"time to group {len(vectors)} rows, CPU s"
    return Row("questions", "", what, f"{took:.1f}", "≤ 60", took <= _MOST_S)
