"""An attacker who has all published files and the scoreboard tries to narrow hidden cells.

He shares no code with the gate: he reads the CSV files and the numbers of the public board, writes
his own equations of months and half-years, and asks for whole numbers (`scipy.optimize.milp`).
"""

import csv
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array
from sqlalchemy.orm import Session
from support.open_data import facts, few_keys, holding, press, put_sums

from assistant.insight.method import Figure
from assistant.insight.opendata.cells import Pattern
from assistant.insight.opendata.scoreboard_limits import told
from assistant.insight.scoreboard.board import assemble, in_tens
from assistant.insight.scoreboard.query import BoardQuery, By, Period
from assistant.insight.scoreboard.service import counted
from bench.rows import Row, exactly
from knowledge.catalogue import load

PART = "opendata"
K = 10
FIRST, LATER = datetime(2026, 11, 15, tzinfo=UTC), datetime(2026, 12, 20, tzinfo=UTC)
Board = dict[tuple[str, str], int]
"""By period and agency."""
_NAMES = ("agency", "province", "indicator", "service")


def run(*, is_quick: bool = False) -> list[Row]:
    """Publish seven months in two snapshots, and attack them."""
    catalogue, cases = load(), 500 if is_quick else 1_500
    months = [f"1405-{number:02}" for number in range(1, 8)]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with holding(place, facts(catalogue, months, cases, seed=128)) as session:
            put_sums(session)
            made, begin = press(place, catalogue), time.perf_counter()
            made.publish(session, FIRST)
            made.publish(session, LATER)
            taken = time.perf_counter() - begin
            board = _board(session, made.shelf.pattern(), months)
        hidden, narrow = _attack(place / "open-data" / "snapshots", board, 150 if is_quick else 600)
    keys = sum(map(len, few_keys(catalogue).values()))
    return [
        Row(
            PART, "", f"seven months of {cases:,} cases and {keys} keys published", f"{taken:.1f} s"
        ),
        Row(PART, "", "numbers that he reads on the scoreboard", f"{len(board):,}"),
        Row(PART, "", "hidden cells that the attacker tries", f"{hidden:,}"),
        exactly(PART, "", "of these told within ten", narrow, 0),
    ]


def _board(session: Session, pattern: Pattern, months: list[str]) -> Board:
    """How many have judged, in tens, for each agency and period of the public scoreboard."""
    periods = [(month, month, month) for month in months]
    periods.append((f"{months[0][:4]}-H1", months[0], months[5]))
    found: Board = {}
    for period, first, last in periods:
        query = BoardQuery(By.AGENCY, Period(first, last))
        tallies = counted(session, query, lambda _since, _province: 0).tallies
        for row in told(session, assemble(query, tallies, {}, {}), pattern).rows:
            estimate = row.estimates.get(Figure.SOLVED_FIRST)
            if estimate is not None and estimate.is_told:
                found[period, row.key] = in_tens(estimate.n)
    return found


def _attack(folder: Path, board: Board, most: int) -> tuple[int, int]:
    """How many hidden cells were tried, and how many could be worked out to within ten."""
    tried = narrow = 0
    files = {name: (f"cases-by-{name}.csv", "cases") for name in _NAMES}
    for name, (file, column) in {**files, "judged": ("satisfaction.csv", "judged")}.items():
        known = _read(folder, file, "key", column)
        whole = _read(folder, "months.csv", "", column)
        totals = {period: number for (period, _), number in whole.items()}
        hidden = [cell for cell, number in known.items() if number is None and "H" not in cell[0]]
        places = {cell: at for at, cell in enumerate(hidden)}
        rules = _rules(known, totals, places)
        if name == "judged" and rules is not None:
            rules = [*rules, *_seen(board, known, places)]
        chosen = random.Random(name).sample(hidden, min(most // len(_NAMES), len(hidden)))
        tried += len(chosen)
        narrow += sum(_width(rules, len(hidden), places[cell]) < K for cell in chosen)
    return tried, narrow


def _read(folder: Path, name: str, key: str, column: str) -> dict[tuple[str, str], int | None]:
    """The cells of a table in all snapshots; a cell is known if any snapshot shows it."""
    found: dict[tuple[str, str], int | None] = {}
    for snapshot in sorted(folder.iterdir()):
        with (snapshot / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                cell = (row["period"], row[key] if key else "")
                found[cell] = int(row[column]) if row[column] else found.get(cell)
    return found


def _rules(known: dict, totals: dict, places: dict) -> list[LinearConstraint] | None:
    """All sums that are known, as equations over the hidden cells."""
    sums: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    values: defaultdict[tuple[str, str], int] = defaultdict(int)
    for (period, key), number in known.items():
        groups = [("month", period)] if "H" not in period else []
        half = f"{period[:4]}-H{1 if period[5:] <= '06' else 2}"
        # A total that is hidden, too, says nothing.
        groups = [one for one in groups if totals.get(one[1]) is not None]
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
    return [LinearConstraint(matrix, wanted, wanted)]


def _seen(board: Board, known: dict, places: dict) -> Iterator[LinearConstraint]:
    """A number in tens of one agency: the sum of its months lies within ten."""
    for (period, key), tens in board.items():
        half = [cell for cell in known if cell[1] == key and _half(cell[0]) == period]
        cells = half if "H" in period else [(period, key)]
        hidden = [places[cell] for cell in cells if cell in places]
        if hidden:
            shown = sum(known[cell] or 0 for cell in cells)
            row = np.zeros((1, len(places)))
            row[0, hidden] = 1
            yield LinearConstraint(row, tens - shown, tens + 9 - shown)


def _half(month: str) -> str:
    return "" if "H" in month else f"{month[:4]}-H{1 if month[5:] <= '06' else 2}"


def _width(rules: list[LinearConstraint] | None, size: int, at: int) -> float:
    aim = np.eye(1, size, at)[0]
    ends = [
        milp(sign * aim, constraints=rules, integrality=np.ones(size), bounds=Bounds(0, np.inf))
        for sign in (1, -1)
    ]
    assert all(end.success for end in ends), "published numbers contradict each other"
    return float(-ends[1].fun - ends[0].fun)
