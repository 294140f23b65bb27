"""How long boards take over so many tenures, on SQLite and PostgreSQL."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from statistics import median
from typing import Any

from sqlalchemy import create_engine, insert, text
from sqlalchemy.orm import Session
from support.figures import Group, facts
from support.office_times import shipped

from assistant.insight.facts.cells import refresh_sums
from assistant.insight.facts.counting import by_levels, counts_of
from assistant.insight.facts.models import CaseFact, ScoreCell, ScoreSum
from assistant.insight.scoreboard.query import By
from assistant.insight.scoreboard.service import Scoreboard
from assistant.storage.database import Database
from bench.databases import BenchDatabases
from bench.insight.options import InsightOptions
from bench.rows import Row
from knowledge.catalogue import Catalogue, load

NOW = datetime(2026, 9, 24, 9, tzinfo=UTC)
MONTHS = tuple(f"1405-{month:02}" for month in range(1, 7))
TARGETS = {"sqlite": 1.0, "postgresql": 0.5}
REPEATS = 5


async def measured(options: InsightOptions, places: BenchDatabases) -> AsyncIterator[Row]:
    """The median of some runs of each board, after a first one."""
    tenures, catalogue = 50_000 if options.is_quick else 1_000_000, load()
    asked = boards(Scoreboard(catalogue, shipped), catalogue)
    for kind in options.databases:
        async with places.new(kind) as place:
            written = await asyncio.to_thread(_fill, place.url, tenures, catalogue)
            yield Row("scoreboard", kind, "tenures", f"{written:,}")
            for name, work in asked.items():
                await _timed(place.database, work)
                times = [await _timed(place.database, work) for _ in range(REPEATS)]
                wall, cpu = (median(one) for one in zip(*times))
                told = f"{wall:.3f} s, {cpu:.3f} s of it CPU here"
                target = f"≤ {TARGETS[kind]} s"
                yield Row("scoreboard", kind, name, told, target, wall <= TARGETS[kind])


def _fill(url: str, tenures: int, catalogue: Catalogue) -> int:
    """Facts without cases behind them: its own connections check no foreign keys."""
    engine = create_engine(url)
    with Session(engine) as session, session.begin():
        if engine.dialect.name == "postgresql":
            session.execute(text("SET LOCAL session_replication_role = replica"))
        written = fill(session, tenures, catalogue)
    engine.dispose()
    return written


def boards(scoreboard: Scoreboard, catalogue: Catalogue) -> dict[str, Callable[[Session], Any]]:
    """The boards that are asked."""
    agency, province = sorted(catalogue.agencies)[0], catalogue.provinces[0].name
    asked: dict[str, tuple[By, dict[str, str]]] = {
        "by agency": (By.AGENCY, {}),
        "by province": (By.PROVINCE, {}),
        "by level": (By.LEVEL, {}),
        "by agency, of a province": (By.AGENCY, {"province": province}),
        "by province, of an agency": (By.PROVINCE, {"agency": agency}),
        "by service, of an agency": (By.SERVICE, {"agency": agency}),
    }

    def work(by: By, wanted: dict[str, str]) -> Callable[[Session], Any]:
        query = scoreboard.query(by, MONTHS[0], MONTHS[-1], NOW, **wanted)  # type: ignore[arg-type]
        return lambda session: scoreboard.board(session, query, NOW)

    return {name: work(*how) for name, how in asked.items()}


def fill(session: Session, tenures: int, catalogue: Catalogue) -> int:
    """Facts, cells and sums of about so many tenures, by the product's own counting."""
    agencies = sorted(catalogue.agencies)
    provinces = [one.name for one in catalogue.provinces]
    # Some seven of ten cases go up a level, so they have two tenures.
    each = max(1, round(tenures / 1.7 / len(agencies) / len(provinces) / len(MONTHS)))
    written, first_id = 0, 1
    for agency in agencies:
        for month in MONTHS:
            is_open = 0.15 if month == MONTHS[-1] else 0.0
            groups = [
                Group(agency, province, month, each, open_share=is_open, service_id=f"s{i % 8}")
                for i, province in enumerate(provinces)
            ]
            written += _fill_month(session, groups, first_id)
            first_id += each * len(provinces)
            refresh_sums(session, agency, "", month)
    for province in provinces:
        for month in MONTHS:
            refresh_sums(session, "", province, month)
    session.execute(text("ANALYZE"))
    assert session.query(ScoreSum).count() > len(agencies)
    return written


def _fill_month(session: Session, groups: list[Group], first_id: int) -> int:
    cells: list[dict[str, Any]] = []
    written = 0
    for group in groups:
        rows = list(facts([group], first_id, first_id))
        first_id += group.count
        written += len(rows)
        key = {"agency_id": group.agency_id, "province": group.province, "month": group.month}
        units = by_levels(rows)
        cells += [key | {"level": level} | counts_of(units[level]) for level in units]
        session.execute(insert(CaseFact), rows)
    session.execute(insert(ScoreCell), cells)
    return written


async def _timed(database: Database, work: Callable[[Session], Any]) -> tuple[float, float]:
    """Seconds by the clock, and of this process on a core: others may have the rest."""
    begin, worked = time.perf_counter(), time.process_time()
    await database.run(work)
    return time.perf_counter() - begin, time.process_time() - worked
