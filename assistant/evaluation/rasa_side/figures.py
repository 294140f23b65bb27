"""Figures of an acts measurement: accuracy, recall of what must not be missed, calibration."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.metrics import f1_score


@dataclass(frozen=True)
class Judged:
    """One held-out example and what the pipeline said of it; parts are `-` for none."""

    text: str
    register: str
    act: str
    part: str
    told_act: str
    confidence: float
    told_part: str

    @property
    def right(self) -> bool:
        """Whether the act is right."""
        return self.act == self.told_act


def figures_of(judged: Sequence[Judged]) -> Iterator[tuple[str, float]]:
    """Names of figures and their values, shares between 0 and 1."""
    yield "examples", len(judged)
    acts, told = [j.act for j in judged], [j.told_act for j in judged]
    yield "accuracy", _share([j.right for j in judged])
    yield "macro-F1", float(f1_score(acts, told, average="macro"))
    for act in ("complain", "emergency"):
        own = [j.right for j in judged if j.act == act]
        if own:
            yield f"{act} recall", _share(own)
    for act in sorted({j.act for j in judged if j.part != "-"}):
        parts = [j.part == j.told_part for j in judged if j.act == act and j.part != "-"]
        yield f"part of {act}", _share(parts)
    for register in sorted({j.register for j in judged} - {""}):
        yield f"accuracy {register}", _share([j.right for j in judged if j.register == register])
    yield "calibration error", _calibration_error(judged)


def _share(flags: Sequence[bool]) -> float:
    return float(np.mean(flags))


def _calibration_error(judged: Sequence[Judged], bins: int = 10) -> float:
    """Expected calibration error: how far confidence and accuracy are apart, on average."""
    confidence = np.array([j.confidence for j in judged])
    right = np.array([j.right for j in judged])
    bin_of = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [
        abs(confidence[bin_of == b].mean() - right[bin_of == b].mean()) * (bin_of == b).mean()
        for b in range(bins)
        if (bin_of == b).any()
    ]
    return float(sum(gaps))


def show(figures: dict[str, float], judged: Sequence[Judged], confusions: int) -> None:
    """Print figures, the most frequent confusions, and what a threshold keeps."""
    for name, value in figures.items():
        print(f"{name:28} {value:.4f}" if isinstance(value, float) else f"{name:28} {value}")
    wrong = Counter((j.act, j.told_act) for j in judged if not j.right)
    for (act, told), count in wrong.most_common(confusions):
        print(f"{count:5} {act} → {told}")
    for threshold in (0.2, 0.3, 0.4, 0.5, 0.6):
        kept = [j.right for j in judged if j.confidence >= threshold]
        share = len(kept) / len(judged)
        print(f"confidence ≥ {threshold}: {share:.3f} kept, {_share(kept):.4f} right")
