"""A linear classifier with calibrated probabilities, kept as plain numbers."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

Scores = NDArray[np.float64]
_FOLDS = 3


@dataclass(frozen=True)
class Settings:
    """How to train.

    `c` is the inverse strength of regularisation. `balanced` 0 leaves classes as frequent as they
    are, 1 weighs each equally, and what lies between is a power of that weight.
    """

    c: float = 1.0
    balanced: float = 0.5

    @classmethod
    def of(cls, config: Mapping[str, Any]) -> "Settings":
        """The settings in a component's configuration, which may hold more."""
        return cls(config["c"], config["balanced"])


@dataclass(frozen=True)
class LinearModel:
    """One hyperplane for each label; `sharpness` turns margins into probabilities."""

    labels: tuple[str, ...]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    sharpness: float

    def probabilities(self, rows: csr_matrix) -> Scores:
        """Shape (rows, labels); each row sums to 1."""
        return _softmax(self.sharpness * _margins(self.weights, self.bias, rows))

    def ranked(self, row: csr_matrix) -> list[tuple[str, float]]:
        """Labels of one row with their probabilities, the likeliest first."""
        margins = self.weights[:, row.indices] @ row.data + self.bias
        scores = _softmax(self.sharpness * margins[np.newaxis])[0]
        return [(self.labels[i], float(scores[i])) for i in np.argsort(-scores, kind="stable")]

    def save(self, folder: Path, name: str) -> None:
        """Write `name`.json and `name`.npz."""
        about = {"labels": self.labels, "sharpness": self.sharpness}
        (folder / f"{name}.json").write_text(json.dumps(about, ensure_ascii=False), "utf-8")
        np.savez(folder / f"{name}.npz", weights=self.weights, bias=self.bias)

    @classmethod
    def load(cls, folder: Path, name: str) -> "LinearModel":
        """Read what `save` wrote."""
        about = json.loads((folder / f"{name}.json").read_text("utf-8"))
        with np.load(folder / f"{name}.npz", allow_pickle=False) as arrays:
            weights, bias = arrays["weights"], arrays["bias"]
        return cls(tuple(about["labels"]), weights, bias, about["sharpness"])


def fit(rows: csr_matrix, labels: Sequence[str], settings: Settings) -> LinearModel:
    """Train and calibrate; the same data gives the same model. Needs two labels or more."""
    names = tuple(sorted(set(labels)))
    target = np.array([names.index(label) for label in labels])
    sharpness = _calibrate(rows, target, settings)
    weights, bias = _hyperplanes(rows, target, settings)
    return LinearModel(names, weights.astype(np.float32), bias.astype(np.float32), sharpness)


def _hyperplanes(
    rows: csr_matrix, target: NDArray[np.int64], settings: Settings
) -> tuple[Scores, Scores]:
    counts = np.bincount(target)
    weight = (len(target) / (len(counts) * counts)) ** settings.balanced
    svm = LinearSVC(C=settings.c, class_weight=dict(enumerate(weight)), random_state=7)
    svm.fit(rows, target)
    if len(counts) > 2:
        return svm.coef_, svm.intercept_
    return np.vstack([-svm.coef_, svm.coef_]), np.hstack([-svm.intercept_, svm.intercept_])


def _calibrate(rows: csr_matrix, target: NDArray[np.int64], settings: Settings) -> float:
    """The sharpness that makes held-out probabilities likeliest (temperature scaling)."""
    if np.bincount(target).min() < _FOLDS:
        return 1.0
    margins = np.zeros((len(target), target.max() + 1))
    for train, held in StratifiedKFold(_FOLDS, shuffle=True, random_state=7).split(rows, target):
        margins[held] = _margins(*_hyperplanes(rows[train], target[train], settings), rows[held])

    def loss(log_sharpness: float) -> float:
        scores = _softmax(np.exp(log_sharpness) * margins)
        return -float(np.log(scores[np.arange(len(target)), target] + 1e-12).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-2, 4), method="bounded").x))


def _margins(weights: Scores, bias: Scores, rows: csr_matrix) -> Scores:
    return np.asarray(rows @ weights.T) + bias


def _softmax(scores: Scores) -> Scores:
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    return shifted / shifted.sum(axis=1, keepdims=True)
