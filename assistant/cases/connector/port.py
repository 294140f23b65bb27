"""The messages to the system of the 128 line, and the interface of every adapter to it."""

from enum import StrEnum
from typing import Any, Protocol

from pydantic import BaseModel, ConfigDict


class MessageType(StrEnum):
    """What happened to the case."""

    FILED = "filed"
    REFERRED = "referred"
    ESCALATED = "escalated"
    MESSAGE = "message"
    ATTACHED = "attached"
    CONFIRMED = "confirmed"
    PARTLY = "partly"
    DISPUTED = "disputed"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"
    CLOSED_UNCONFIRMED = "closed_unconfirmed"
    MERGED = "merged"
    SEPARATED = "separated"


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FileOut(_Shape):
    """A file of a case: its type, and its hash while it is kept; `size` counts bytes."""

    sha256: str | None = None
    media_type: str | None = None
    size: int | None = None
    added_at: str


class CaseOut(_Shape):
    """A case as the system of the 128 line sees it, without its citizen. Times are RFC 3339.

    `leader` is the tracking code of the case of the same matter that it follows.
    """

    tracking_code: str
    leader: str | None = None
    kind: str
    status: str
    agency_id: str | None = None
    agency_name: str | None = None
    indicator: str | None = None
    province: str | None = None
    city: str | None = None
    identity: str
    description: str
    formal_description: str | None = None
    occurred_at: str | None = None
    created_at: str
    due_at: str
    attachments: tuple[FileOut, ...] | None = None


class LedgerOut(_Shape):
    """The ledger's state at the event: the event's number and hash, and the newest root, signed.

    Whoever keeps it can prove later that neither was changed.
    """

    number: int
    hash: str
    root: dict[str, Any] | None = None


class Message(_Shape):
    """One thing that happened; `message_id` is the same whenever it is sent again."""

    message_id: str
    type: MessageType
    at: str
    text: str | None = None
    level: str | None = None
    score: int | None = None
    case: CaseOut
    ledger: LedgerOut | None = None

    def body(self) -> bytes:
        """The message as it is signed and sent."""
        return self.model_dump_json(exclude_none=True).encode()


class Upstream(Protocol):
    """Takes messages to the system of the 128 line."""

    async def send(self, message: Message) -> str:
        """Send it and return the receipt's id; the message may have been sent before.

        Raises `TryAgain` or `GiveUp` (assistant/storage/jobs).
        """
        ...

    async def close(self) -> None:
        """Close connections and files."""
        ...
