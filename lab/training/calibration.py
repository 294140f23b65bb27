"""Fits the calibration of the search on questions that the encoder was not trained on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from knowledge.search.fusion import Calibration, Features
from knowledge.search.needs import NeedCalibration, NeedFeatures

SINGLE_CARD_ERROR = 0.045
"""Share of wrong single cards aimed at; the promise is 0.05."""
FOREIGN_ANSWERED = 0.10
"""Share of out-of-scope sentences that may still be shown candidates."""


@dataclass(frozen=True)
class CalibrationSample:
    """The evidence of one search, and whether its first and any shown result was right."""

    features: Features
    first_is_right: bool
    in_scope: bool


def fit(
    samples: Sequence[CalibrationSample], seed: int = 128
) -> tuple[Calibration, NDArray[np.float64]]:
    """The calibration, and the cross-validated probability of every sample."""
    evidence = np.array([sample.features for sample in samples])
    right = np.array([sample.first_is_right for sample in samples])
    model = LogisticRegression(C=10.0, max_iter=1000)
    folds = StratifiedKFold(5, shuffle=True, random_state=seed)
    held_out = cross_val_predict(model, evidence, right, cv=folds, method="predict_proba")[:, 1]
    model.fit(evidence, right)
    foreign = np.array([not sample.in_scope for sample in samples])
    calibration = Calibration(
        weights=tuple(float(weight) for weight in model.coef_[0]),
        bias=float(model.intercept_[0]),
        sure=_sure(held_out, right),
        unsure=float(np.quantile(held_out[foreign], 1 - FOREIGN_ANSWERED)),
    )
    return calibration, held_out


def fit_needs(lessons: Sequence[tuple[NeedFeatures, bool]]) -> NeedCalibration:
    """How likely the likeliest need is meant, by messages where it is right and where it is not."""
    model = LogisticRegression(C=10.0, max_iter=1000)
    model.fit([given for given, _ in lessons], [right for _, right in lessons])
    return NeedCalibration(tuple(map(float, model.coef_[0])), float(model.intercept_[0]))


def _sure(probability: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """The lowest threshold at which few enough of those that pass are wrong."""
    order = np.argsort(-probability)
    wrong = np.cumsum(~right[order]) / np.arange(1, len(order) + 1)
    passing = np.flatnonzero(wrong <= SINGLE_CARD_ERROR)
    return float(probability[order[passing[-1]]]) if len(passing) else 1.0
