"""Shapes of the ledger of cases, and of the proofs that citizens keep."""

from typing import Annotated, Any

from pydantic import WithJsonSchema

from assistant.cases.schemas import Shape


class SignedHandover(Shape):
    """The key that signs roots was changed after the root `after_number` (0: before the first).

    `signature` is that of `previous_key`, `own_signature` that of `public_key`: Ed25519 over
    SHA-256 of the canonical JSON of the fields above them.
    """

    number: int
    previous_key: str
    public_key: str
    after_number: int
    after_hash: str
    created_at: str
    signature: str
    own_signature: str


class SignedRoot(Shape):
    """The root of one day (UTC): over the newest event of so many cases, and over the root before.

    `hash` is SHA-256 over the canonical JSON of the fields above it; `signature` is Ed25519 over
    the hash's bytes, empty for a root of a version that did not sign. `logs` tells how long the
    records of readings and of the desk are, and the hash of their last entry.
    """

    number: int
    day: str
    root: str
    leaves: int
    logs: dict[str, Any]
    created_at: str
    previous_hash: str
    hash: str
    signature: str


class CaseProof(Shape):
    """What a citizen keeps: the newest event of the case, and the newest root, both signed.

    `signature` is Ed25519 over the SHA-256 of the canonical JSON of `case` (the tracking code),
    `number` and `hash`.
    """

    number: int
    hash: str
    signature: str
    root: SignedRoot | None = None


class LedgerProof(Shape):
    """That a day's root covers the event `number`: RFC 9162's inclusion proof, in hex."""

    day: str
    root: str
    number: int
    position: int
    leaves: int
    path: list[str]


class LedgerHead(Shape):
    """The newest event."""

    number: int
    hash: str


LedgerEvent = Annotated[
    dict[str, Any],
    WithJsonSchema(
        {
            "type": "object",
            "properties": {
                "number": {"type": "integer"},
                "type": {"type": "string"},
                "at": {"type": "string"},
                "actor": {"type": "string"},
                "hash": {"type": "string"},
            },
            "required": ["number", "type", "at", "actor", "hash"],
            "additionalProperties": True,
        }
    ),
]
"""An event as it was hashed, with words and hash; no field may be dropped or added."""


class CaseLedger(Shape):
    """All events of a case, each with its hash, and what is needed to check them.

    An event has its `words` beside, and a commitment to them under `salt` in its `data`; both are
    gone when the case is erased.
    """

    tracking_code: str
    algorithm: str
    salt: str | None = None
    events: list[LedgerEvent]
    head: LedgerHead
    proofs: list[LedgerProof]
