"""How an event is hashed: canonical JSON, SHA-256, the hash of the event before included."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from assistant.cases.models import Case, CaseEvent

FIRST = "0" * 64
"""The previous hash of a case's first event."""


def link(event: CaseEvent, case: Case) -> None:
    """Give `event` the next number, its place in the chain of `case`, and make it the head."""
    event.number = case.version + 1
    event.previous_hash = case.head_hash or FIRST
    event.hash = digest(record(event, case.tracking_code))
    case.version, case.head_hash = event.number, event.hash


def record(event: CaseEvent, tracking_code: str) -> dict[str, Any]:
    """What the hash of an event covers, as it is published."""
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


def digest(published: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON: sorted names, no spaces, UTF-8 without escapes."""
    text = json.dumps(published, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def exact(moment: datetime) -> str:
    """An aware time in UTC to the microsecond, always of the same length."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
