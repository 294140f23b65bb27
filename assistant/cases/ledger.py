"""The ledger as it is published: events, proofs for the daily roots, and the check of all."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases import merkle
from assistant.cases.chain import record
from assistant.cases.models import Case, CaseEvent, LedgerLeaf, LedgerRoot
from assistant.cases.schemas import CaseLedger, LedgerHead, LedgerProof

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
