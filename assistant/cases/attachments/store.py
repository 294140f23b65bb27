"""Tables of files, and which files belong to which case.

Plain functions of a `Session`, within its transaction.
"""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from uuid import uuid4

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, func, select, union
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.cases import logs
from assistant.cases.attachments.media import KeptFile
from assistant.cases.commitments import FILE, commitments
from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import Move
from assistant.cases.terms import Actor, Role
from assistant.cases.transitions import Door, MoveKeyReusedError, MoveRequest
from assistant.storage.database import Base, UtcDateTime
from assistant.storage.sealing import Sealer
from assistant.storage.wide import WIDE


class _Kept:
    """The type and size of a file, and the name and key under which it is kept.

    The name is a keyed hash of the content, and the content is sealed: whoever has a copy of
    database and folder cannot find out whether a file they know was handed in. `size` counts the
    bytes that are kept; `key_id` names the key that sealed the file.
    """

    name: Mapped[str] = mapped_column(String(64), index=True)
    sha256_sealed: Mapped[str] = mapped_column(Text)
    media: Mapped[str] = mapped_column(String(32))
    size: Mapped[int]
    key_id: Mapped[str] = mapped_column(String(16))


class Attachment(_Kept, Base):
    """One file of a case; `event_number` is the event that added it, which also says who did."""

    __tablename__ = "case_attachments"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=lambda: uuid4().hex)
    case_id: Mapped[int] = mapped_column(WIDE, ForeignKey("cases.id"))
    event_number: Mapped[int]
    added_by: Mapped[str] = mapped_column(String(16))
    added_by_id: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        UniqueConstraint("case_id", "name"),
        Index("ix_case_attachments_key_id_id", "key_id", "id"),
    )


class WaitingFile(_Kept, Base):
    """A file that came before its case: sent in a conversation while the form is filled in."""

    __tablename__ = "waiting_files"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=lambda: uuid4().hex)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

    __table_args__ = (UniqueConstraint("conversation_id", "name"),)


class PreparedFile(_Kept, Base):
    """A file of a case that waits for the answer that will take it to the citizen.

    `hand` says who prepared it: an account of the desk, a key of an agency, or the system of the
    line.
    """

    __tablename__ = "prepared_files"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=lambda: uuid4().hex)
    case_id: Mapped[int] = mapped_column(WIDE, ForeignKey("cases.id"))
    hand: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

    __table_args__ = (UniqueConstraint("case_id", "hand", "name"),)


class TooManyFilesError(ValueError):
    """A side of the case has added as many files as it may."""


class UnknownFileError(LookupError):
    """The case has no file with this id."""


def attach(
    session: Session,
    door: Door,
    case: Case,
    kept: KeptFile,
    by: Actor,
    *,
    now: datetime,
    per_case: int,
    key: str | None = None,
) -> Attachment:
    """Add a kept file to `case`, which is locked; the same file again is the same attachment.

    The citizen may add `per_case` files; desk and agencies together may add as many. Raises
    `TooManyFilesError`, `MoveKeyReusedError` for a key of another file, and what `Door.move`
    raises.
    """
    if key:
        _check_key(session, door.sealer, case, key, kept)
    if known := _known(session, case, kept.name):
        return known
    if count(session, case, by.role) >= per_case:
        raise TooManyFilesError(case.tracking_code)
    told: dict[str, str | int] = {"media": kept.media, "size": kept.size}
    step = MoveRequest(Move.ATTACHED, by, evidence=told, committed={FILE: kept.name}, key=key)
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


def note_reading(
    session: Session, case: Case, row: Attachment, reader: Actor, now: datetime
) -> None:
    """Record that `reader` read a file."""
    purpose = f"attachment {row.id}"
    logs.log_reading(session, case, reader, ["attachment"], purpose=purpose, now=now)


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
    # Older events name the file by its plain hash.
    same = commitments(case, **{FILE: kept.name}) | {"sha256": sealer.open(kept.sha256_sealed)}
    if event.type != Move.ATTACHED or not same.items() & event.data.items():
        raise MoveKeyReusedError(Move.ATTACHED)


def _known(session: Session, case: Case, name: str) -> Attachment | None:
    query = select(Attachment).where(Attachment.case_id == case.id, Attachment.name == name)
    found: Attachment | None = session.scalar(query)
    return found


def count(session: Session, case: Case, side: str = Role.CITIZEN) -> int:
    """How many files the citizen has added to a case; for any other `side`, all others."""
    is_citizen = Attachment.added_by == Role.CITIZEN
    is_of_side = is_citizen if side == Role.CITIZEN else ~is_citizen
    return (
        session.scalar(select(func.count()).where(Attachment.case_id == case.id, is_of_side)) or 0
    )
