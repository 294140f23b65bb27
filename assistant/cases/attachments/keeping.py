"""Which files belong to which case. Plain functions of a `Session`, within its transaction."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import func, select, union
from sqlalchemy.orm import Session

from assistant.cases.attachments.media import KeptFile
from assistant.cases.attachments.models import Attachment, WaitingFile
from assistant.cases.by import By
from assistant.cases.door import Door, MoveKeyReusedError, Step
from assistant.cases.logs import append
from assistant.cases.models import Case, CaseEvent, PersonalReading
from assistant.cases.moves import Move


class TooManyFilesError(ValueError):
    """The case has as many files as a case may have."""


class UnknownFileError(LookupError):
    """The case has no file with this id."""


def attach(
    session: Session,
    door: Door,
    case: Case,
    kept: KeptFile,
    by: By,
    *,
    now: datetime,
    per_case: int,
    key: str | None = None,
) -> Attachment:
    """Make a kept file one of `case`, which is locked; the same file again is the same attachment.

    Raises `TooManyFilesError`, `MoveKeyReusedError` for a key of another file, and what `Door.move`
    raises.
    """
    _check_key(session, case, key, kept.sha256)
    if known := _known(session, case, kept.sha256):
        return known
    if count(session, case) >= per_case:
        raise TooManyFilesError(case.tracking_code)
    told: dict[str, str | int] = {"sha256": kept.sha256, "media": kept.media, "size": kept.size}
    step = Step(Move.ATTACHED, by, evidence=told, key=key)
    event = door.move(session, case, step, now)
    row = Attachment(
        case_id=case.id,
        event_number=event.number,
        added_by=by.role,
        added_by_id=by.id,
        **asdict(kept),
        created_at=now,
    )
    session.add(row)
    session.flush()
    return row


def attachments_of(session: Session, case: Case) -> list[Attachment]:
    """The files of a case, oldest first."""
    query = select(Attachment).where(Attachment.case_id == case.id)
    return list(session.scalars(query.order_by(Attachment.event_number, Attachment.id)))


def attachment(session: Session, case: Case, id_: str) -> Attachment:
    """The file of `case` with this id; raises `UnknownFileError`, also for another case's."""
    query = select(Attachment).where(Attachment.case_id == case.id, Attachment.id == id_)
    found: Attachment | None = session.scalar(query)
    if found is None:
        raise UnknownFileError(id_)
    return found


def note_reading(session: Session, case: Case, row: Attachment, reader: By, now: datetime) -> None:
    """Put on record that `reader` read a file."""
    reading = PersonalReading(
        case_id=case.id,
        role=reader.role,
        reader_id=reader.id,
        fields=["attachment"],
        purpose=f"attachment {row.id}",
        created_at=now,
    )
    append(session, reading)


def referenced(session: Session, hashes: Iterable[str]) -> set[str]:
    """Those of `hashes` that some row needs."""
    some = list(hashes)
    rows = union(
        select(Attachment.sha256).where(Attachment.sha256.in_(some)),
        select(WaitingFile.sha256).where(WaitingFile.sha256.in_(some)),
    )
    return set(session.scalars(rows))


def _check_key(session: Session, case: Case, key: str | None, sha256: str) -> None:
    query = select(CaseEvent).where(CaseEvent.case_id == case.id, CaseEvent.idempotency_key == key)
    event: CaseEvent | None = session.scalar(query) if key else None
    if event and (event.type != Move.ATTACHED or event.data["sha256"] != sha256):
        raise MoveKeyReusedError(Move.ATTACHED)


def _known(session: Session, case: Case, sha256: str) -> Attachment | None:
    query = select(Attachment).where(Attachment.case_id == case.id, Attachment.sha256 == sha256)
    found: Attachment | None = session.scalar(query)
    return found


def count(session: Session, case: Case) -> int:
    """How many files a case has."""
    query = select(func.count()).where(Attachment.case_id == case.id)
    return session.scalar(query) or 0
