"""Rates with their intervals: one table for people, one JSON file for comparing over time."""

import json
import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

_Z = 1.96


@dataclass(frozen=True)
class Figure:
    """A rate: `hits` of `total`, with its 95 % Wilson interval."""

    name: str
    hits: int
    total: int

    @property
    def rate(self) -> float:
        """Share of hits, 0..1; 0 when nothing was counted."""
        return self.hits / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval."""
        if not self.total:
            return (0.0, 1.0)
        n, p = self.total, self.rate
        centre = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        half = _Z * math.sqrt(p * (1 - p) / n + _Z**2 / (4 * n * n)) / (1 + _Z**2 / n)
        return (max(0.0, centre - half), min(1.0, centre + half))


@dataclass(frozen=True)
class Section:
    """One room's figures, and its most frequent mistakes as (expected, got, times)."""

    name: str
    figures: tuple[Figure, ...]
    confusions: tuple[tuple[str, str, int], ...] = ()


def figure(name: str, outcomes: Iterable[bool]) -> Figure:
    """The figure of a run of outcomes."""
    known = list(outcomes)
    return Figure(name, sum(known), len(known))


def worst(
    pairs: Iterable[tuple[str | None, str | None]], most: int = 8
) -> tuple[tuple[str, str, int], ...]:
    """The most frequent (expected, got) that differ."""
    wrong = Counter((str(a), str(b)) for a, b in pairs if a != b)
    return tuple((a, b, n) for (a, b), n in wrong.most_common(most))


def macro_f1(pairs: list[tuple[str, str]]) -> float:
    """Mean over the expected labels of their F1, 0..1."""
    scores = []
    for label in {expected for expected, _ in pairs}:
        true = sum(e == label == g for e, g in pairs)
        guessed = sum(g == label for _, g in pairs)
        actual = sum(e == label for e, _ in pairs)
        scores.append(2 * true / (guessed + actual))
    return sum(scores) / len(scores)


def show(sections: Iterable[Section], console: Console) -> None:
    """Print every figure with its interval, then the most frequent mistakes, if any."""
    table = Table("room", "figure", "rate", "95 %", "n")
    mistakes = Table("room", "expected", "got", "times")
    for section in sections:
        for figure in section.figures:
            low, high = figure.interval
            row = (f"{figure.rate:.3f}", f"{low:.3f}–{high:.3f}", str(figure.total))
            table.add_row(section.name, figure.name, *row)
        for expected, got, times in section.confusions:
            mistakes.add_row(section.name, expected, got, str(times))
    console.print(table)
    if mistakes.row_count:
        console.print(mistakes)


def save(sections: Iterable[Section], path: Path) -> None:
    """Write the figures as JSON, by room and name."""
    stored = {
        section.name: {f.name: {"hits": f.hits, "total": f.total} for f in section.figures}
        for section in sections
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(stored, ensure_ascii=False, indent=1) + "\n")


def dropped(sections: Iterable[Section], baseline: Path) -> list[str]:
    """Figures that fell below the interval that they had in `baseline`, in words."""
    stored = json.loads(baseline.read_text())
    return [
        f"{section.name}, {figure.name}: {figure.rate:.3f}, was {before.rate:.3f}"
        for section in sections
        for figure in section.figures
        if (before := _before(stored, section.name, figure.name))
        and figure.rate < before.interval[0]
    ]


def _before(stored: dict[str, dict[str, dict[str, int]]], room: str, name: str) -> Figure | None:
    entry = stored.get(room, {}).get(name)
    return Figure(name, entry["hits"], entry["total"]) if entry else None
