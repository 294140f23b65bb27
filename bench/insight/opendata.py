"""An attacker who has all published files, and nothing else, tries to narrow hidden cells.

He shares no code with the gate: he reads the CSV files, writes his own equations of months and
half-years, and asks for whole numbers (`scipy.optimize.milp`).
"""

import csv
import random
import tempfile
import time
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array
from support.open_data import facts, few_keys, holding, press

from bench.rows import Row, exactly
from knowledge.catalogue import load

PART = "opendata"
K = 10
FIRST, LATER = datetime(2026, 11, 15, tzinfo=UTC), datetime(2026, 12, 20, tzinfo=UTC)
_NAMES = ("agency", "province", "indicator", "service")


def run(*, is_quick: bool = False) -> list[Row]:
    """Publish seven months in two snapshots, and attack them."""
    catalogue, cases = load(), 500 if is_quick else 1_500
    months = [f"1405-{number:02}" for number in range(1, 8)]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with holding(place, facts(catalogue, months, cases, seed=128)) as session:
            made, begin = press(place, catalogue), time.perf_counter()
            made.publish(session, FIRST)
            made.publish(session, LATER)
            taken = time.perf_counter() - begin
        hidden, told = _attack(place / "open-data" / "snapshots", 150 if is_quick else 600)
    keys = sum(map(len, few_keys(catalogue).values()))
    return [
        Row(
            PART, "", f"seven months of {cases:,} cases and {keys} keys published", f"{taken:.1f} s"
        ),
        Row(PART, "", "hidden cells that the attacker tries", f"{hidden:,}"),
        exactly(PART, "", "of these told within ten", told, 0),
    ]


def _attack(folder: Path, most: int) -> tuple[int, int]:
    """How many hidden cells were tried, and how many could be told within ten."""
    tried = told = 0
    for name in _NAMES:
        known = _read(folder, f"cases-by-{name}.csv", "key")
        totals = {period: number for (period, _), number in _read(folder, "months.csv", "").items()}
        hidden = [cell for cell, number in known.items() if number is None and "H" not in cell[0]]
        places = {cell: at for at, cell in enumerate(hidden)}
        rules = _rules(known, totals, places)
        chosen = random.Random(name).sample(hidden, min(most // len(_NAMES), len(hidden)))
        tried += len(chosen)
        told += sum(_width(rules, len(hidden), places[cell]) < K for cell in chosen)
    return tried, told


def _read(folder: Path, name: str, key: str) -> dict[tuple[str, str], int | None]:
    """The cells of a table in all snapshots; what one of them tells is told."""
    found: dict[tuple[str, str], int | None] = {}
    for snapshot in sorted(folder.iterdir()):
        with (snapshot / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                cell = (row["period"], row[key] if key else "")
                found[cell] = int(row["cases"]) if row["cases"] else found.get(cell)
    return found


def _rules(known: dict, totals: dict, places: dict) -> LinearConstraint | None:
    """All sums that are known, as equations over the hidden cells."""
    sums: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    values: defaultdict[tuple[str, str], int] = defaultdict(int)
    for (period, key), number in known.items():
        groups = [("month", period)] if "H" not in period else []
        half = f"{period[:4]}-H{1 if period[5:] <= '06' else 2}"
        if "H" not in period and known.get((half, key)) is not None:
            groups.append((half, key))
        for group in groups:
            if number is None:
                sums[group].add(places[period, key])
            else:
                values[group] -= number
    rows = [(group, at) for group in sums for at in sums[group]]
    if not rows:
        return None
    order = {group: row for row, group in enumerate(sums)}
    matrix = csr_array(
        (np.ones(len(rows)), ([order[group] for group, _ in rows], [at for _, at in rows])),
        shape=(len(order), len(places)),
    )
    wanted = [
        values[group] + (totals[group[1]] if group[0] == "month" else known[group])
        for group in order
    ]
    return LinearConstraint(matrix, wanted, wanted)


def _width(rules: LinearConstraint | None, size: int, at: int) -> float:
    aim = np.eye(1, size, at)[0]
    ends = [
        milp(sign * aim, constraints=rules, integrality=np.ones(size), bounds=Bounds(0, np.inf))
        for sign in (1, -1)
    ]
    assert all(end.success for end in ends), "published numbers contradict each other"
    return float(-ends[1].fun - ends[0].fun)
