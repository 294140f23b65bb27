"""Files that came before their case. Plain functions of a `Session`, within its transaction."""

from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from assistant.cases.attachments.keeping import (
    TooManyFilesError,
    UnknownFileError,
    attach,
    count,
)
from assistant.cases.attachments.media import KeptFile
from assistant.cases.attachments.models import WaitingFile
from assistant.cases.by import CITIZEN
from assistant.cases.door import Door
from assistant.cases.models import Case
from assistant.storage.batches import delete_some
from assistant.storage.locking import locked

WAITS = timedelta(days=1)
"""So long a file waits for a case to be filed in its conversation."""


def wait(
    session: Session, conversation_id: str, kept: KeptFile, now: datetime, *, most: int
) -> WaitingFile:
    """Keep a file for the case that will be filed here; the same file again is one, from now on.

    Raises `TooManyFilesError` when `most` of them wait.
    """
    own = WaitingFile.conversation_id == conversation_id
    known: WaitingFile | None = session.scalar(
        select(WaitingFile).where(own, WaitingFile.name == kept.name)
    )
    if known:
        known.created_at = now
        return known
    is_waiting = (own, WaitingFile.created_at > now - WAITS)
    if (session.scalar(select(func.count()).where(*is_waiting)) or 0) >= most:
        raise TooManyFilesError(conversation_id)
    row = WaitingFile(
        conversation_id=conversation_id,
        **asdict(kept),
        created_at=now,
    )
    session.add(row)
    session.flush()
    return row


def waiting_of(session: Session, conversation_id: str, now: datetime) -> list[WaitingFile]:
    """What waits in a conversation, oldest first."""
    return list(session.scalars(_waiting(conversation_id, now)))


def let_go(session: Session, conversation_id: str, id_: str) -> None:
    """Forget one of the files that wait in a conversation; raises `UnknownFileError`."""
    query = select(WaitingFile).where(
        WaitingFile.conversation_id == conversation_id, WaitingFile.id == id_
    )
    # Locked, so that none is taken away that a case has got in the same moment.
    rows = locked(session, query)
    if not rows:
        raise UnknownFileError(id_)
    session.delete(rows[0])


def attach_waiting(session: Session, door: Door, case: Case, now: datetime) -> None:
    """Make what waits in the conversation of `case`, which is new, its files."""
    rows = locked(session, _waiting(case.conversation_id or "", now))
    most = len(rows) + count(session, case)
    for row in rows:
        kept = KeptFile(row.name, row.sha256_sealed, row.media, row.size, row.key_id)
        attach(session, door, case, kept, CITIZEN, now=now, per_case=most)
        session.delete(row)


def drop_waiting(session: Session, conversation_id: str) -> None:
    """Forget what waits in a conversation, whose form was let go."""
    session.execute(delete(WaitingFile).where(WaitingFile.conversation_id == conversation_id))


def forget_waiting(session: Session, now: datetime) -> int:
    """Forget some of what has waited too long; how many it were."""
    return delete_some(session, WaitingFile, WaitingFile.created_at <= now - WAITS)


def _waiting(conversation_id: str, now: datetime) -> Select[WaitingFile]:
    query = select(WaitingFile).where(
        WaitingFile.conversation_id == conversation_id, WaitingFile.created_at > now - WAITS
    )
    return query.order_by(WaitingFile.created_at, WaitingFile.id)
