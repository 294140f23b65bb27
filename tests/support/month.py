"""Plays a made-up month on a database, with three workers at a time, and reads what happened."""

import asyncio
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.background.case_clock import Clock
from assistant.cases.closures import CurrentTimes, add_closure, withdraw_closure
from assistant.cases.filing import Origin, file
from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import VERDICT_MOVES, Move
from assistant.cases.outbox import CaseJob
from assistant.cases.schemas import OpenDraft
from assistant.cases.terms import CITIZEN, WAITING, Actor, Role, Verdict
from assistant.cases.transitions import Door, MoveRequest
from assistant.storage.database import Database
from assistant.storage.jobs import Handling, Worker
from assistant.storage.sealing import Sealer
from assistant.storage.shared_clock import utc_now
from support.minute_calendar import MINUTE, PROVINCES
from support.month_expected import Happened
from support.month_plan import END, TICK, ZERO, Change, Life, Month
from support.office_times import shipped
from support.samples import complaint

WORKERS = 3
SEALER = Sealer(b"a key of the tests")
AGENCY = "abfa"
_DUE = ("first_answer_due_at", "due_at", "was_due_at")


class Look:
    """A worker with its own connections and calendar, on a clock that is set."""

    def __init__(self, url: str) -> None:
        times = CurrentTimes(shipped())
        self._database, self.now = Database(url), ZERO
        self._clock = Clock(self._database, Door(SEALER, times), times, now=lambda: self.now)
        handlings = {CaseJob.RESCHEDULE: Handling(self._clock.move_deadlines)}
        self._jobs = Worker(self._database, handlings)
        self.fired = 0

    async def take(self, at: int, has_jobs: bool) -> None:
        """Do everything that is due at the minute `at`."""
        self.now = ZERO + at * MINUTE
        if has_jobs:
            await self._jobs.drain(utc_now() + timedelta(hours=1))
        while await self._clock.fire():
            self.fired += 1

    async def close(self) -> None:
        await self._database.close()


@dataclass
class Player:
    """Does what people do in the month."""

    month: Month
    codes: dict[int, str] = field(default_factory=dict)
    """Tracking codes by the number of the life."""

    def __post_init__(self) -> None:
        self._times = CurrentTimes(shipped())
        self._door = Door(SEALER, self._times)
        self._closures: dict[int, int] = {}
        self._todo: dict[int, list[tuple[int, MoveRequest]]] = defaultdict(list)
        self._filings: dict[int, list[int]] = defaultdict(list)
        for number, life in enumerate(self.month.lives):
            self._filings[life.seen].append(number)
            for at, step in _steps(life):
                self._todo[at].append((number, step))

    def play(self, session: Session, at: int) -> bool:
        """Everything that people do until the look at `at`; whether closures have changed."""
        changes = [change for change in self.month.changes if change.at == at]
        for change in changes:
            self._change(session, change)
        self._times.refresh(session)
        for number in self._filings[at]:
            self._file(session, number)
        for number, step in self._todo[at]:
            case = self._door.case(session, self.codes[number])
            assert case is not None
            self._door.move(session, case, step, ZERO + at * MINUTE)
        return bool(changes)

    def _change(self, session: Session, change: Change) -> None:
        if change.is_called_off:
            assert withdraw_closure(session, self._closures[change.closure])
            return
        closure = self.month.closures[change.closure]
        provinces = [name for name in PROVINCES if name]
        self._closures[change.closure] = add_closure(session, closure, provinces, "test").id

    def _file(self, session: Session, number: int) -> None:
        life = self.month.lives[number]
        draft = complaint(
            province=life.province,
            city=None,
            kind="praise" if life.is_praise else "complaint",
            agency_id=AGENCY if life.has_agency else None,
        )
        moment = ZERO + life.filed * MINUTE
        case = file(session, self._door, OpenDraft.model_validate(draft), Origin(), moment)
        self.codes[number] = case.tracking_code


def _steps(life: Life) -> list[tuple[int, MoveRequest]]:
    steps = []
    if life.referred is not None:
        operator = Actor(Role.OPERATOR, "operator")
        referral = MoveRequest(Move.REFERRED, operator, reason="مربوط به آب", agency_id=AGENCY)
        steps.append((life.referred, referral))
    if life.answered is not None:
        agency = Actor(Role.AGENCY, AGENCY)
        steps.append((life.answered, MoveRequest(Move.ANSWERED, agency, words="بررسی شد.")))
    if life.judged is not None and life.verdict:
        move = VERDICT_MOVES[Verdict(life.verdict)]
        steps.append((life.judged, MoveRequest(move, CITIZEN)))
    return [(at, step) for at, step in steps if at <= END]


async def play(month: Month, url: str) -> dict[int, list[Happened]]:
    """Play it on a migrated, empty database; what happened unasked, by the number of the life."""
    database, looks = Database(url), [Look(url) for _ in range(WORKERS)]
    player = Player(month)
    try:
        for at in range(0, END + 1, TICK):
            has_jobs = await database.run(lambda session, at=at: player.play(session, at))
            await asyncio.gather(*(look.take(at, has_jobs) for look in looks))
        assert all(look.fired for look in looks), "one of the workers had nothing to do"
        return await database.run(lambda session: _happened(session, player))
    finally:
        await asyncio.gather(*(look.close() for look in looks), database.close())


def _happened(session: Session, player: Player) -> dict[int, list[Happened]]:
    numbers = {code: number for number, code in player.codes.items()}
    cases = session.execute(select(Case.id, Case.tracking_code)).all()
    by_case = {id_: numbers[code] for id_, code in cases}
    found: dict[int, list[Happened]] = {number: [] for number in numbers.values()}
    query = select(
        CaseEvent.case_id, CaseEvent.type, CaseEvent.actor, CaseEvent.created_at, CaseEvent.data
    )
    for row in session.execute(query.order_by(CaseEvent.case_id, CaseEvent.number)):
        by_itself = row.actor == Role.CLOCK and row.type != Move.REFERRED
        if by_itself or row.type == Move.REGISTERED:
            found[by_case[row.case_id]].append((row.type, _minute(row.created_at), _due(row.data)))
    return found


def _due(data: dict[str, Any]) -> tuple[int, ...]:
    return tuple(_minute(datetime.fromisoformat(data[name])) for name in _DUE if name in data)


def _minute(moment: datetime) -> int:
    minutes, rest = divmod(moment - ZERO, MINUTE)
    assert not rest, f"{moment} is no whole minute"
    return minutes


@dataclass(frozen=True)
class Compared:
    """How a month went, compared with the model; all but the first three must be zero."""

    cases: int
    escalations: int
    moved_deadlines: int
    missing: int
    too_many: int
    wrong_deadlines: int


def compared(expected: dict[int, list[Happened]], happened: dict[int, list[Happened]]) -> Compared:
    """Counts differences: events by type and minute, and the deadlines that they name."""
    missing = too_many = wrong = 0
    for number, wanted in expected.items():
        want, got = Counter(event[:2] for event in wanted), Counter()
        got.update(event[:2] for event in happened.get(number, []))
        missing, too_many = missing + (want - got).total(), too_many + (got - want).total()
        wrong += want == got and wanted != happened[number]
    types = Counter(event[0] for events in happened.values() for event in events)
    return Compared(
        len(happened), types["escalated"], types["rescheduled"], missing, too_many, wrong
    )


def overdue(session: Session, now: datetime) -> int:
    """Cases at the lowest level whose first answer is late at `now`."""
    query = select(Case.id).where(
        Case.status.in_(WAITING),
        Case.kind != "praise",
        Case.level == "agency_unit",
        Case.first_answer_due_at <= now,
    )
    return len(session.scalars(query).all())
