"""Forgets people when the time has come, or when they ask for it. Within a `Session`."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import uuid4

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from assistant.cases.apart import apart
from assistant.cases.attachments.sweeping import GRACE
from assistant.cases.by import CLOCK
from assistant.cases.door import Door
from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import ENDED
from assistant.conversation.models import Conversation
from assistant.privacy.erasing import erase_case, erase_conversation
from assistant.replies.shapes import Owner
from assistant.storage.jobs import enqueue
from assistant.storage.locking import locked


class AfterErasing(StrEnum):
    """Jobs that finish an erasure outside of the rows."""

    SCRUB = "privacy.scrub"
    SWEEP = "daily.sweep_files"
    PACK = "daily.pack"


def erase_ended(
    session: Session, door: Door, ended_before: datetime, now: datetime, limit: int = 50
) -> list[CaseEvent]:
    """Erase at most `limit` cases that ended before a moment; the events that say so.

    A case with a fault is passed over. Call it again while it returns events.
    """
    due = select(Case.id).where(
        Case.ended_at < ended_before, Case.status.in_(sorted(ENDED)), Case.erased_at.is_(None)
    )
    found = locked(session, due.order_by(Case.id).limit(limit), skip_locked=True)
    erased = [
        apart(
            session,
            id_,
            lambda case: erase_case(session, door, case, CLOCK, now=now, reason="retention"),
        )
        for id_ in found
    ]
    return [event for event in erased if event is not None]


def erase_silent(session: Session, silent_since: datetime, limit: int = 50) -> list[str]:
    """Erase at most `limit` conversations without a message since a moment; their ids.

    One in which a case was filed stays until that has ended, and as long again, since its news are
    told there. One that waits for a human, or has one, stays.
    """
    needed = select(Case.id).where(
        Case.conversation_id == Conversation.id,
        or_(Case.ended_at.is_(None), Case.ended_at >= silent_since),
    )
    due = select(Conversation.id).where(
        Conversation.last_turn_at < silent_since,
        Conversation.owner == Owner.BOT,
        ~needed.exists(),
    )
    found = locked(session, due.order_by(Conversation.last_turn_at).limit(limit), skip_locked=True)
    for id_ in found:
        erase_conversation(session, id_)
    return found


def follow_up(
    session: Session, case_ids: Iterable[int], now: datetime, key: str | None = None
) -> None:
    """Have folders cleaned of what was of these cases, and files swept that nobody needs.

    Once at once and once more when a file that came a moment ago is no longer young. The same
    `key` again adds nothing.
    """
    ids, key = list(case_ids), key or uuid4().hex
    enqueue(session, AfterErasing.SCRUB, {"case_ids": ids}, key=f"{AfterErasing.SCRUB}:{key}")
    for number, at in enumerate((now, now + GRACE + timedelta(minutes=1))):
        name = f"{AfterErasing.SWEEP}:{key}:{number}"
        enqueue(session, AfterErasing.SWEEP, {}, key=name, run_at=at)
