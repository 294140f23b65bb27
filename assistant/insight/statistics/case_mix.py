"""What was to be expected of an agency with the cases that it got: observed / expected.

A logistic regression over all agencies says how often a case of this indicator, channel and kind
goes well. Nothing of the agency itself is in it: if its own traits were, a bad agency would be
compared with itself.
"""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

UNKNOWN = "unknown"


@dataclass(frozen=True)
class Mix:
    """What sort of case: indicator of what went wrong, channel that it came by, and kind."""

    indicator: str
    channel: str
    kind: str


@dataclass(frozen=True)
class Count:
    """How many of a sort there were, and in how many of them the figure's event happened."""

    n: float
    observed: float


class CaseMixModel:
    """The probability of an event by sort of case."""

    def __init__(self, probabilities: Mapping[Mix, float], overall: float) -> None:
        self._probabilities = probabilities
        self.overall = overall

    def probability(self, mix: Mix) -> float:
        """For a sort that was never seen: the overall share."""
        return self._probabilities.get(mix, self.overall)

    def expected(self, cases: Mapping[Mix, Count]) -> float:
        """How many events were to be expected with these cases."""
        return sum(self.probability(mix) * count.n for mix, count in cases.items())


def fit(cases: Mapping[Mix, Count]) -> CaseMixModel:
    """The model of all agencies' cases together; raises ValueError where there are none.

    Main effects of the three, by maximum likelihood with a penalty so weak (C = 10^6) that it
    only keeps a sort whose cases all went one way from running off to infinity. The sum of what is
    expected is the sum of what was observed.
    """
    used = {mix: count for mix, count in cases.items() if count.n > 0}
    n = sum(count.n for count in used.values())
    observed = sum(count.observed for count in used.values())
    if not n:
        raise ValueError("no cases to learn from")
    share = observed / n
    if not 0 < observed < n or len(used) == 1:
        return CaseMixModel({}, share)
    return CaseMixModel(_probabilities(used), share)


def _probabilities(cases: Mapping[Mix, Count]) -> dict[Mix, float]:
    sorts = sorted(cases, key=lambda mix: (mix.indicator, mix.channel, mix.kind))
    design = _design(sorts)
    events = np.array([cases[mix].observed for mix in sorts])
    failures = np.array([cases[mix].n for mix in sorts]) - events
    model = LogisticRegression(C=1e6, solver="newton-cholesky", tol=1e-10, max_iter=200)
    with warnings.catch_warnings():
        # A sort that went one way alone converges slowly; its probability is 0 or 1 all the same.
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(
            np.vstack([design, design]),
            np.repeat([1, 0], len(sorts)),
            sample_weight=np.concatenate([events, failures]),
        )
    found = model.predict_proba(design)[:, 1]
    return {mix: float(p) for mix, p in zip(sorts, found, strict=True)}


def _design(sorts: Sequence[Mix]) -> NDArray[np.float64]:
    """One column for each value but the first of indicator, channel and kind."""
    columns = []
    for part in ("indicator", "channel", "kind"):
        values = [getattr(mix, part) for mix in sorts]
        columns += [[float(v == name) for v in values] for name in sorted(set(values))[1:]]
    return np.array(columns, dtype=float).reshape(-1, len(sorts)).T
