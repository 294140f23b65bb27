"""Files that arrive before their case exists, or before the answer that they go with.

A prepared file belongs to the citizen from the moment the answer is given. Plain functions of a
`Session`, within its transaction.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Annotated

from pydantic import Field, StringConstraints
from sqlalchemy import ColumnElement, Select, delete, func, select
from sqlalchemy.orm import Session

from assistant.cases.attachments.media import KeptFile
from assistant.cases.attachments.store import (
    PreparedFile,
    TooManyFilesError,
    UnknownFileError,
    WaitingFile,
    attach,
    count,
)
from assistant.cases.models import Case, CaseEvent
from assistant.cases.move_requests import ALONG, earlier
from assistant.cases.terms import CITIZEN, Actor, Role
from assistant.cases.transitions import Door, MoveRequest, check
from assistant.storage.statements import delete_some, locked

WAITS = timedelta(days=1)
"""A file waits this long for a case to be filed in its conversation."""


def wait_for_case(
    session: Session, conversation_id: str, kept: KeptFile, now: datetime, *, most: int
) -> WaitingFile:
    """Keep a file for the case that will be filed here.

    The same file again counts once, and its wait begins again. Raises `TooManyFilesError` when
    `most` of them wait.
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
    """The files that wait in a conversation, oldest first."""
    return list(session.scalars(_waiting_in(conversation_id, now)))


def drop_one_waiting(session: Session, conversation_id: str, id_: str) -> None:
    """Forget one of the files that wait in a conversation; raises `UnknownFileError`."""
    query = select(WaitingFile).where(
        WaitingFile.conversation_id == conversation_id, WaitingFile.id == id_
    )
    # Locked: in the same moment a new case may take the file.
    rows = locked(session, query)
    if not rows:
        raise UnknownFileError(id_)
    session.delete(rows[0])


def attach_waiting(session: Session, door: Door, case: Case, now: datetime) -> None:
    """Give the new `case` the files that wait in the conversation."""
    rows = locked(session, _waiting_in(case.conversation_id or "", now))
    most = len(rows) + count(session, case)
    for row in rows:
        kept = KeptFile(row.name, row.sha256_sealed, row.media, row.size, row.key_id)
        attach(session, door, case, kept, CITIZEN, now=now, per_case=most)
        session.delete(row)


def drop_waiting(session: Session, conversation_id: str) -> None:
    """Forget the files that wait in a conversation whose form was given up."""
    session.execute(delete(WaitingFile).where(WaitingFile.conversation_id == conversation_id))


def forget_waiting(session: Session, now: datetime) -> int:
    """Forget some of the files that waited too long; returns how many."""
    return delete_some(session, WaitingFile, WaitingFile.created_at <= now - WAITS)


def _waiting_in(conversation_id: str, now: datetime) -> Select[WaitingFile]:
    query = select(WaitingFile).where(
        WaitingFile.conversation_id == conversation_id, WaitingFile.created_at > now - WAITS
    )
    return query.order_by(WaitingFile.created_at, WaitingFile.id)


MOST = 5
"""Most files that go with one answer."""
KEPT = timedelta(days=1)
"""A file waits this long for its answer."""
FileIds = Annotated[
    list[Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]], Field(max_length=MOST)
]
"""The prepared files that go along, as a request names them."""


@dataclass(frozen=True)
class Along:
    """Files that go with a step: their ids, who prepared them, how many a side may add."""

    ids: Sequence[str]
    hand: str
    per_case: int


NOTHING_ALONG = Along((), "", 0)


def prepared(session: Session, case: Case, hand: str, now: datetime) -> list[PreparedFile]:
    """The files that one hand has prepared for an answer to `case`, the oldest first."""
    return list(session.scalars(_waiting_for_answer(case, hand, now)))


def room(session: Session, case: Case, hand: str, now: datetime, *, per_case: int) -> int:
    """How many more files this hand may prepare."""
    waiting = len(prepared(session, case, hand, now))
    return max(0, min(MOST, per_case - count(session, case, Role.AGENCY)) - waiting)


def prepare(
    session: Session, case: Case, hand: str, kept: KeptFile, now: datetime, *, per_case: int
) -> PreparedFile:
    """Let a kept file wait for an answer to `case`, which is locked.

    The same file again counts once, and its wait begins again. Raises `TooManyFilesError`.
    """
    known: PreparedFile | None = session.scalar(
        select(PreparedFile).where(_of(case, hand), PreparedFile.name == kept.name)
    )
    if known:
        known.created_at = now
        return known
    if not room(session, case, hand, now, per_case=per_case):
        raise TooManyFilesError(case.tracking_code)
    row = PreparedFile(case_id=case.id, hand=hand, **asdict(kept), created_at=now)
    session.add(row)
    session.flush()
    return row


def drop_prepared(session: Session, case: Case, hand: str, id_: str) -> None:
    """Let a file wait no longer; does nothing if this hand has not prepared it."""
    session.execute(delete(PreparedFile).where(_of(case, hand), PreparedFile.id == id_))


def forget_prepared(session: Session, now: datetime) -> int:
    """Forget some of the files that waited too long; returns how many."""
    return delete_some(session, PreparedFile, PreparedFile.created_at <= now - KEPT)


def move_with(
    session: Session, door: Door, case: Case, step: MoveRequest, *, along: Along, now: datetime
) -> CaseEvent:
    """Make `step` with its files, whose numbers its event lists; `case` is locked.

    Raises `UnknownFileError` for a file that this hand has not prepared for it, and what `attach`
    and `Door.move` raise.
    """
    if not along.ids or (step.key and earlier(session, case, step)):
        return door.move(session, case, step, now)
    # Checked before the files, so that the refusal names the step and not the files.
    check(case, step, door.schedule)
    numbers = [
        _attached(session, door, case, row, step.by, now=now, per_case=along.per_case)
        for row in _wanted(session, case, along, now)
    ]
    told = replace(step, evidence={**step.evidence, ALONG: numbers})
    return door.move(session, case, told, now)


def _wanted(session: Session, case: Case, along: Along, now: datetime) -> list[PreparedFile]:
    # Locked, so that the daily sweep forgets none of the files that go along in the same moment.
    waiting = {row.id: row for row in locked(session, _waiting_for_answer(case, along.hand, now))}
    for id_ in along.ids:
        if id_ not in waiting:
            raise UnknownFileError(id_)
    return [waiting[id_] for id_ in dict.fromkeys(along.ids)]


def _attached(
    session: Session,
    door: Door,
    case: Case,
    row: PreparedFile,
    by: Actor,
    *,
    now: datetime,
    per_case: int,
) -> int:
    """The number of the event that added a waiting file to the case."""
    kept = KeptFile(row.name, row.sha256_sealed, row.media, row.size, row.key_id)
    session.delete(row)
    return attach(session, door, case, kept, by, now=now, per_case=per_case).event_number


def _waiting_for_answer(case: Case, hand: str, now: datetime) -> Select[PreparedFile]:
    query = select(PreparedFile).where(_of(case, hand), PreparedFile.created_at > now - KEPT)
    return query.order_by(PreparedFile.created_at, PreparedFile.id)


def _of(case: Case, hand: str) -> ColumnElement[bool]:
    return (PreparedFile.case_id == case.id) & (PreparedFile.hand == hand)
