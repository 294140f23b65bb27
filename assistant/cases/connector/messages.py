"""Makes messages out of the events of a case, the same one whenever it is made again."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.attachments.models import Attachment
from assistant.cases.connector.bonds import leader_code
from assistant.cases.connector.port import CaseOut, FileOut, LedgerOut, Message, MessageType
from assistant.cases.models import Case, CaseEvent, LedgerRoot
from assistant.cases.moves import Move
from assistant.cases.open_words import open_words
from assistant.cases.signed_roots import signed_root
from assistant.cases.terms import Identity, Role
from assistant.language.dates import rfc3339
from assistant.storage.sealing import Sealer
from knowledge.catalogue import Catalogue

_IDENTITIES = {
    Move.CONSENT_GIVEN: Identity.NAMED,
    Move.CONSENT_WITHDRAWN: Identity.SEALED,
}


def message_of(
    session: Session, catalogue: Catalogue, sealer: Sealer, case_id: int, number: int
) -> Message | None:
    """The message about event `number` of a case; None when there is no such event.

    It is made of what was so at that event and not of what is so now: a message that is sent again
    under the same key must be the same message.
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
