"""The ledger: events as they are published, proofs for the daily roots, and the check of all."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases import merkle
from assistant.cases.chain import record
from assistant.cases.models import Case, CaseEvent, LedgerLeaf, LedgerRoot
from assistant.cases.schemas import CaseLedger, LedgerHead, LedgerProof
from assistant.cases.verify_ledger import faults

ALGORITHM = "sha-256 over canonical JSON, chained; daily roots as in RFC 9162"


def published(event: CaseEvent, tracking_code: str) -> dict[str, Any]:
    """An event with its hash."""
    return record(event, tracking_code) | {"hash": event.hash}


def ledger_of(session: Session, case: Case, events: list[CaseEvent]) -> CaseLedger:
    """The ledger of `case`, with a proof for every daily root that covers an event of it."""
    return CaseLedger(
        tracking_code=case.tracking_code,
        algorithm=ALGORITHM,
        events=[published(event, case.tracking_code) for event in events],
        head=LedgerHead(number=case.version, hash=case.head_hash),
        proofs=list(_proofs(session, case)),
    )


def verify(session: Session, batch: int = 500) -> Iterator[tuple[str, str]]:
    """Everything that is wrong, as (tracking code or day, fault in English)."""
    after = 0
    while cases := _cases_after(session, after, batch):
        for case, events in cases:
            ledger = ledger_of(session, case, events).model_dump()
            yield from ((case.tracking_code, fault) for fault in faults(ledger))
            if events and events[-1].status != case.status:
                yield case.tracking_code, "the row does not stand where its last event says"
        after = cases[-1][0].id
        session.expunge_all()
    for root in session.scalars(select(LedgerRoot).order_by(LedgerRoot.id)):
        yield from ((root.day, fault) for fault in _faults_of_root(session, root))


def _cases_after(session: Session, after: int, batch: int) -> list[tuple[Case, list[CaseEvent]]]:
    query = select(Case).where(Case.id > after).order_by(Case.id).limit(batch)
    cases = session.scalars(query).all()
    events: dict[int, list[CaseEvent]] = {case.id: [] for case in cases}
    of_cases = select(CaseEvent).where(CaseEvent.case_id.in_(events))
    for event in session.scalars(of_cases.order_by(CaseEvent.case_id, CaseEvent.number)):
        events[event.case_id].append(event)
    return [(case, events[case.id]) for case in cases]


def _faults_of_root(session: Session, sealed: LedgerRoot) -> Iterator[str]:
    leaves = _leaves(session, sealed.id)
    if len(leaves) != sealed.leaves or merkle.root(leaves) != sealed.root:
        yield "the root is not that of its leaves"
    # Also finds cases that are gone as a whole, which no chain of their own can tell.
    gone = (
        select(LedgerLeaf.position)
        .outerjoin(
            CaseEvent,
            (CaseEvent.case_id == LedgerLeaf.case_id) & (CaseEvent.number == LedgerLeaf.number),
        )
        .where(LedgerLeaf.root_id == sealed.id)
        .where(CaseEvent.hash.is_(None) | (CaseEvent.hash != LedgerLeaf.hash))
    )
    for position in session.scalars(gone):
        yield f"the event of leaf {position} is gone or another"


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


def _leaves(session: Session, root_id: int) -> list[str]:
    query = select(LedgerLeaf.hash).where(LedgerLeaf.root_id == root_id)
    return list(session.scalars(query.order_by(LedgerLeaf.position)))
