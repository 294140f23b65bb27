"""What an agency's system does with its cases. Plain functions of a `Session`.

A case of another agency and an unknown one are refused alike.
"""

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from assistant.cases.attachments.pending import Along, move_with
from assistant.cases.codes import normalise
from assistant.cases.models import Case
from assistant.cases.personal import ClearValue, NotReadableError, read_personal
from assistant.cases.terms import WAITING
from assistant.cases.transitions import Door, MoveRequest
from assistant.desk.agency.caller import Caller
from assistant.desk.agency.schemas import AgencyQuery
from assistant.desk.audit import Audited, note_audit
from assistant.desk.conversations import NotVisibleError
from assistant.language.pii import mask


def find(session: Session, caller: Caller, code: str) -> Case:
    """The agency's case with this tracking code; raises `NotVisibleError`."""
    case = session.scalar(select(Case).where(Case.tracking_code == (normalise(code) or "-")))
    return _own(caller, case, code)


def listed(session: Session, caller: Caller, wanted: AgencyQuery) -> list[Case]:
    """The wanted cases, those due first, one more than the page holds if there are more.

    Raises `NotVisibleError` for a bad `after`.
    """
    query = select(Case).where(Case.agency_id == caller.agency_id)
    if wanted.status:
        query = query.where(Case.status.in_(wanted.status))
    if wanted.level is not None:
        query = query.where(Case.level == wanted.level)
    if wanted.overdue:
        query = query.where(Case.status.in_(WAITING), Case.due_at <= caller.at)
    if wanted.due_before is not None:
        query = query.where(Case.due_at < wanted.due_before)
    if wanted.after is not None:
        last = find(session, caller, wanted.after)
        is_same = and_(Case.due_at == last.due_at, Case.id > last.id)
        query = query.where(or_(Case.due_at > last.due_at, is_same))
    return list(session.scalars(query.order_by(Case.due_at, Case.id).limit(wanted.limit + 1)))


def act(
    session: Session, caller: Caller, door: Door, code: str, step: MoveRequest, *, along: Along
) -> Case:
    """Make a move and note which key it was; raises `NotVisibleError`, and what `move_with` does.

    The same key of `step` again does nothing twice, also in the record.
    """
    case = _own(caller, door.case(session, normalise(code) or "-"), code)
    before = case.version
    move_with(session, door, case, step, along=along, now=caller.at)
    session.flush()
    if case.version != before:
        told = {"case": case.tracking_code, "move": step.move, "key": caller.key_id}
        note_audit(session, Audited.CASE_MOVED, None, data=told)
    return case


def reveal(
    session: Session, caller: Caller, door: Door, code: str, reason: str
) -> list[ClearValue]:
    """What the citizen lets the agency see, on record; raises `NotVisibleError` without consent."""
    case, purpose = find(session, caller, code), mask(reason).text
    try:
        told = read_personal(session, door.sealer, case, caller.by, purpose=purpose, now=caller.at)
    except NotReadableError as error:
        raise NotVisibleError(code) from error
    seen = {
        "case": case.tracking_code,
        "fields": sorted({one.field for one in told}),
        "key": caller.key_id,
    }
    note_audit(session, Audited.CASE_REVEALED, None, data=seen)
    return told


def _own(caller: Caller, case: Case | None, code: str) -> Case:
    if case is None or case.agency_id != caller.agency_id:
        raise NotVisibleError(code)
    return case
