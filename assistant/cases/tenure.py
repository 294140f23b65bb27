"""Tenures: the time that a case is with one agency at one level, until it goes elsewhere.

Tenures that follow one another with the same agency are a *span*: for the citizen the clock goes on
when the level rises. The event that ends the wait records how long offices were open, by the
calendar of that moment. A closure that is entered later does not change this: as with the due
times, an agency is measured by the calendar in force when it answered.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.models import Case, CaseEvent
from assistant.cases.move_requests import MoveRequest
from assistant.cases.moves import Move
from knowledge.calendar.work import WorkCalendar

OFFICE_MINUTES, LEVEL_MINUTES = "office_minutes", "office_minutes_at_level"
"""Keys in the data of an event: office minutes since the span began, and since the tenure began. A
minute that has begun counts as a whole one."""
_MINUTE = timedelta(minutes=1)
MEASURED = frozenset(
    [
        Move.ANSWERED,
        Move.CONFIRMED,
        Move.PARTLY,
        Move.DISPUTED,
        Move.REFERRED,
        Move.ESCALATED,
        Move.WITHDRAWN,
        Move.CLOSED,
        Move.CLOSED_UNCONFIRMED,
        Move.DELIVERED,
    ]
)
"""Moves whose events record these minutes: an answer, a verdict, and all that end a tenure."""
BEGINS = (Move.REGISTERED, Move.REFERRED, Move.ESCALATED)
"""Moves that may begin a tenure."""


def agency_after(agency_id: str | None, move: Move, data: Mapping[str, Any]) -> str | None:
    """The agency of a case after a move with these `data`, when it was `agency_id` before."""
    if move in {Move.REGISTERED, Move.REFERRED}:
        return data.get("agency_id") or agency_id
    return agency_id


def begins_tenure(agency_id: str | None, move: Move, data: Mapping[str, Any]) -> bool:
    """Whether this move begins a tenure, for a case whose agency was `agency_id` before."""
    after = agency_after(agency_id, move, data)
    return after is not None and (after != agency_id or move is Move.ESCALATED)


def office_minutes(
    calendar: WorkCalendar, begin: datetime, until: datetime, province: str | None
) -> int:
    """Office time between two aware moments in minutes; a minute that has begun counts whole."""
    return -(-calendar.between(begin, until, province) // _MINUTE)


def office_minutes_until(
    calendar: WorkCalendar, until: datetime
) -> Callable[[datetime, str | None], int]:
    """A function like `office_minutes`, for many beginnings and this one end."""
    by_province: dict[str | None, Callable[[datetime], timedelta]] = {}

    def minutes_since(begin: datetime, province: str | None) -> int:
        if province not in by_province:
            by_province[province] = calendar.since(until, province)
        return -(-by_province[province](begin) // _MINUTE)

    return minutes_since


def measured(
    session: Session, case: Case, step: MoveRequest, calendar: WorkCalendar, now: datetime
) -> dict[str, Any]:
    """The office minutes that the event of `step` records; `case` is as it was before the move."""
    return measured_since(lambda: _since(session, case), case, step, calendar, now)


def measured_since(
    since: Callable[[], tuple[datetime, datetime]],
    case: Case,
    step: MoveRequest,
    calendar: WorkCalendar,
    now: datetime,
) -> dict[str, Any]:
    """Like `measured`; `since` returns when span and tenure began, and is called only if needed."""
    if step.move not in MEASURED or case.agency_id is None:
        return {}
    if step.move is Move.REFERRED and step.agency_id in {None, case.agency_id}:
        return {}
    begins = dict(zip((OFFICE_MINUTES, LEVEL_MINUTES), since(), strict=True))
    return {
        name: office_minutes(calendar, begin, now, case.province) for name, begin in begins.items()
    }


def _since(session: Session, case: Case) -> tuple[datetime, datetime]:
    """When the current span and tenure of `case` began."""
    query = select(CaseEvent.type, CaseEvent.data, CaseEvent.created_at).where(
        CaseEvent.case_id == case.id, CaseEvent.type.in_(BEGINS)
    )
    events = session.execute(query.order_by(CaseEvent.number))
    return last_begins(events, case.created_at)


def last_begins(
    events: Iterable[tuple[str, dict[str, Any], datetime]], first: datetime
) -> tuple[datetime, datetime]:
    """When the newest span and tenure began.

    `events` are those of the types `BEGINS`, in order: type, data and time. `first` is when the
    case was registered.
    """
    agency_id, span, tenure = None, first, first
    for type_, data, at in events:
        after = agency_after(agency_id, Move(type_), data)
        if after != agency_id:
            span = tenure = at
        # If the level rises before any agency has the case, the referral sets both again.
        elif type_ == Move.ESCALATED:
            tenure = at
        agency_id = after
    return span, tenure
