"""How likely a message means a need that no service meets, by what was learnt of questions.

«بیمه قالیبافا هنوز هست؟» sounds like the licence of a workshop at home; the question classifier has
learnt services and needs beside each other, and its margins tell them apart.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from knowledge.needs import Need
from knowledge.search.fusion import logistic
from knowledge.search.questions import Scores

WEIGHTS = Path(__file__).parent / "needs.json"
_LEAST = -1.0
"""A service with a lower margin is as unlikely as one with this; its exact margin is noise."""

NeedFeatures = tuple[float, float, float]
"""Of the likeliest need: its margin, how far it leads the likeliest service, and the margin of «no
service»."""


@dataclass(frozen=True)
class LikelyNeed:
    """The likeliest need, and the probability that a message means it."""

    need: Need
    share: float


@dataclass(frozen=True)
class NeedCalibration:
    """Logistic weights over `NeedFeatures` (`dastyar train calibration`)."""

    weights: tuple[float, ...]
    bias: float

    def share(self, features: NeedFeatures) -> float:
        """Chance, 0..1, that the likeliest need is what the citizen means."""
        return logistic(self.weights, self.bias, features)

    def save(self, path: Path = WEIGHTS) -> None:
        """Write as JSON."""
        path.write_text(json.dumps(asdict(self), indent=1) + "\n")


def load_need_calibration(path: Path = WEIGHTS) -> NeedCalibration:
    """Read what `NeedCalibration.save` wrote."""
    stored = json.loads(path.read_text())
    return NeedCalibration(tuple(stored["weights"]), stored["bias"])


@dataclass(frozen=True)
class NeedEvidence:
    """The likeliest need, and what the classifier says of it."""

    need: Need
    features: NeedFeatures


def weigh_needs(
    needs: Sequence[Need], asked: Scores, needed: Scores, foreign: float
) -> NeedEvidence | None:
    """The likeliest of `needs` by the margins of services, of these needs, and of no service."""
    if not needs:
        return None
    best = int(needed.argmax())
    margin = float(needed[best])
    lead = margin - max(float(asked.max()), _LEAST)
    return NeedEvidence(needs[best], (margin, lead, foreign))
