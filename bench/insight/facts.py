"""Facts written live against those replayed, and what they cost in a move.

Random lives of cases, made by the functions that the product uses, lie in one database.
"""

import asyncio
import io
import statistics
import time
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from support.facts import histories, recorder
from support.ledger_lives import Histories
from support.office_times import shipped
from support.samples import complaint

from assistant.cases.filing import Origin, file
from assistant.cases.models import Case
from assistant.cases.move_requests import IllegalMoveError
from assistant.cases.moves import Move
from assistant.cases.schemas import OpenDraft
from assistant.cases.terms import CITIZEN, Actor, Role
from assistant.cases.transitions import Door, MoveRequest
from assistant.insight.facts.cells import AGENCY
from assistant.insight.facts.models import ScoreSum
from assistant.insight.facts.recording import FactsJobs
from assistant.insight.facts.replay import WrittenFacts, kept, replayed, write_lines
from assistant.storage.database import Database
from assistant.storage.jobs import Job, JobState, Worker
from assistant.storage.sealing import Sealer
from bench.databases import BenchDatabases
from bench.insight.options import InsightOptions
from bench.rows import Row, exactly

_THINGS = 8
"""What happens for each case that is filed, to it or to one of those filed shortly before."""
_RECENT = 25
_REFUSED_AFTER_CHANGES = (IllegalMoveError,)


class ManyLives(Histories):
    """Cases are filed one after another, and what happens meets the recent ones."""

    def live_on(self, cases: int) -> None:
        """File so many further cases, each with what happens meanwhile in one transaction."""
        happenings = [self._move] * 10 + [self._merge, self._merge, self._separate, self._redact]
        happenings += [self._wait, self._erase, self._erase_at_once]
        for _ in range(cases):
            with self.database.transaction() as session:
                self._file(session)
                for _ in range(self.dice.randint(0, 2 * _THINGS)):
                    self.now += timedelta(minutes=self.dice.randint(1, 90))
                    # A move that is refused has changed nothing.
                    with suppress(*_REFUSED_AFTER_CHANGES):
                        self.dice.choice(happenings)(session)
            self.now += timedelta(minutes=self.dice.randint(1, 60))

    def _case(self, session: Session) -> Case:
        newest = session.scalar(select(func.max(Case.id))) or 0
        id_ = self.dice.randint(max(1, newest - _RECENT), newest)
        code = session.scalars(select(Case.tracking_code).where(Case.id == id_)).one()
        case = self.door.case(session, code)
        assert case is not None
        return case


PART = "facts"
_SEALER = Sealer(b"a key of the tests")
_IN_A_MOVE_MS, _UNTIL_RIGHT_MS = 10.0, 100.0


async def measured(options: InsightOptions, places: BenchDatabases) -> AsyncIterator[Row]:
    """Lives on each database; then the cost of a verdict, and the time until its cell is right."""
    lives, pairs = (300, 60) if options.is_quick else (10_000, 300)
    for kind in options.databases:
        async with places.new(kind) as place:
            for row in _lives(place.database, kind, lives, options.seed):
                yield row
        async with places.new(kind) as place:
            for row in _costs(place.database, kind, pairs):
                yield row
            yield await _until_right(place.database, kind, pairs)


def _lives(database: Database, kind: str, count: int, seed: int) -> list[Row]:
    lives = ManyLives(database, seed)
    lives.live_on(count)
    known = histories(lives.sealer)
    with database.transaction() as session:
        rows = list(kept(session))
        live = _hash(rows)
        began = time.perf_counter()
        again = list(replayed(session, known))
        seconds = time.perf_counter() - began
        different = sum(one != other for one, other in zip(rows, again, strict=False))
        different += abs(len(rows) - len(again))
    same = live == _hash(again)
    return [
        Row(PART, kind, f"tenures of {count:,} random lives", f"{live.tenures:,}"),
        exactly(PART, kind, "tenures that a replay tells otherwise", different, 0),
        Row(PART, kind, "SHA-256, live and replayed", live.sha256[:16], "alike", same),
        Row(PART, kind, "replay of 1,000 cases, s", f"{1000 * seconds / count:.2f}"),
    ]


def _hash(rows: list[dict[str, object]]) -> WrittenFacts:
    return write_lines(rows, io.BytesIO())


def _costs(database: Database, kind: str, pairs: int) -> list[Row]:
    """Each second case with facts, so that the machine's mood falls on both alike."""
    plain = Door(_SEALER, shipped)
    observed = Door(_SEALER, shipped, [recorder(_SEALER)])
    filing: dict[Door, list[tuple[float, float]]] = {plain: [], observed: []}
    judging: dict[Door, list[tuple[float, float]]] = {plain: [], observed: []}
    verdict = MoveRequest(Move.CONFIRMED, CITIZEN, score=5)
    for number in range(2 * pairs):
        door = (plain, observed)[number % 2]
        now = datetime.now(UTC) + timedelta(minutes=number)
        filing[door].append(_timed(database, lambda s, d=door, t=now: _file(s, d, t)))
        _timed(database, lambda s, d=door, t=now: _move(s, d, _answer(), t))
        judging[door].append(_timed(database, lambda s, d=door, t=now: _move(s, d, verdict, t)))
    return [*_added("a filing", kind, filing), *_added("a verdict", kind, judging)]


def _added(what: str, kind: str, times: dict[Door, list[tuple[float, float]]]) -> list[Row]:
    (without, cpu_without), (with_, cpu_with) = (
        [statistics.median(kind) for kind in zip(*found, strict=True)] for found in times.values()
    )
    cost = with_ - without
    told = f"{cost:.1f} of {with_:.1f}; CPU {cpu_with - cpu_without:.1f} of {cpu_with:.1f}"
    target, is_met = f"≤ {_IN_A_MOVE_MS:g}", cost <= _IN_A_MOVE_MS
    return [Row(PART, kind, f"{what}: added by the facts, median, ms", told, target, is_met)]


def _timed(database: Database, work: Callable[[Session], object]) -> tuple[float, float]:
    """Milliseconds that passed, and those that this process was at work."""
    began, cpu = time.perf_counter(), time.process_time()
    with database.transaction() as session:
        work(session)
    return 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - cpu)


def _file(session: Session, door: Door, now: datetime) -> Case:
    draft = OpenDraft.model_validate(complaint(agency_id="abfa"))
    return file(session, door, draft, Origin(), now)


def _answer() -> MoveRequest:
    return MoveRequest(Move.ANSWERED, Actor(Role.AGENCY, "abfa"), words="کار انجام شد.")


def _move(session: Session, door: Door, step: MoveRequest, now: datetime) -> None:
    newest = session.scalars(select(Case).order_by(Case.id.desc()).limit(1)).one()
    case = door.case(session, newest.tracking_code)
    assert case is not None
    door.move(session, case, step, now)


async def _until_right(database: Database, kind: str, times: int) -> Row:
    """The time from the commit of a verdict until its cell has it, with a worker running."""
    door = Door(_SEALER, shipped, [recorder(_SEALER)])
    worker = Worker(database, FactsJobs(histories(_SEALER)).handlings)
    await worker.drain()
    task, found = asyncio.create_task(worker.run()), list[float]()
    for number in range(times):
        now = datetime.now(UTC) + timedelta(days=2, minutes=number)
        await database.run(lambda s, t=now: _file(s, door, t))
        await database.run(lambda s, t=now: _move(s, door, _answer(), t))
        while await database.run(_waiting):
            await asyncio.sleep(0.01)
        before = await database.run(_judged)
        verdict = MoveRequest(Move.CONFIRMED, CITIZEN)
        await database.run(lambda s, t=now, v=verdict: _move(s, door, v, t))
        began = time.perf_counter()
        while await database.run(_judged) == before:
            await asyncio.sleep(0.001)
        found.append(1000 * (time.perf_counter() - began))
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    median, p95 = statistics.median(found), statistics.quantiles(found, n=20)[-1]
    told, is_met = f"{median:.0f}, p95 {p95:.0f}", median <= _UNTIL_RIGHT_MS
    return Row(PART, kind, "until the cell is right, ms", told, f"≤ {_UNTIL_RIGHT_MS:g}", is_met)


def _judged(session: Session) -> int:
    return sum(
        session.scalars(select(ScoreSum.judged).where(ScoreSum.by == AGENCY, ScoreSum.level == ""))
    )


def _waiting(session: Session) -> bool:
    query = select(Job.id).where(Job.kind == "insight.cell", Job.state == JobState.WAITING)
    return session.scalar(query.limit(1)) is not None
