"""What a key has done already."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.models import Case, CaseEvent
from assistant.cases.step import MoveKeyReusedError, Step


def earlier(session: Session, case: Case, step: Step) -> CaseEvent | None:
    """The event that the key of `step` has made already; raises `MoveKeyReusedError`."""
    query = select(CaseEvent).where(
        CaseEvent.case_id == case.id, CaseEvent.idempotency_key == step.key
    )
    event: CaseEvent | None = session.scalar(query)
    if event and event.type != step.move:
        raise MoveKeyReusedError(step.move)
    return event
