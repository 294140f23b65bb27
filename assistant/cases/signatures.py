"""Signatures of the ledger (Ed25519), so that a copy kept outside can be compared with it.

Signed are daily roots, each covering the one before, the newest event of a case for its citizen's
receipt, and handovers from one signing key to the next. The old key and the new key both sign a
handover: whoever kept a root under an old key can follow the signatures to the newest key, and
back. Nobody without the old key can make another key its successor.
"""

import hashlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.chain import FIRST, digest
from assistant.cases.ledger_schemas import CaseProof, SignedHandover, SignedRoot
from assistant.cases.models import Case, LedgerHandover, LedgerRoot
from assistant.cases.verify_ledger import is_signed
from assistant.language.dates import rfc3339
from assistant.storage.shared_clock import utc_now
from assistant.storage.statements import locked


def statement(row: LedgerRoot) -> dict[str, Any]:
    """The data that a root's hash covers."""
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


_ROOT_IS_KNOWN = timedelta(minutes=1)
"""A proof uses a root of at most this age, so that not every look at a case asks for one."""


class Notary:
    """Holds the signing key, and makes proofs for citizens. Safe to share between threads."""

    def __init__(self, secret: bytes) -> None:
        seed = hashlib.sha256(b"dastyar/ledger signature\n" + secret).digest()
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public_key = self._key.public_key().public_bytes_raw().hex()
        """In hex; published, so that anyone can check a signature."""
        self._newest: tuple[datetime, SignedRoot | None] | None = None

    def sign(self, hash_: str) -> str:
        """The signature of a SHA-256 in hex, in hex."""
        return self._key.sign(bytes.fromhex(hash_)).hex()

    def proof(self, session: Session, case: Case) -> CaseProof:
        """The citizen's proof: the newest event of `case`, signed, and the newest root."""
        number, head = case.version, case.head_hash
        signature = self.sign(head_digest(case.tracking_code, number, head))
        root = self._newest_root(session)
        return CaseProof(number=number, hash=head, signature=signature, root=root)

    def _newest_root(self, session: Session) -> SignedRoot | None:
        now = utc_now()
        if self._newest is None or self._newest[0] < now - _ROOT_IS_KNOWN:
            query = select(LedgerRoot).order_by(LedgerRoot.number.desc()).limit(1)
            row = session.scalar(query)
            self._newest = now, signed_root(row) if row else None
        return self._newest[1]


def head_digest(tracking_code: str, number: int, head: str) -> str:
    """The digest of a case's newest event that is signed."""
    return digest({"case": tracking_code, "number": number, "hash": head})


HEAD = "keys"
"""Names the handovers among the logs that a root covers."""


@dataclass(frozen=True)
class SigningKeys:
    """Public keys in hex, oldest first; each but the newest signed the roots up to its end.

    Without any key no signature is checked.
    """

    keys: tuple[str, ...]
    ends: tuple[int, ...] = ()

    def of_root(self, number: int) -> str:
        """The key that must have signed the root of this number; empty without any."""
        return self.keys[bisect_left(self.ends, number)]


def hand_over(session: Session, old: Notary, new: Notary, now: datetime) -> LedgerHandover:
    """Let `new` sign from now on; raises ValueError when it is the same key."""
    if new.public_key == old.public_key:
        raise ValueError("the new key is the old one")
    newest = locked(session, select(LedgerRoot).order_by(LedgerRoot.number.desc()).limit(1))
    before = session.scalar(select(LedgerHandover.number).order_by(LedgerHandover.number.desc()))
    row = LedgerHandover(
        number=(before or 0) + 1,
        previous_key=old.public_key,
        public_key=new.public_key,
        after_number=newest[0].number if newest else 0,
        after_hash=newest[0].hash if newest else FIRST,
        created_at=now.replace(microsecond=0),
    )
    fixed = digest(_statement(row))
    row.signature, row.own_signature = old.sign(fixed), new.sign(fixed)
    session.add(row)
    return row


def handovers(session: Session) -> Sequence[LedgerHandover]:
    """All of them, oldest first."""
    return session.scalars(select(LedgerHandover).order_by(LedgerHandover.number)).all()


def head(session: Session) -> dict[str, dict[str, Any]]:
    """The newest change of the key, for a daily root to cover; nothing without any."""
    found = handovers(session)
    if not found:
        return {}
    return {HEAD: {"number": found[-1].number, "hash": digest(_statement(found[-1]))}}


def signed_handover(row: LedgerHandover) -> SignedHandover:
    """As it is published."""
    signatures = {"signature": row.signature, "own_signature": row.own_signature}
    return SignedHandover(**_statement(row), **signatures)


def signing_keys(rows: Sequence[LedgerHandover], public_key: str) -> SigningKeys:
    """Which key signed which roots, as far back from `public_key` as handovers lead."""
    keys, ends = [public_key], list[int]()
    for row in reversed(rows if public_key else ()):
        if row.public_key != keys[0] or not _is_signed(row):
            break
        keys.insert(0, row.previous_key)
        ends.insert(0, row.after_number)
    return SigningKeys(tuple(keys), tuple(ends))


def faults_of_handovers(
    rows: Sequence[LedgerHandover], roots: Sequence[LedgerRoot], public_key: str
) -> Iterator[str]:
    """All faults of the handovers, within themselves and against the roots."""
    hashes = {0: FIRST} | {root.number: root.hash for root in roots}
    for place, row in enumerate(rows, 1):
        next_key = rows[place].previous_key if place < len(rows) else public_key
        if row.number != place:
            yield f"the change {place} of the signing key is gone"
        elif public_key and (row.public_key != next_key or not _is_signed(row)):
            yield f"the change {place} of the signing key is not one of this installation"
        elif hashes.get(row.after_number) != row.after_hash:
            yield f"the root before the change {place} of the signing key is gone or another"
    here = {row.number: digest(_statement(row)) for row in rows}
    covered = (root.logs[HEAD] for root in roots if HEAD in root.logs)
    for number in sorted(
        {told["number"] for told in covered if here.get(told["number"]) != told["hash"]}
    ):
        yield f"the change {number} of the signing key is gone or another than a root tells"


def _statement(row: LedgerHandover) -> dict[str, Any]:
    """The data that both signatures cover."""
    return {
        "number": row.number,
        "previous_key": row.previous_key,
        "public_key": row.public_key,
        "after_number": row.after_number,
        "after_hash": row.after_hash,
        "created_at": rfc3339(row.created_at),
    }


def _is_signed(row: LedgerHandover) -> bool:
    fixed = digest(_statement(row))
    return is_signed(row.previous_key, fixed, row.signature) and is_signed(
        row.public_key, fixed, row.own_signature
    )
