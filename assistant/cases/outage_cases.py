"""The cases of an outage: merged behind one, and informed when it is confirmed and when it ends."""

from datetime import datetime, timedelta

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from assistant.cases import merged_cases
from assistant.cases.models import Case
from assistant.cases.move_requests import IllegalMoveError, MoveRequest
from assistant.cases.moves import OPEN
from assistant.cases.outages import OutageRow
from assistant.cases.terms import WAITING, Kind
from assistant.cases.transitions import Door
from assistant.storage.statements import locked

MOST_AT_ONCE = 500
"""One click merges at most so many cases: each makes two events, and a transaction must not last
for minutes."""
BEFORE = timedelta(hours=3)
"""Cases filed this long before the beginning that the desk named belong to the outage, too:
citizens noticed it before somebody wrote down a time."""


def cases_of(
    session: Session, outage: OutageRow, *, alone: bool = False, most: int | None = None
) -> list[Case]:
    """Open complaints of the matter of `outage`, locked, the oldest first.

    `alone`: only those that wait, and neither follow a case nor lead those of this outage.
    """
    query = _matter(outage, alone=alone)
    return locked(session, query.order_by(Case.id).limit(most))


def gather(
    session: Session, door: Door, outage: OutageRow, step: MoveRequest, now: datetime
) -> list[Case]:
    """Merge all cases of `outage` behind the leader, with `step`; returns the merged ones.

    If there is no leader yet the oldest leads. A case that may not be merged is left alone.
    """
    # The leader is locked first, as everywhere, so that there is no deadlock.
    leader = _leader(session, outage)
    found = cases_of(session, outage, alone=True, most=MOST_AT_ONCE)
    if leader is None and found:
        leader, *found = found
        outage.case_id = leader.id
    if leader is None:
        return []
    return [case for case in found if _merged(session, door, (case, leader), step, now)]


def inform(
    session: Session, door: Door, outage: OutageRow, step: MoveRequest, now: datetime
) -> list[Case]:
    """Inform each citizen with an open case of `outage` once, by `step`; returns the moved cases.

    The leader's news reach its followers automatically (`merged_cases.keep_together`).
    """
    leader = _leader(session, outage)
    own = [leader] if leader is not None and leader.status in OPEN else []
    alone = [case for case in cases_of(session, outage) if case.leader_id is None]
    told = {case.id: case for case in [*own, *alone]}
    return [case for case in told.values() if _moved(session, door, case, step, now)]


def alone_count(session: Session, outage: OutageRow) -> int:
    """How many cases could be merged now, including the one that would lead them."""
    query = _matter(outage, alone=True).with_only_columns(func.count(Case.id))
    return session.scalar(query) or 0


def _matter(outage: OutageRow, *, alone: bool) -> Select[Case]:
    query = select(Case).where(
        Case.agency_id == outage.agency_id,
        Case.kind == Kind.COMPLAINT,
        Case.indicator == outage.indicator,
        Case.status.in_(sorted(WAITING if alone else OPEN)),
        Case.created_at >= outage.began_at - BEFORE,
    )
    if outage.ended_at is not None:
        query = query.where(Case.created_at <= outage.ended_at)
    if outage.service_id:
        query = query.where(or_(Case.service_id.is_(None), Case.service_id == outage.service_id))
    if outage.province:
        query = query.where(or_(Case.province.is_(None), Case.province == outage.province))
    if alone:
        query = query.where(Case.leader_id.is_(None), Case.id != (outage.case_id or 0))
    return query


def _leader(session: Session, outage: OutageRow) -> Case | None:
    if outage.case_id is None:
        return None
    found = locked(session, select(Case).where(Case.id == outage.case_id))
    return found[0] if found else None


def _merged(
    session: Session, door: Door, bond: tuple[Case, Case], step: MoveRequest, now: datetime
) -> bool:
    try:
        merged_cases.merge(session, door, *bond, step=step, now=now)
    except IllegalMoveError:
        return False
    return True


def _moved(session: Session, door: Door, case: Case, step: MoveRequest, now: datetime) -> bool:
    try:
        door.move(session, case, step, now)
    except IllegalMoveError:
        return False
    return True
