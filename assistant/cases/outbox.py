"""The jobs that must follow a change of a case, added to the change's own transaction."""

from enum import StrEnum

from sqlalchemy.orm import Session

from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import Move
from assistant.cases.terms import Role
from assistant.storage.jobs import enqueue


class CaseJob(StrEnum):
    """Kinds of jobs that cases need."""

    UPSTREAM = "cases.upstream"
    NOTICE = "cases.notice"
    SMS = "cases.sms"
    RESCHEDULE = "cases.reschedule"


SENT_UP = frozenset(
    [
        Move.REGISTERED,
        Move.REFERRED,
        Move.ESCALATED,
        Move.MESSAGE,
        Move.ATTACHED,
        Move.CONFIRMED,
        Move.PARTLY,
        Move.DISPUTED,
        Move.REOPENED,
        Move.WITHDRAWN,
        Move.CLOSED,
        Move.CLOSED_UNCONFIRMED,
        Move.MERGED,
        Move.SEPARATED,
    ]
)
"""Events that the system of the 128 line hears of; of a merge only through the follower's event, of
files only those that the citizen adds."""

TOLD = frozenset(
    [
        Move.REFERRED,
        Move.TAKEN,
        Move.ASKED,
        Move.ANSWERED,
        Move.MISDIRECTED,
        Move.ESCALATED,
        Move.REMINDED,
        Move.CLOSED,
        Move.CLOSED_UNCONFIRMED,
        Move.DELIVERED,
        Move.RESCHEDULED,
        Move.MERGED,
        Move.SEPARATED,
        Move.INFORMED,
        Move.CORRECTED,
        Move.PIN_CHANGED,
    ]
)
"""Events that the citizen hears of: moves of the clock, of others, or that others may have made.

Of merges only those of the desk: an automatic one changes nothing for the citizen.
"""


def announce(session: Session, case: Case, event: CaseEvent) -> None:
    """Add the jobs that follow `event`, which is new in this transaction."""
    move = Move(event.type)
    # Part of filing: the message of the filing says as much, and the citizen has just read it.
    if move is Move.REFERRED and event.actor == Role.CLOCK:
        return
    # Part of the answer that follows it.
    if move is Move.ATTACHED and event.actor != Role.CITIZEN:
        return
    is_quiet = move in {Move.MERGED, Move.SEPARATED} and event.actor != Role.OPERATOR
    kinds = [CaseJob.UPSTREAM] if move in SENT_UP else []
    kinds += [CaseJob.NOTICE] if move in TOLD and not is_quiet else []
    if kinds:
        session.flush()
    for kind in kinds:
        name = f"{kind}:{case.id}"
        payload = {"case_id": case.id, "number": event.number}
        enqueue(session, kind, payload, key=f"{name}:{event.number}", lane=name)
