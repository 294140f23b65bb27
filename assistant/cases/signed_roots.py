"""A daily root as it is signed and published; each covers the one before."""

from typing import Any

from assistant.cases.chain import digest
from assistant.cases.models import LedgerRoot
from assistant.cases.schemas import SignedRoot
from assistant.language.dates import rfc3339


def statement(row: LedgerRoot) -> dict[str, Any]:
    """What a root's hash covers."""
    return {
        "number": row.number,
        "day": row.day,
        "root": row.root,
        "leaves": row.leaves,
        "logs": row.logs,
        "created_at": rfc3339(row.created_at),
        "previous_hash": row.previous_hash,
    }


def hash_of(row: LedgerRoot) -> str:
    """The hash that is signed, and that the next root covers."""
    return digest(statement(row))


def signed_root(row: LedgerRoot) -> SignedRoot:
    """The root with hash and signature."""
    return SignedRoot(**statement(row), hash=row.hash, signature=row.signature)
