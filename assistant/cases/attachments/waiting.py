"""Files that came before their case. Plain functions of a `Session`, within its transaction."""

from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from assistant.cases.attachments.keeping import TooManyFilesError, attach
from assistant.cases.attachments.media import KeptFile
from assistant.cases.attachments.models import WaitingFile
from assistant.cases.by import CITIZEN
from assistant.cases.door import Door
from assistant.cases.models import Case
from assistant.storage.batches import delete_some

WAITS = timedelta(days=1)
"""So long a file waits for a case to be filed in its conversation."""


def wait(
    session: Session, conversation_id: str, kept: KeptFile, now: datetime, *, most: int
) -> None:
    """Keep a file for the case that will be filed here; the same file again is one.

    Raises `TooManyFilesError` when `most` of them wait.
    """
    own = WaitingFile.conversation_id == conversation_id
    known = select(WaitingFile.id).where(own, WaitingFile.name == kept.name)
    if session.scalar(known):
        return
    if (session.scalar(select(func.count()).where(own)) or 0) >= most:
        raise TooManyFilesError(conversation_id)
    row = WaitingFile(
        conversation_id=conversation_id,
        **asdict(kept),
        created_at=now,
    )
    session.add(row)
    session.flush()


def attach_waiting(session: Session, door: Door, case: Case, now: datetime) -> None:
    """Make what waits in the conversation of `case`, which is new, its files."""
    query = select(WaitingFile).where(
        WaitingFile.conversation_id == case.conversation_id, WaitingFile.created_at > now - WAITS
    )
    rows = session.scalars(query.order_by(WaitingFile.created_at, WaitingFile.id)).all()
    for row in rows:
        kept = KeptFile(row.name, row.sha256_sealed, row.media, row.size, row.key_id)
        attach(session, door, case, kept, CITIZEN, now=now, per_case=len(rows))
        session.delete(row)


def drop_waiting(session: Session, conversation_id: str) -> None:
    """Forget what waits in a conversation, whose form was let go."""
    session.execute(delete(WaitingFile).where(WaitingFile.conversation_id == conversation_id))


def forget_waiting(session: Session, now: datetime) -> int:
    """Forget some of what has waited too long; how many it were."""
    return delete_some(session, WaitingFile, WaitingFile.created_at <= now - WAITS)
