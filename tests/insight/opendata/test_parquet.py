"""Closed months as Parquet, counted by DuckDB, tell what the cells tell."""

from pathlib import Path

import pytest
from sqlalchemy import select
from support.open_data import facts, holding

from assistant.insight.facts.cells import refresh_cell
from assistant.insight.facts.models import ScoreCell
from assistant.insight.facts.writing import CellKey
from assistant.insight.opendata import parquet
from assistant.insight.opendata.parquet import NoDuckDbError, archive_month, board
from knowledge.catalogue import Catalogue

MONTHS = ["1405-01", "1405-02"]
FIGURES = ("people", "judged", "solved_first", "answered", "breaches", "disputed_or_reopened")


def test_a_board_over_parquet_is_that_of_the_cells(tmp_path: Path, catalogue: Catalogue):
    rows = facts(catalogue, MONTHS, 300, seed=9)
    # Every fourth case follows the one before it, and every fifth counts for nothing.
    for number, row in enumerate(rows):
        row["cluster_id"] = rows[number - 1]["case_id"] if number % 4 == 3 else row["case_id"]
        row |= {"is_breach": number % 7 == 0, "counts": number % 5 != 0}
        if number % 4 == 3:
            row |= {name: rows[number - 1][name] for name in ("agency_id", "province", "month")}
    with holding(tmp_path, rows) as session:
        for month in MONTHS:
            archive_month(session, month, tmp_path / "facts")
        cells = {(row["agency_id"], row["province"], row["month"]) for row in rows}
        for agency_id, province, month in sorted(cells):
            refresh_cell(session, CellKey(agency_id, province, month))
        counted = session.scalars(select(ScoreCell).where(ScoreCell.level == "first")).all()
        session.expunge_all()
    assert len(counted) > 50
    for by in ("agency_id", "province"):
        found = board(tmp_path / "facts", by, MONTHS)
        for key, numbers in found.items():
            of_it = [cell for cell in counted if getattr(cell, by) == key]
            for figure in FIGURES:
                expected = sum(getattr(cell, figure) for cell in of_it)
                assert numbers[figure] == pytest.approx(expected, abs=1e-5), (key, figure)


def test_without_duckdb_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(parquet, "find_spec", lambda name: None)
    with pytest.raises(NoDuckDbError, match=r"pip install -r requirements/analytics\.txt"):
        board(Path(), "agency_id", MONTHS)


def test_nothing_else_can_be_counted_by(tmp_path: Path):
    with pytest.raises(ValueError, match="no counts by cluster_id"):
        board(tmp_path, "cluster_id", MONTHS)
