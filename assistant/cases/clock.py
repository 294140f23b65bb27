"""What happens to cases by themselves: referral, escalation, reminder, closing, moved deadlines.

Plain functions of a session, for a worker to call; any number of workers may do so at a time.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.by import CLOCK
from assistant.cases.chain import exact
from assistant.cases.door import Door, Step, due_times
from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import Move
from assistant.cases.schedule import Schedule
from assistant.cases.terms import WAITING
from assistant.storage.locking import locked

_STEPS_AT_ONCE = 20


def fire_due(session: Session, door: Door, now: datetime, limit: int = 50) -> list[CaseEvent]:
    """Do what is due for at most `limit` cases; the events of it, empty when nothing was due.

    A case is claimed, changed and given its next time in this one transaction, so what is due
    happens exactly once, also when workers are killed. Call it again while it returns events or
    until the next full look.
    """
    due = select(Case).where(Case.next_check_at <= now).order_by(Case.next_check_at)
    claimed = locked(session, due.limit(limit), skip_locked=True)
    return [event for case in claimed for event in _fire(session, door, case, now)]


def _fire(session: Session, door: Door, case: Case, now: datetime) -> list[CaseEvent]:
    schedule = door.schedule
    # A closure may have been added since: nothing fires on a deadline that has moved.
    events = _moved(session, door, schedule, case, now)
    for _ in range(_STEPS_AT_ONCE):
        move = schedule.next_move(case)
        if move is None or move[1] > now:
            break
        events.append(door.move(session, case, _step(case, *move), now))
    case.next_check_at = schedule.next_check(case)
    return events


def _step(case: Case, move: Move, due: datetime) -> Step:
    reasons = {
        Move.REFERRED: "filed",
        Move.ESCALATED: "late" if case.agency_id else "agency_unknown",
        Move.REMINDED: "no_verdict",
        Move.CLOSED_UNCONFIRMED: "no_verdict",
        Move.CLOSED: "verdict",
        Move.DELIVERED: "praise",
    }
    return Step(move, CLOCK, reason=reasons[move], evidence={"was_due_at": exact(due)})


def reschedule(
    session: Session,
    door: Door,
    now: datetime,
    *,
    province: str | None = None,
    after_id: int = 0,
    limit: int = 200,
) -> tuple[int | None, list[CaseEvent]]:
    """Move the deadlines of the next `limit` open cases to what the calendar says now.

    For cases of `province`, or of all. Returns the id to go on after, None at the end, and the
    events of deadlines that moved. Call it when a closure was added or taken back, in one
    transaction for each batch; doing it twice changes nothing more.
    """
    query = select(Case).where(Case.id > after_id, Case.next_check_at.is_not(None))
    # A case without a province runs by what holds for the whole country.
    if province is not None:
        query = query.where(Case.province == province)
    batch = locked(session, query.order_by(Case.id).limit(limit))
    schedule = door.schedule
    events: list[CaseEvent] = []
    for case in batch:
        events += _moved(session, door, schedule, case, now)
        case.next_check_at = schedule.next_check(case)
    return (batch[-1].id if len(batch) == limit else None), events


def _moved(
    session: Session, door: Door, schedule: Schedule, case: Case, now: datetime
) -> list[CaseEvent]:
    if case.status not in WAITING:
        return []
    before = due_times(case)
    if not schedule.put_deadlines(case):
        return []
    evidence = due_times(case) | {f"{name}_before": moment for name, moment in before.items()}
    step = Step(Move.RESCHEDULED, CLOCK, reason="calendar", evidence=evidence)
    return [door.move(session, case, step, now)]
