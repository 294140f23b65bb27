"""A clock that jumps changes no case until it agrees again or a human has looked."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from support.logged import everything_logged
from support.office_times import jalali, shipped
from support.samples import complaint

import assistant.conversation.models  # noqa: F401 - a case may belong to a conversation
from assistant.background import case_clock
from assistant.background.case_clock import Clock, ClockGuard, confirmation_file
from assistant.cases.closures import CurrentTimes
from assistant.cases.filing import Origin, file
from assistant.cases.models import CaseEvent
from assistant.cases.schemas import OpenDraft
from assistant.cases.transitions import Door
from assistant.storage.database import Database
from assistant.storage.migrate import migrate
from assistant.storage.sealing import Sealer
from assistant.storage.shared_clock import utc_now

FILED = jalali(1405, 9, 7, "09:00")
DRAFT = OpenDraft.model_validate(complaint())
JUMP = timedelta(days=10)


class Machine:
    """A wall clock that may be set, and the time since boot, which may not."""

    def __init__(self) -> None:
        self.wall, self.boot = FILED, timedelta(hours=3)

    def passes(self, time: timedelta) -> None:
        self.wall += time
        self.boot += time


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
def guard(machine: Machine, tmp_path: Path) -> ClockGuard:
    return ClockGuard(
        confirmation_file(tmp_path), now=lambda: machine.wall, since_boot=lambda: machine.boot
    )


@pytest.fixture
async def database(tmp_path: Path) -> Database:
    opened = Database(f"sqlite:///{tmp_path / 'd.sqlite3'}")
    await migrate(opened)
    return opened


def door() -> Door:
    return Door(Sealer(b"a key of the tests"), shipped)


def clock(database: Database, machine: Machine, guard: ClockGuard) -> Clock:
    times = CurrentTimes(shipped())
    made = Door(Sealer(b"a key of the tests"), times)
    return Clock(database, made, times, lambda: machine.wall, guard)


def file_cases(database: Database, count: int, moment: datetime = FILED) -> None:
    with database.transaction() as session:
        for number in range(count):
            file(session, door(), DRAFT, Origin(), moment + timedelta(microseconds=number))


async def fire(clock: Clock) -> None:
    while await clock.fire():
        continue


def escalated(database: Database) -> int:
    count = select(func.count()).where(CaseEvent.type == "escalated")
    with database.transaction() as session:
        return session.scalar(count) or 0


async def test_a_jump_escalates_nothing_until_the_clock_agrees_again(
    database: Database, machine: Machine, guard: ClockGuard
) -> None:
    file_cases(database, 5)
    ticking = clock(database, machine, guard)
    await fire(ticking)
    machine.passes(timedelta(seconds=1))
    machine.wall += JUMP
    with everything_logged() as logged:
        for _ in range(3):
            await fire(ticking)
            machine.passes(timedelta(seconds=1))
    assert logged.text.count("clock_stopped") == 1
    assert escalated(database) == 0
    assert guard.is_stopped
    machine.wall -= JUMP
    await fire(ticking)
    assert not guard.is_stopped
    assert escalated(database) == 0
    machine.passes(timedelta(days=1))
    await fire(ticking)
    assert escalated(database) == 5, "usual time goes on"


async def test_time_that_really_passes_is_no_jump(machine: Machine, guard: ClockGuard) -> None:
    """A machine that slept, and a time server that corrects a little again and again."""
    machine.passes(timedelta(days=3))
    assert not guard.jumped()
    for _ in range(100):
        machine.passes(timedelta(seconds=1))
        machine.wall += timedelta(seconds=2)
        assert not guard.jumped()


async def test_an_operator_may_confirm_a_jump(
    database: Database, machine: Machine, guard: ClockGuard, tmp_path: Path
) -> None:
    file_cases(database, 3)
    ticking = clock(database, machine, guard)
    machine.wall += JUMP
    await fire(ticking)
    assert escalated(database) == 0
    confirmation_file(tmp_path).write_text(machine.wall.isoformat())
    await fire(ticking)
    assert escalated(database) >= 3
    assert not guard.is_stopped


@pytest.mark.parametrize("said", ["", "yesterday", "2020-01-01T00:00:00+00:00"])
async def test_an_old_or_broken_confirmation_confirms_nothing(
    machine: Machine, guard: ClockGuard, tmp_path: Path, said: str
) -> None:
    confirmation_file(tmp_path).write_text(said)
    machine.wall += JUMP
    assert guard.jumped()


async def test_a_jump_before_the_start_is_seen_by_the_burst(
    database: Database,
    machine: Machine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(case_clock, "MANY", 10)
    file_cases(database, 20)
    machine.wall += JUMP
    fresh = ClockGuard(
        confirmation_file(tmp_path), now=lambda: machine.wall, since_boot=lambda: machine.boot
    )
    ticking = clock(database, machine, fresh)
    with everything_logged() as logged:
        await fire(ticking)
    assert '"burst"' in logged.text or "burst" in logged.text
    assert escalated(database) == 0
    machine.wall -= JUMP
    await fire(ticking)
    assert not fresh.is_stopped


async def test_what_else_happens_by_time_stops_too(machine: Machine, guard: ClockGuard) -> None:
    done: list[datetime] = []

    async def work() -> bool:
        done.append(utc_now())
        return False

    guarded = guard.guarding(work)
    await guarded()
    machine.wall += timedelta(days=400)
    await guarded()
    assert len(done) == 1
