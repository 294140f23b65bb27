"""How records are chained: SHA-256 of canonical JSON that includes the previous record's hash."""

from datetime import UTC, datetime
from typing import Any

from assistant.cases.models import Case, CaseEvent
from assistant.cases.verify_ledger import FIRST, digest
from assistant.storage.digests import Digests, Purpose

__all__ = ["FIRST", "digest"]


def link(event: CaseEvent, case: Case, digests: Digests) -> None:
    """Give `event` the next number, its place in the chain of `case`, and make it the head."""
    event.number = case.version + 1
    event.previous_hash = case.head_hash or FIRST
    event.hash = digest(record(event, case.tracking_code))
    # With the key: whoever can only write into the database cannot add an event.
    event.mac = mac(event, digests)
    case.version, case.head_hash = event.number, event.hash


def mac(event: CaseEvent, digests: Digests) -> str:
    """The keyed hash which proves that we made the event."""
    return digests.keyed(Purpose.EVENT, event.hash)


def record(event: CaseEvent, tracking_code: str) -> dict[str, Any]:
    """The fields that an event's hash covers; texts by their commitments, which are in `data`."""
    return {
        "case": tracking_code,
        "number": event.number,
        "type": event.type,
        "actor": event.actor,
        "actor_id": event.actor_id,
        "status": event.status,
        "level": event.level,
        "at": exact(event.created_at),
        "data": event.data,
        "previous_hash": event.previous_hash,
    }


def exact(moment: datetime) -> str:
    """An aware time in UTC to the microsecond, always of the same length."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
