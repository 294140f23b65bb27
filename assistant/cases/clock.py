"""Moves that the clock makes: referral, escalation, reminder, closing, moved deadlines.

Plain functions of a session, for a worker to call; any number of workers may do so at a time. A
case that cannot be read or changed holds up no other: its work is undone to a savepoint, logged,
and tried again later.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

import structlog
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from assistant.cases.chain import exact
from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import Move
from assistant.cases.schedule import Schedule
from assistant.cases.terms import CLOCK, WAITING
from assistant.cases.transitions import Door, MoveRequest, due_times
from assistant.storage.statements import locked

T = TypeVar("T")
log = structlog.get_logger()


def in_savepoint(session: Session, case_id: int, work: Callable[[Case], T]) -> T | None:
    """What `work` returns for the case, freshly read; None, and nothing is kept, when it fails.

    A fault is logged as `case_fault`. The transaction must have written or locked something before:
    if a savepoint comes first, SQLite's driver takes it for the transaction itself.
    """
    try:
        with session.begin_nested():
            return work(session.get_one(Case, case_id, populate_existing=True))
    except Exception as error:
        log.error("case_fault", case=case_id, exc_info=error)
        return None


AFTER_FAULT = timedelta(minutes=5)
"""A case that could not be read or changed is tried again after this time."""
_STEPS_AT_ONCE = 20


def fire_due(session: Session, door: Door, now: datetime, limit: int = 50) -> list[CaseEvent]:
    """Do what is due for at most `limit` cases; returns their events, none when nothing was due.

    One transaction claims a case, changes it and sets its next time, so each due move happens
    exactly once, also when workers are killed. A case with a fault is left as it is, and due again
    after `AFTER_FAULT`. Call it again while it returns events, or until the next full look.
    """
    due = select(Case.id).where(Case.next_check_at <= now).order_by(Case.next_check_at)
    events: list[CaseEvent] = []
    for case_id in locked(session, due.limit(limit), skip_locked=True):
        fired = in_savepoint(session, case_id, lambda case: _fire(session, door, case, now))
        if fired is None:
            _look_later(session, case_id, now + AFTER_FAULT)
        events += fired or []
    return events


def due_and_open(session: Session, now: datetime) -> tuple[int, int]:
    """How many cases are due at `now`, and how many the clock will look at some time."""
    due = func.count().filter(Case.next_check_at <= now)
    watched = select(due, func.count()).where(Case.next_check_at.is_not(None))
    found, of = session.execute(watched).one()
    return found, of


def _look_later(session: Session, case_id: int, moment: datetime) -> None:
    """Updates the table, not the row's object: the object may be unreadable."""
    later_look = update(Case).where(Case.id == case_id).values(next_check_at=moment)
    session.execute(later_look, execution_options={"synchronize_session": False})


def _fire(session: Session, door: Door, case: Case, now: datetime) -> list[CaseEvent]:
    schedule = door.schedule
    # A closure may have been added since: no move is made at a deadline that has moved.
    events = _moved(session, door, schedule, case, now)
    for _ in range(_STEPS_AT_ONCE):
        move = schedule.next_move(case)
        if move is None or move[1] > now:
            break
        events.append(door.move(session, case, clock_step(case, *move), now))
    case.next_check_at = schedule.next_check(case)
    return events


def clock_step(case: Case, move: Move, due: datetime) -> MoveRequest:
    """The step that the clock makes with `case` by the schedule: `move`, which was due at `due`."""
    reasons = {
        Move.REFERRED: "filed",
        Move.ESCALATED: "late" if case.agency_id else "agency_unknown",
        Move.REMINDED: "no_verdict",
        Move.CLOSED_UNCONFIRMED: "no_verdict",
        Move.CLOSED: "verdict",
        Move.DELIVERED: "praise",
    }
    return MoveRequest(move, CLOCK, reason=reasons[move], evidence={"was_due_at": exact(due)})


def reschedule(
    session: Session,
    door: Door,
    now: datetime,
    *,
    province: str | None = None,
    after_id: int = 0,
    limit: int = 200,
) -> tuple[int | None, list[CaseEvent]]:
    """Move the deadlines of the next `limit` open cases to those of the calendar as it is now.

    For cases of `province`, or of all. Returns the id to go on after, None at the end, and the
    events of deadlines that moved. Call it when a closure was added or called off, in one
    transaction for each batch; a second run changes nothing. A case with a fault is passed over;
    `fire_due` moves its deadlines before it does anything else.
    """
    query = select(Case.id).where(Case.id > after_id, Case.next_check_at.is_not(None))
    # A case without a province follows the closures of the whole country.
    if province is not None:
        query = query.where(Case.province == province)
    batch = locked(session, query.order_by(Case.id).limit(limit))
    events: list[CaseEvent] = []
    for case_id in batch:
        events += (
            in_savepoint(session, case_id, lambda case: _put_right(session, door, case, now)) or []
        )
    return (batch[-1] if len(batch) == limit else None), events


def _put_right(session: Session, door: Door, case: Case, now: datetime) -> list[CaseEvent]:
    schedule = door.schedule
    events = _moved(session, door, schedule, case, now)
    case.next_check_at = schedule.next_check(case)
    return events


def _moved(
    session: Session, door: Door, schedule: Schedule, case: Case, now: datetime
) -> list[CaseEvent]:
    if case.status not in WAITING:
        return []
    before = due_times(case)
    if not schedule.put_deadlines(case):
        return []
    evidence = due_times(case) | {f"{name}_before": moment for name, moment in before.items()}
    step = MoveRequest(Move.RESCHEDULED, CLOCK, reason="calendar", evidence=evidence)
    return [door.move(session, case, step, now)]
