"""One move that somebody wants to make: who asks, what goes with it, and why it may be refused.

The same idempotency key again does nothing twice (`earlier`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import Move
from assistant.cases.terms import Actor

if TYPE_CHECKING:
    from assistant.cases.personal import Field


@dataclass(frozen=True)
class Link:
    """Names a bond in the ledgers of both cases; it identifies neither."""

    id: str
    leader_id: int

    @classmethod
    def to(cls, leader_id: int) -> "Link":
        """A new bond to a leader."""
        return cls(uuid4().hex, leader_id)


ALONG = "with_files"
"""In the evidence of a step: the numbers of the events by which its files came."""


@dataclass(frozen=True)
class MoveRequest:
    """One move that somebody wants to make.

    `reason` and `words` are texts as typed; only their masked form is kept in the open. `evidence`
    holds ids, numbers, times and commitments, never personal values. The same `key` again does
    nothing twice. `link` is the bond that a merge is about; `is_echo` marks a step that repeats the
    leader's. `personal` are values that are sealed with the step, by `personal.Field`, `committed`
    are texts that are stored elsewhere and that the event proves.
    """

    move: Move
    by: Actor
    reason: str = ""
    words: str = ""
    agency_id: str | None = None
    score: int | None = None
    evidence: Mapping[str, Any] = field(default_factory=dict)
    key: str | None = None
    link: Link | None = None
    is_echo: bool = False
    personal: Mapping["Field", str | None] = field(default_factory=dict)
    committed: Mapping[str, str | None] = field(default_factory=dict)


class Why(StrEnum):
    """Why a move was refused."""

    NOBODY = "not_for_this_role"
    STATUS = "not_in_this_status"
    FOREIGN = "not_your_case"
    MISSING = "something_is_missing"
    GUARD = "not_possible_now"
    UNLIKE = "another_matter"
    ERASED = "erased"


class IllegalMoveError(ValueError):
    """A move that the rules do not allow; nothing has changed."""

    def __init__(self, move: Move, why: Why) -> None:
        super().__init__(f"{move}: {why}")
        self.move, self.why = move, why


class MoveKeyReusedError(ValueError):
    """An idempotency key of this case came again with another move."""


def earlier(session: Session, case: Case, step: MoveRequest) -> CaseEvent | None:
    """The event that the key of `step` has made already; raises `MoveKeyReusedError`."""
    query = select(CaseEvent).where(
        CaseEvent.case_id == case.id, CaseEvent.idempotency_key == step.key
    )
    event: CaseEvent | None = session.scalar(query)
    if event and event.type != step.move:
        raise MoveKeyReusedError(step.move)
    return event
