"""Which files belong to which case. Plain functions of a `Session`, within its transaction."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import func, select, union
from sqlalchemy.orm import Session

from assistant.cases import readings
from assistant.cases.attachments.media import KeptFile
from assistant.cases.attachments.models import Attachment, PreparedFile, WaitingFile
from assistant.cases.by import By
from assistant.cases.commitments import FILE, commitments
from assistant.cases.door import Door, MoveKeyReusedError, Step
from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import Move
from assistant.cases.terms import Role
from assistant.storage.sealing import Sealer


class TooManyFilesError(ValueError):
    """The case has as many files of this side as it may have."""


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

    The citizen may add `per_case` files, and desk and agencies together as many.

    Raises `TooManyFilesError`, `MoveKeyReusedError` for a key of another file, and what `Door.move`
    raises.
    """
    if key:
        _check_key(session, door.sealer, case, key, kept)
    if known := _known(session, case, kept.name):
        return known
    if count(session, case, by.role) >= per_case:
        raise TooManyFilesError(case.tracking_code)
    told: dict[str, str | int] = {"media": kept.media, "size": kept.size}
    step = Step(Move.ATTACHED, by, evidence=told, committed={FILE: kept.name}, key=key)
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
    purpose = f"attachment {row.id}"
    readings.note(session, case, reader, ["attachment"], purpose=purpose, now=now)


def referenced(session: Session, names: Iterable[str]) -> set[str]:
    """Those of `names` that some row needs."""
    some = list(names)
    rows = union(
        select(Attachment.name).where(Attachment.name.in_(some)),
        select(WaitingFile.name).where(WaitingFile.name.in_(some)),
        select(PreparedFile.name).where(PreparedFile.name.in_(some)),
    )
    return set(session.scalars(rows))


def _check_key(session: Session, sealer: Sealer, case: Case, key: str, kept: KeptFile) -> None:
    query = select(CaseEvent).where(CaseEvent.case_id == case.id, CaseEvent.idempotency_key == key)
    event: CaseEvent | None = session.scalar(query)
    if event is None:
        return
    # Events of before name the file by its plain hash.
    same = commitments(case, **{FILE: kept.name}) | {"sha256": sealer.open(kept.sha256_sealed)}
    if event.type != Move.ATTACHED or not same.items() & event.data.items():
        raise MoveKeyReusedError(Move.ATTACHED)


def _known(session: Session, case: Case, name: str) -> Attachment | None:
    query = select(Attachment).where(Attachment.case_id == case.id, Attachment.name == name)
    found: Attachment | None = session.scalar(query)
    return found


def count(session: Session, case: Case, side: str = Role.CITIZEN) -> int:
    """How many files of a case its citizen has added, or for any other `side` the others."""
    is_citizen = Attachment.added_by == Role.CITIZEN
    is_of_side = is_citizen if side == Role.CITIZEN else ~is_citizen
    return (
        session.scalar(select(func.count()).where(Attachment.case_id == case.id, is_of_side)) or 0
    )
