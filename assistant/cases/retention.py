"""Forgets who a citizen was, some time after the case has ended."""

from datetime import datetime

from sqlalchemy import Delete, delete, or_, select
from sqlalchemy.orm import Session

from assistant.cases.apart import apart
from assistant.cases.attachments.models import Attachment
from assistant.cases.by import CLOCK
from assistant.cases.door import Door, Step
from assistant.cases.models import Case, CaseEvent, PersonalValue
from assistant.cases.moves import ENDED, Move
from assistant.storage.locking import locked


def erase_ended(
    session: Session, door: Door, ended_before: datetime, now: datetime, limit: int = 50
) -> list[CaseEvent]:
    """Delete the personal values and files of at most `limit` cases that ended before a moment.

    Each gets an event that says so; the masked texts and the notes of readings stay. The files
    themselves go with the next sweep, unless another case needs them. A case with a fault is
    passed over. Call it again while it returns events.
    """
    has_values = or_(
        select(PersonalValue.id).where(PersonalValue.case_id == Case.id).exists(),
        select(Attachment.id).where(Attachment.case_id == Case.id).exists(),
    )
    due = select(Case.id).where(
        Case.ended_at < ended_before, Case.status.in_(sorted(ENDED)), has_values
    )
    found = locked(session, due.order_by(Case.id).limit(limit), skip_locked=True)
    erased = [apart(session, id_, lambda case: _erase(session, door, case, now)) for id_ in found]
    return [event for event in erased if event is not None]


def _erase(session: Session, door: Door, case: Case, now: datetime) -> CaseEvent:
    count = {
        "values": _gone(session, delete(PersonalValue).where(PersonalValue.case_id == case.id)),
        "files": _gone(session, delete(Attachment).where(Attachment.case_id == case.id)),
    }
    return door.move(session, case, Step(Move.ERASED, CLOCK, "retention", evidence=count), now)


def _gone(session: Session, statement: Delete) -> int:
    return getattr(session.execute(statement), "rowcount", 0)
