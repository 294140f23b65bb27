"""Exchange with the system of the 128 line: events of a case become messages, callbacks moves.

A message has the same content whenever it is made again.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.attachments.pending import Along, FileIds, move_with
from assistant.cases.attachments.store import Attachment
from assistant.cases.codes import normalise
from assistant.cases.connector.port import (
    CaseOut,
    FileOut,
    LedgerOut,
    Message,
    MessageType,
    Upstream,
)
from assistant.cases.masking import open_words
from assistant.cases.models import Case, CaseEvent, LedgerRoot
from assistant.cases.moves import Move
from assistant.cases.signatures import signed_root
from assistant.cases.terms import Actor, Identity, Role
from assistant.cases.transitions import Door, MoveRequest
from assistant.language.controls import Readable
from assistant.language.dates import rfc3339
from assistant.storage.database import Database
from assistant.storage.jobs import Claim
from assistant.storage.sealing import Sealer
from knowledge.catalogue import Catalogue

_BONDS = frozenset([Move.MERGED, Move.SEPARATED])


def leader_code(session: Session, events: Sequence[CaseEvent]) -> str | None:
    """The tracking code of the case that was followed after `events`, None if it followed none.

    `events` are all of a case up to one of them, oldest first. No ledger has the code of another
    case; the leader is the case whose ledger has the same bond, made at the same moment.
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


_IDENTITIES = {
    Move.CONSENT_GIVEN: Identity.NAMED,
    Move.CONSENT_WITHDRAWN: Identity.SEALED,
}


def message_of(
    session: Session, catalogue: Catalogue, sealer: Sealer, case_id: int, number: int
) -> Message | None:
    """The message about event `number` of a case; None when there is no such event.

    It shows the case as it was at that event, not as it is now: a message that is sent again under
    the same key must be the same message.
    """
    query = select(CaseEvent).where(CaseEvent.case_id == case_id, CaseEvent.number <= number)
    events = session.scalars(query.order_by(CaseEvent.number)).all()
    case = session.get(Case, case_id)
    if case is None or not events or events[-1].number != number:
        return None
    event = events[-1]
    is_filing, words = event.type == Move.REGISTERED, open_words(session, sealer, case)
    return Message(
        message_id=f"{case.tracking_code}-{number}",
        type=MessageType.FILED if is_filing else MessageType(event.type),
        at=rfc3339(event.created_at),
        text=words.texts.get(number) or event.said("text") or event.said("reason"),
        level=event.level,
        score=event.data.get("score"),
        case=_case_out(
            case, events, catalogue, leader_code(session, events), _files(session, sealer, events)
        ).model_copy(update=words.in_place_of(case)),
        ledger=_ledger(session, event),
    )


def _ledger(session: Session, event: CaseEvent) -> LedgerOut:
    # The newest of that time, so that the message stays the same.
    query = select(LedgerRoot).where(LedgerRoot.created_at <= event.created_at)
    row = session.scalar(query.order_by(LedgerRoot.number.desc()).limit(1))
    root = signed_root(row).model_dump() if row else None
    return LedgerOut(number=event.number, hash=event.hash, root=root)


def _files(
    session: Session, sealer: Sealer, events: Sequence[CaseEvent]
) -> tuple[FileOut, ...] | None:
    added = [one for one in events if (one.type, one.actor) == (Move.ATTACHED, Role.CITIZEN)]
    if not added:
        return None
    query = select(Attachment).where(Attachment.case_id == added[0].case_id)
    rows = {row.event_number: row for row in session.scalars(query)}
    return tuple(_file_out(sealer, event, rows.get(event.number)) for event in added)


def _file_out(sealer: Sealer, event: CaseEvent, row: Attachment | None) -> FileOut:
    """A file that was erased meanwhile is only counted."""
    return FileOut(
        sha256=sealer.open(row.sha256_sealed) if row else None,
        media_type=row.media if row else None,
        size=row.size if row else None,
        added_at=rfc3339(event.created_at),
    )


def _case_out(
    case: Case,
    events: Sequence[CaseEvent],
    catalogue: Catalogue,
    leader: str | None,
    files: tuple[FileOut, ...] | None,
) -> CaseOut:
    known: dict[str, Any] = {}
    for event in events:
        known |= {name: event.data[name] for name in ("agency_id", "due_at") if name in event.data}
        identity = _IDENTITIES.get(Move(event.type)) or event.data.get("identity")
        known |= {"identity": str(identity)} if identity else {}
    agency = catalogue.agencies.get(known.get("agency_id", ""))
    return CaseOut(
        tracking_code=case.tracking_code,
        leader=leader,
        kind=case.kind,
        status=events[-1].status,
        agency_id=known.get("agency_id"),
        agency_name=agency.name if agency else None,
        indicator=case.indicator,
        province=case.province,
        city=case.city,
        identity=known.get("identity", case.identity),
        description=case.description,
        formal_description=case.formal_description,
        occurred_at=rfc3339(case.occurred_at) if case.occurred_at else None,
        created_at=rfc3339(case.created_at),
        due_at=known.get("due_at", rfc3339(case.created_at)),
        attachments=files,
    )


class Carrier:
    """Handles the jobs that send messages about cases; without `upstream` it sends nothing."""

    def __init__(
        self, database: Database, catalogue: Catalogue, sealer: Sealer, upstream: Upstream | None
    ) -> None:
        self._database, self._catalogue, self._upstream = database, catalogue, upstream
        self._sealer = sealer

    async def __call__(self, claim: Claim) -> None:
        """Send the message of one event."""
        if self._upstream is None:
            return
        case_id, number = claim.payload["case_id"], claim.payload["number"]
        message = await self._database.run(
            lambda session: message_of(session, self._catalogue, self._sealer, case_id, number)
        )
        if message:
            await self._upstream.send(message)


class CallbackType(StrEnum):
    """What the agency did with a case."""

    TAKEN = "taken"
    ASKED = "asked"
    ANSWERED = "answered"
    MISDIRECTED = "misdirected"


_TO_THE_CITIZEN = frozenset([CallbackType.ASKED, CallbackType.ANSWERED])
HAND = "upstream"
"""The `hand` of files that the system of the 128 line prepares."""
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000), Readable]


class Callback(BaseModel):
    """One thing that the system above tells us; the same `event_id` again does nothing.

    `agency_id` is the agency that did it, as the messages about the case name it. What another
    one than the present agency did is refused; without it, the present one counts as who did it.
    """

    model_config = ConfigDict(extra="forbid")

    event_id: Annotated[str, StringConstraints(pattern=r"^[!-~]{1,100}$")]
    tracking_code: Annotated[str, StringConstraints(max_length=16)]
    type: CallbackType
    agency_id: Annotated[str, StringConstraints(min_length=1, max_length=64)] | None = None
    text: Words = ""
    files: FileIds = []

    @model_validator(mode="after")
    def _words_carry_files(self) -> Self:
        if self.files and self.type not in _TO_THE_CITIZEN:
            raise ValueError("files go with words to the citizen alone")
        return self


def take_callback(
    session: Session, door: Door, callback: Callback, now: datetime, *, files_per_case: int
) -> bool:
    """Make the move that the callback reports; False when there is no such case.

    Raises what `move_with` raises.
    """
    code = normalise(callback.tracking_code)
    case = door.case(session, code) if code else None
    if case is None:
        return False
    move = Move(callback.type)
    is_misdirected = move is Move.MISDIRECTED
    step = MoveRequest(
        move,
        Actor(Role.AGENCY, callback.agency_id or case.agency_id or ""),
        reason=callback.text if is_misdirected else "",
        words="" if is_misdirected else callback.text,
        evidence={"upstream_event": callback.event_id},
        key=f"upstream:{callback.event_id}",
    )
    along = Along(callback.files, HAND, files_per_case)
    move_with(session, door, case, step, along=along, now=now)
    return True
