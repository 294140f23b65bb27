"""The ledger as it is published: the events of a case with proofs, and the daily roots.

The roots are made, signed and published once a day, so that anyone may note them.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from pydantic import BaseModel
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from assistant.cases import merkle
from assistant.cases.chain import FIRST, record
from assistant.cases.ledger_schemas import (
    CaseLedger,
    LedgerHead,
    LedgerProof,
    SignedHandover,
    SignedRoot,
)
from assistant.cases.logs import Heads, heads
from assistant.cases.models import Case, CaseEvent, LedgerLeaf, LedgerRoot
from assistant.cases.signatures import (
    Notary,
    handovers,
    hash_of,
    head,
    signed_handover,
    signed_root,
)
from assistant.storage.statements import locked

ALGORITHM = "sha-256 over canonical JSON, chained; daily roots as in RFC 9162, signed by Ed25519"


def published(event: CaseEvent, tracking_code: str) -> dict[str, Any]:
    """An event with its words and its hash."""
    words = {"words": event.words} if event.words else {}
    return record(event, tracking_code) | words | {"hash": event.hash}


def ledger_of(session: Session, case: Case, events: list[CaseEvent]) -> CaseLedger:
    """The ledger of `case`, with a proof for every daily root that covers an event of it."""
    return CaseLedger(
        tracking_code=case.tracking_code,
        algorithm=ALGORITHM,
        salt=case.salt,
        events=[published(event, case.tracking_code) for event in events],
        head=LedgerHead(number=case.version, hash=case.head_hash),
        proofs=list(_proofs(session, case)),
    )


def _leaves(session: Session, root_id: int) -> list[str]:
    query = select(LedgerLeaf.hash).where(LedgerLeaf.root_id == root_id)
    return list(session.scalars(query.order_by(LedgerLeaf.position)))


def _proofs(session: Session, case: Case) -> Iterator[LedgerProof]:
    query = (
        select(LedgerLeaf, LedgerRoot)
        .join(LedgerRoot, LedgerRoot.id == LedgerLeaf.root_id)
        .where(LedgerLeaf.case_id == case.id)
        .order_by(LedgerRoot.id)
    )
    for leaf, sealed in session.execute(query).all():
        yield LedgerProof(
            day=sealed.day,
            root=sealed.root,
            number=leaf.number,
            position=leaf.position,
            leaves=sealed.leaves,
            path=merkle.path(_leaves(session, sealed.id), leaf.position),
        )


class RootsOut(BaseModel):
    """The roots of some days, oldest first; a day on which nothing happened has none.

    `public_key` (Ed25519, in hex) is that of the newest signatures; `handovers` tell which keys
    signed before it.
    """

    algorithm: str
    public_key: str
    handovers: list[SignedHandover]
    roots: list[SignedRoot]


def roots_between(session: Session, public_key: str, first: date, last: date) -> RootsOut:
    """The roots of the days from `first` to `last`, both included."""
    query = select(LedgerRoot).where(
        LedgerRoot.day >= first.isoformat(), LedgerRoot.day <= last.isoformat()
    )
    rows = session.scalars(query.order_by(LedgerRoot.day))
    return RootsOut(
        algorithm=ALGORITHM,
        public_key=public_key,
        handovers=[signed_handover(row) for row in handovers(session)],
        roots=[signed_root(row) for row in rows],
    )


def seal_day(session: Session, notary: Notary, now: datetime) -> LedgerRoot | None:
    """Make the root of the day of `now` (UTC) over every case that changed since the last root.

    None when neither a case nor a log changed, or when the day has its root. Run it once a day; the
    next root covers a day without a run, and also changes that are made meanwhile.
    """
    day = now.astimezone(UTC).date().isoformat()
    # Locked first, so that of two sealings at the same time one waits for the other.
    newest = locked(session, select(LedgerRoot).order_by(LedgerRoot.number.desc()).limit(1))
    if session.scalar(select(LedgerRoot.id).where(LedgerRoot.day == day)):
        return None
    changed = select(Case.id, Case.version, Case.head_hash)
    found = session.execute(changed.where(Case.version > Case.sealed_version).order_by(Case.id))
    covered = [(case_id, number, head) for case_id, number, head in found]
    row = _root(session, newest[0] if newest else None, day, covered, now)
    if not covered and not _has_grown(row.logs, newest[0].logs if newest else {}):
        return None
    row.hash = hash_of(row)
    row.signature = notary.sign(row.hash)
    return _kept(session, row, covered)


def _has_grown(logs: Heads, before: Heads) -> bool:
    return any(head["number"] and before.get(name) != head for name, head in logs.items())


def _root(
    session: Session,
    before: LedgerRoot | None,
    day: str,
    covered: list[tuple[int, int, str]],
    now: datetime,
) -> LedgerRoot:
    return LedgerRoot(
        number=before.number + 1 if before else 1,
        day=day,
        root=merkle.root([head for _, _, head in covered]),
        leaves=len(covered),
        logs=heads(session) | head(session),
        created_at=now.replace(microsecond=0),
        previous_hash=before.hash if before else FIRST,
    )


def _kept(session: Session, row: LedgerRoot, covered: list[tuple[int, int, str]]) -> LedgerRoot:
    session.add(row)
    session.flush()
    leaves = [
        {"root_id": row.id, "position": position, "case_id": id_, "number": number, "hash": head}
        for position, (id_, number, head) in enumerate(covered)
    ]
    if leaves:
        session.execute(insert(LedgerLeaf), leaves)
        _note_what_is_sealed(session, row.id)
    return row


def _note_what_is_sealed(session: Session, root_id: int) -> None:
    """One statement for all: a hundred thousand cases may have changed."""
    of_root = LedgerLeaf.root_id == root_id
    number = select(LedgerLeaf.number).where(of_root, LedgerLeaf.case_id == Case.id)
    change = update(Case).where(Case.id.in_(select(LedgerLeaf.case_id).where(of_root)))
    session.execute(
        change.values(sealed_version=number.scalar_subquery()),
        execution_options={"synchronize_session": False},
    )
