"""Migrations back and forward on many cases, while others file, move and look at cases.

PostgreSQL alone: on SQLite nobody works while it migrates. `ONLINE` are the schemas that promise
that nobody waits, and on which this program can work.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import func, inspect, select, text
from sqlalchemy.orm import Session
from support.office_times import shipped
from support.samples import complaint

from assistant.cases.filing import Origin, file
from assistant.cases.models import Case
from assistant.cases.moves import Move
from assistant.cases.schemas import OpenDraft
from assistant.cases.terms import Actor, Role
from assistant.cases.transitions import Door, MoveRequest
from assistant.storage.database import Database
from assistant.storage.migrate import migrate, newest, revision_of
from assistant.storage.sealing import Sealer
from bench.cases.options import CaseOptions
from bench.cases.seeding import add_copies, models
from bench.databases import BenchDatabase, BenchDatabases
from bench.rows import Row, at_most, exactly

PART = "schema"
ONLINE = ("0047", "0046", "0045")
"""Schemas to go back to, one after another; then forward again at once."""
MOST_WAIT_S = 1.0
SEALER = Sealer(b"a key of the bench")
_REAL = 5000
"""Cases that are made one by one; the others are copies of their rows."""
_MULTIPLIED = ("cases", "case_events", "case_personal", "case_words")


@dataclass
class Work:
    """Files a case, moves it and looks at it, again and again, on its own connection."""

    url: str
    done: int = 0
    slowest_s: float = 0.0
    faults: list[str] = field(default_factory=list)
    _is_over: bool = False

    @asynccontextmanager
    async def meanwhile(self) -> AsyncIterator[None]:
        """Work until the block ends."""
        database, door = Database(self.url), Door(SEALER, shipped)
        working = asyncio.create_task(self._work(database, door))
        try:
            yield
        finally:
            self._is_over = True
            await working
            await database.close()

    async def _work(self, database: Database, door: Door) -> None:
        while not self._is_over:
            begun = time.monotonic()
            try:
                await database.run(lambda session: _file_and_take(session, door))
                self.done += 1
            except Exception as error:  # noqa: BLE001 - whatever it is, the table shows it
                self.faults.append(repr(error)[:200])
            self.slowest_s = max(self.slowest_s, time.monotonic() - begun)
            await asyncio.sleep(0.02)


def _file_and_take(session: Session, door: Door) -> None:
    now = datetime.now(UTC)
    draft = OpenDraft.model_validate(complaint())
    case = file(session, door, draft, Origin(), now)
    door.move(session, case, MoveRequest(Move.TAKEN, Actor(Role.AGENCY, case.agency_id)), now)


async def measured(options: CaseOptions, places: BenchDatabases) -> AsyncIterator[Row]:
    """The time and the longest wait of each step, back and forward."""
    async with places.new("postgresql") as place:
        count = await _filled(place, options.migrated)
        yield Row(PART, "postgresql", "cases · events", count)
        for to in (*ONLINE, newest()):
            before = await place.database.run(revision_of)
            work, begun = Work(place.url), time.monotonic()
            async with work.meanwhile():
                await migrate(place.database, SEALER, to=to)
            what, took = f"{before} → {to}", time.monotonic() - begun
            yield Row(PART, "postgresql", what, f"{took:.1f} s · {work.done:,} cases meanwhile")
            yield at_most(PART, "postgresql", "longest wait", work.slowest_s, MOST_WAIT_S)
            what = f"refused: {work.faults[0]}" if work.faults else "refused"
            yield exactly(PART, "postgresql", what, len(work.faults), 0)


async def _filled(place: BenchDatabase, count: int) -> str:
    """Fill the database; how much is in it."""
    door, real = Door(SEALER, shipped), min(_REAL, count)
    with place.database.transaction() as session:
        given = models(session, door, datetime.now(UTC), 300)
        add_copies(session, SEALER, given, real)
    with place.database.transaction() as session:
        _multiply(session, count // real)
    with place.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as line:
        line.execute(text("VACUUM ANALYZE"))
    with place.database.transaction() as session:
        cases = session.scalar(select(func.count()).select_from(Case))
        events = session.scalar(text("SELECT count(*) FROM case_events"))
    return f"{cases:,} · {events:,}"


def _multiply(session: Session, times: int) -> None:
    """Copy the rows of all cases so many times, under other ids and codes."""
    step = (session.scalar(select(func.max(Case.id))) or 0) + 1
    tables = inspect(session.connection())
    for table in _MULTIPLIED:
        names = [column["name"] for column in tables.get_columns(table)]
        kept = [name for name in names if name != "id" or table == "cases"]
        values = ", ".join(_VALUES.get(f"{table}.{name}", _VALUES.get(name, name)) for name in kept)
        session.execute(
            text(
                f"INSERT INTO {table} ({', '.join(kept)})"
                f" SELECT {values} FROM {table}, generate_series(1, :times - 1) AS copy"
            ),
            {"step": step, "times": times},
        )
    session.execute(text("SELECT setval(pg_get_serial_sequence('cases','id'), max(id)) FROM cases"))


_VALUES = {
    "cases.id": "id + copy * :step",
    "case_id": "case_id + copy * :step",
    "leader_id": "leader_id + copy * :step",
    # Twelve signs of a hash: as wide as a code, and no code that a citizen could have.
    "tracking_code": "upper(left(md5(tracking_code || copy), 12))",
}
