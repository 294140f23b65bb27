"""The bond between a case and the one that it follows."""

from dataclasses import dataclass
from uuid import uuid4


@dataclass(frozen=True)
class Link:
    """Names a bond in the ledgers of both cases, and tells nothing of either."""

    id: str
    leader_id: int

    @classmethod
    def to(cls, leader_id: int) -> "Link":
        """A new bond to a leader."""
        return cls(uuid4().hex, leader_id)
