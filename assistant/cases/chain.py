"""How records are chained: canonical JSON, SHA-256, the hash of the record before included."""

import secrets
from datetime import UTC, datetime
from typing import Any, Protocol

from assistant.cases.models import Case, CaseEvent
from assistant.cases.verify_ledger import FIRST, SAID, canonical, commitment, covered, sha

__all__ = ["FIRST", "SAID", "commitment"]


class Sealing(Protocol):
    """Whoever holds the key by which an event is known to be ours."""

    def mac(self, *parts: str) -> str:
        """A keyed hash."""
        ...


def link(event: CaseEvent, case: Case, sealer: Sealing) -> None:
    """Give `event` the next number, its place in the chain of `case`, and make it the head."""
    event.number = case.version + 1
    event.previous_hash = case.head_hash or FIRST
    event.hash = digest(record(event, case.tracking_code))
    # Whoever can write into the database alone cannot add an event.
    event.mac = sealer.mac(event.hash)
    case.version, case.head_hash = event.number, event.hash


def record(event: CaseEvent, tracking_code: str) -> dict[str, Any]:
    """What the hash of an event covers, words by their commitments."""
    return {
        "case": tracking_code,
        "number": event.number,
        "type": event.type,
        "actor": event.actor,
        "actor_id": event.actor_id,
        "status": event.status,
        "level": event.level,
        "at": exact(event.created_at),
        "data": covered(event.data),
        "previous_hash": event.previous_hash,
    }


def forget_words(event: CaseEvent) -> None:
    """Remove the words of an event for good; its hash holds, and nobody can guess them from it."""
    event.data = covered(event.data)


def has_lost_words(event: CaseEvent) -> bool:
    """Whether words of the event, or the salt of what it commits to, are gone."""
    is_salted = any(f"{name}_sha256" in event.data for name in (*SAID, "key"))
    return is_salted and "salt" not in event.data


def digest(published: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON: sorted names, no spaces, UTF-8 without escapes."""
    return sha(canonical(published))


def new_salt() -> str:
    """Random, for the commitments of one event."""
    return secrets.token_hex(16)


def exact(moment: datetime) -> str:
    """An aware time in UTC to the microsecond, always of the same length."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
