"""Parquet by DuckDB: a copy of each open table, and closed months of the facts for large counts.

DuckDB is an extra (`requirements/analytics.txt`). Without it everything else works, and whoever
wants Parquet reads that it is missing.
"""

import csv
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.terms import Kind, Verdict
from assistant.insight.facts.models import CaseFact
from assistant.insight.opendata.tables import OpenTable

EXTRA = "requirements/analytics.txt"
_TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE"}
_BATCH = 20_000
_KEPT = (
    *("agency_id", "level", "province", "month", "kind", "indicator", "service_id", "channel"),
    *("case_id", "cluster_id", "counts", "is_first", "answered_work_min", "verdict_work_min"),
    *("ended_work_min", "first_verdict", "last_verdict", "first_score", "last_score"),
    *("is_breach", "is_disputed", "is_reopened", "is_withdrawn", "is_misdirected"),
)
"""Columns of the facts that are archived. The hash of an answer's words is none of them."""
_KINDS = {"INTEGER": "BIGINT", "BOOLEAN": "BOOLEAN"}


class NoDuckDbError(Exception):
    """DuckDB is not installed."""

    def __init__(self) -> None:
        super().__init__(f"DuckDB is not installed: pip install -r {EXTRA}")


def has_duckdb() -> bool:
    """Whether Parquet can be written and read here."""
    return find_spec("duckdb") is not None


def connect() -> Any:
    """A database in memory; raises `NoDuckDbError`."""
    if not has_duckdb():
        raise NoDuckDbError
    import duckdb

    return duckdb.connect(config={"autoinstall_known_extensions": "false"})


def table_as_parquet(table: OpenTable, text: str) -> bytes:
    """The rows of an open table's CSV as Parquet; raises `NoDuckDbError`."""
    columns = {column.name: _TYPES[column.type] for column in table.columns}
    with TemporaryDirectory() as folder:
        source, target = Path(folder) / "rows.csv", Path(folder) / "rows.parquet"
        source.write_bytes(text.encode())
        _copy(source, target, columns)
        return target.read_bytes()


def archive_month(session: Session, month: str, folder: Path) -> Path:
    """Write the facts of a closed month as one Parquet file; raises `NoDuckDbError`."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{month}.parquet"
    chosen = [CaseFact.__table__.c[name] for name in _KEPT]
    query = select(*chosen).where(CaseFact.month == month)
    query = query.order_by(CaseFact.case_id, CaseFact.number)
    rows = session.execute(query.execution_options(yield_per=_BATCH))
    columns = {column.name: _KINDS.get(str(column.type), "VARCHAR") for column in chosen}
    with TemporaryDirectory(dir=folder) as beside:
        source, partial = Path(beside) / "rows.csv", Path(beside) / "rows.parquet"
        with source.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
        _copy(source, partial, columns, is_facts=True)
        partial.replace(target)
    return target


def board(
    folder: Path, by: str, months: Sequence[str], connection: Any = None
) -> dict[str, dict[str, float]]:
    """Counts of the archived months by `agency_id` or `province`: sums of what `ScoreCell` counts.

    The files hold the weight of each tenure, so nothing has to be grouped by cluster here. Raises
    `NoDuckDbError`, and ValueError for another `by`.
    """
    if by not in {"agency_id", "province"}:
        raise ValueError(f"no counts by {by}")
    files = [str(folder / f"{month}.parquet") for month in months]
    found = (connection or connect()).execute(_BOARD.format(by=by), [files])
    names = [column[0] for column in found.description][1:]
    return {key: dict(zip(names, numbers)) for key, *numbers in found.fetchall()}


_BOARD = f"""
SELECT coalesce({{by}}, '') AS key, count(*) AS tenures, sum(weight) AS people,
  sum(judged_weight) AS judged,
  coalesce(sum(judged_weight) FILTER (first_verdict = '{Verdict.SOLVED}'), 0) AS solved_first,
  coalesce(sum(weight) FILTER (answered_work_min IS NOT NULL), 0) AS answered,
  coalesce(sum(weight) FILTER (is_breach), 0) AS breaches,
  coalesce(sum(weight) FILTER (is_disputed OR is_reopened), 0) AS disputed_or_reopened
FROM read_parquet(?) WHERE kind <> '{Kind.PRAISE}' GROUP BY key ORDER BY key
"""  # noqa: S608 - `by` is one of two names of columns
_WEIGHED = f"""
*, if(weighs, 1.0 / greatest(1, count(*) FILTER (weighs) OVER cell), 0.0) AS weight,
if(weighs AND first_verdict IS NOT NULL,
  1.0 / greatest(1, count(first_verdict) FILTER (weighs) OVER cell), 0.0) AS judged_weight
FROM (SELECT *, counts AND kind <> '{Kind.PRAISE}' AS weighs FROM {{source}})
WINDOW cell AS (PARTITION BY agency_id, level, province, cluster_id)
"""  # noqa: S608 - a kind of the vocabulary
"""Of a month: the tenures of one cluster in a cell weigh one together, and those judged too."""


def _copy(source: Path, target: Path, columns: dict[str, str], is_facts: bool = False) -> None:
    said = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    options = f"header={str(not is_facts).lower()}, columns={{{said}}}, auto_detect=false"
    read = f"read_csv('{source}', {options}, quote='\"', escape='\"')"
    chosen = _WEIGHED.format(source=read) if is_facts else f"* FROM {read}"
    connection = connect()
    connection.execute(f"COPY (SELECT {chosen}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
    connection.close()


def archived_months(folder: Path) -> Iterable[str]:
    """The months that are archived."""
    return sorted(path.stem for path in folder.glob("*.parquet"))
