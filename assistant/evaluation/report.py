"""One table for people, one JSON file for comparing over time."""

import json
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant.evaluation.figures import Figure, Section


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
