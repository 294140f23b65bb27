"""Owners of a conversation, and the moves between them as data."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.replies.shapes import Owner


class Move(StrEnum):
    """A way in which a conversation changes its owner."""

    ENQUEUE = "enqueue"
    TAKE = "take"
    RELEASE = "release"
    EXPIRE = "expire"
    TRANSFER = "transfer"
    CLOSE = "close"
    RESUME = "resume"


@dataclass(frozen=True)
class Way:
    """Where a move begins and where it leads; `needs_lease`: only whoever holds it may move."""

    begins: frozenset[Owner]
    leads_to: Owner
    needs_lease: bool = False


WAYS: dict[Move, Way] = {
    Move.ENQUEUE: Way(frozenset({Owner.BOT}), Owner.QUEUE),
    Move.TAKE: Way(frozenset({Owner.QUEUE}), Owner.OPERATOR),
    Move.RELEASE: Way(frozenset({Owner.OPERATOR}), Owner.QUEUE, needs_lease=True),
    Move.EXPIRE: Way(frozenset({Owner.OPERATOR}), Owner.QUEUE),
    Move.TRANSFER: Way(frozenset({Owner.OPERATOR}), Owner.OPERATOR, needs_lease=True),
    Move.CLOSE: Way(frozenset({Owner.OPERATOR}), Owner.BOT, needs_lease=True),
    Move.RESUME: Way(frozenset({Owner.QUEUE, Owner.OPERATOR}), Owner.BOT),
}
"""Every move there is. What is not here cannot happen."""
