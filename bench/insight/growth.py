"""How reading grows with the number of tenures: made-up facts, put in by the database itself."""

import statistics
import time
from collections.abc import AsyncIterator, Callable, Iterator

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from assistant.insight.facts.cells import AGENCY, Selection, cells, refresh_all, refresh_cell
from assistant.insight.facts.models import CaseFact, ScoreSum
from assistant.insight.facts.open_tenures import open_tenures
from assistant.insight.facts.recording import all_cells
from assistant.insight.facts.writing import CellKey
from assistant.storage.database import Database
from bench.databases import BenchDatabases
from bench.insight.options import InsightOptions
from bench.rows import Row

PART = "growth"
SIZES = (10_000, 100_000, 1_000_000)
_CELLS_MS = {"sqlite": 1000.0, "postgresql": 500.0}
_AGENCIES, _ROUNDS = 120, 3
_SUMS = select(ScoreSum).where(ScoreSum.by == AGENCY, ScoreSum.level == "")
# A tenure in 200 is open, as at an installation that answers within days.
_MADE_UP = {
    "agency_id": f"'agency-' || (n * 7919 % {_AGENCIES})",
    "level": "'agency_unit'",
    "kind": "'complaint'",
    "province": "'province-' || (n * 31 % 37 % 31)",
    "channel": "'web'",
    "month": "'140' || (3 + n / 13 % 2) || '-' || (10 + n / 26 % 3)",
    "began_at": "'2026-01-01 08:00:00'",
    "agency_began_at": "'2026-01-01 08:00:00'",
    "answered_at": "CASE WHEN n % 200 = 0 THEN NULL ELSE '2026-01-01 09:00:00' END",
    "answered_work_min": "CASE WHEN n % 200 = 0 THEN NULL ELSE n * 37 % 997 END",
    "answered_agency_min": "CASE WHEN n % 200 = 0 THEN NULL ELSE n * 37 % 997 END",
    "first_verdict": "CASE n % 200 WHEN 0 THEN NULL WHEN 7 THEN 'unsolved' ELSE 'solved' END",
    "last_verdict": "CASE n % 200 WHEN 0 THEN NULL WHEN 7 THEN 'unsolved' ELSE 'solved' END",
    "verdict_work_min": "CASE WHEN n % 200 = 0 THEN NULL ELSE n * 41 % 4999 END",
    "verdict_agency_min": "CASE WHEN n % 200 = 0 THEN NULL ELSE n * 41 % 4999 END",
    "ended_at": "CASE WHEN n % 200 = 0 THEN NULL ELSE '2026-01-02 09:00:00' END",
    "ended_by": "CASE WHEN n % 200 = 0 THEN NULL ELSE 'confirmed' END",
    "ended_work_min": "CASE WHEN n % 200 = 0 THEN NULL ELSE n * 41 % 4999 END",
    "ended_agency_min": "CASE WHEN n % 200 = 0 THEN NULL ELSE n * 41 % 4999 END",
}
_TIMES = frozenset(["began_at", "agency_began_at", "answered_at", "ended_at"])


async def measured(options: InsightOptions, places: BenchDatabases) -> AsyncIterator[Row]:
    """Reading of cells and of open tenures, counting of one cell, at each size."""
    sizes = SIZES[:2] if options.is_quick else SIZES
    for kind in options.databases:
        async with places.new(kind) as place:
            figures: dict[str, list[float]] = {}
            for size in sizes:
                _grow(place.database, size)
                for name, value in _read(place.database).items():
                    figures.setdefault(name, []).append(value)
            yield Row(PART, kind, "tenures", " → ".join(f"{size:,}" for size in sizes))
            for name, values in figures.items():
                told, most = " → ".join(f"{one:.0f}" for one in values), _CELLS_MS[kind]
                has_target = name.startswith("all agencies")
                target = f"≤ {most:g}" if has_target else ""
                yield Row(
                    PART, kind, name, told, target, values[-1] <= most if has_target else None
                )


def _grow(database: Database, size: int) -> None:
    """Have `size` facts, and all their cells; they hang on no case."""
    with database.transaction() as session:
        _without_cases(session)
        number = session.execute(text("SELECT count(*) FROM case_facts")).scalar_one()
        session.execute(text(_insertion(session)), {"first": number + 1, "last": size})
    with database.transaction() as session:
        session.execute(text("ANALYZE"))
        found = all_cells(session)
    refresh_all(database.transaction, found)
    with database.transaction() as session:
        session.execute(text("ANALYZE"))


def _without_cases(session: Session) -> None:
    if session.get_bind().dialect.name == "postgresql":
        name = "fk_case_facts_case_id_cases"
        session.execute(text(f"ALTER TABLE case_facts DROP CONSTRAINT IF EXISTS {name}"))
    else:
        # Has an effect outside of a transaction alone, and only on this connection.
        session.connection().connection.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]


def _insertion(session: Session) -> str:
    is_postgres = session.get_bind().dialect.name == "postgresql"
    values = dict(_values(is_postgres=is_postgres))
    names, made = ", ".join(values), ", ".join(values.values())
    numbers = "generate_series(CAST(:first AS bigint), CAST(:last AS bigint)) AS numbers(n)"
    if not is_postgres:
        counted = "SELECT :first UNION ALL SELECT n + 1 FROM numbers WHERE n < :last"
        return (
            f"WITH RECURSIVE numbers(n) AS ({counted}) "
            f"INSERT INTO case_facts ({names}) SELECT {made} FROM numbers"
        )
    return f"INSERT INTO case_facts ({names}) SELECT {made} FROM {numbers}"


def _values(*, is_postgres: bool) -> Iterator[tuple[str, str]]:
    for column in CaseFact.__table__.columns:
        if column.name in {"case_id", "cluster_id"}:
            yield column.name, "n"
        elif column.name in _MADE_UP:
            made = _MADE_UP[column.name]
            is_time = is_postgres and column.name in _TIMES
            yield column.name, f"CAST({made} AS timestamptz)" if is_time else made
        elif not column.nullable:
            is_bool = column.type.python_type is bool
            truth = "true" if column.name in {"counts", "is_first"} else "false"
            yield column.name, truth if is_bool else "1"


def _read(database: Database) -> dict[str, float]:
    cell = CellKey("agency-1", "province-1", "1403-10")
    one = Selection(agencies=["agency-1"], provinces=[])
    reads: dict[str, Callable[[Session], object]] = {
        "all agencies, all months, ms": lambda s: s.scalars(_SUMS).all(),
        "all agencies of a province, ms": lambda s: cells(s, Selection(provinces=["province-3"])),
        "an agency, each province, ms": lambda s: cells(s, one),
        "all open tenures, ms": lambda s: open_tenures(s, Selection()),
        "a cell counted anew, ms": lambda s: refresh_cell(s, cell),
    }
    return {name: _median_ms(database, read) for name, read in reads.items()}


def _median_ms(database: Database, read: Callable[[Session], object]) -> float:
    found = []
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        with database.transaction() as session:
            read(session)
        found.append(1000 * (time.perf_counter() - began))
    return statistics.median(found)
