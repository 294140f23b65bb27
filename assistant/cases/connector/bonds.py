"""Which case another one followed, read from the ledgers of both."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import Move

_BONDS = frozenset([Move.MERGED, Move.SEPARATED])


def leader_code(session: Session, events: Sequence[CaseEvent]) -> str | None:
    """The tracking code of the case that was followed after `events`, None if it went alone.

    `events` are all of a case up to one of them, oldest first. No ledger has the code of another
    case; the leader is whose ledger tells of the same bond, made at the same moment.
    """
    newest = next((event for event in reversed(events) if event.type in _BONDS), None)
    if newest is None or newest.type == Move.SEPARATED:
        return None
    joined = (
        select(Case.tracking_code, CaseEvent.data)
        .join(Case, Case.id == CaseEvent.case_id)
        .where(CaseEvent.type == Move.JOINED, CaseEvent.created_at == newest.created_at)
    )
    link = newest.data["link"]
    return next((code for code, data in session.execute(joined) if data["link"] == link), None)
