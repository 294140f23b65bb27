"""Changes of the key that signs roots: each is signed by the key before and by the new one.

So who kept a root under an old key can follow the signatures to the newest key, and back. Nobody
without the key before can have another one follow it.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.chain import FIRST, digest
from assistant.cases.models import LedgerHandover, LedgerRoot
from assistant.cases.notary import Notary
from assistant.cases.schemas import SignedHandover
from assistant.cases.verify_ledger import is_signed
from assistant.language.dates import rfc3339
from assistant.storage.locking import locked

HEAD = "keys"
"""Names them among the logs that a root covers."""


@dataclass(frozen=True)
class SigningKeys:
    """Public keys in hex, oldest first; each but the newest signed the roots up to its end.

    Without any key no signature is looked at.
    """

    keys: tuple[str, ...]
    ends: tuple[int, ...] = ()

    def of_root(self, number: int) -> str:
        """The key that has to have signed the root of this number; empty without any."""
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
    """Which key signed which roots, as far as handovers lead back from `public_key`."""
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
    """Everything that is wrong with them by themselves, and beside the roots."""
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
    """What both signatures cover."""
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
