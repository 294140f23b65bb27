"""What is wrong with the daily roots: their chain, signatures and leaves, and what is known."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases import merkle
from assistant.cases.chain import FIRST
from assistant.cases.handovers import SigningKeys
from assistant.cases.known import Known
from assistant.cases.models import Case, CaseEvent, LedgerLeaf, LedgerRoot
from assistant.cases.signed_roots import hash_of
from assistant.cases.verify_ledger import is_signed

Fault = tuple[str, str]


def faults_of_roots(
    session: Session, roots: Sequence[LedgerRoot], keys: SigningKeys
) -> Iterator[Fault]:
    """Everything that is wrong with the roots by themselves, by their day."""
    previous, is_old = FIRST, True
    for place, row in enumerate(roots, 1):
        if row.number != place:
            yield row.day, f"root {place} is gone"
        if row.previous_hash != previous or row.hash != hash_of(row):
            yield row.day, "the root was edited, or does not follow the one before"
        # Roots of a version that did not sign lie before all others.
        is_old = is_old and not row.signature
        key = keys.of_root(row.number)
        if key and not is_old and not is_signed(key, row.hash, row.signature):
            yield row.day, "the root is not signed by this installation"
        yield from ((row.day, fault) for fault in _faults_of_leaves(session, row))
        previous = row.hash
    if keys.of_root(0) and roots and is_old:
        yield roots[-1].day, "no root is signed; the next daily root will be"


def faults_of_known(
    session: Session, roots: Sequence[LedgerRoot], known: Known, keys: SigningKeys
) -> Iterator[Fault]:
    """Where the database contradicts what somebody kept outside."""
    here = {row.hash for row in roots} | {row.root for row in roots}
    for root in known.signed:
        key = keys.of_root(root["number"])
        if key and not is_signed(key, root["hash"], root["signature"]):
            yield "known", f"the known root of {root['day']} is not one of this installation"
    for hash_ in sorted(known.roots - here):
        yield "known", f"root {hash_} is not here: rolled back, deleted, or made anew"
    for code, number, hash_ in known.events:
        query = select(CaseEvent.hash).join(Case, Case.id == CaseEvent.case_id)
        found = session.scalar(query.where(Case.tracking_code == code, CaseEvent.number == number))
        if found != hash_:
            yield code, f"event {number} is gone or another than is known"


def _faults_of_leaves(session: Session, sealed: LedgerRoot) -> Iterator[str]:
    query = select(LedgerLeaf.position, LedgerLeaf.hash).where(LedgerLeaf.root_id == sealed.id)
    found = session.execute(query.order_by(LedgerLeaf.position)).all()
    is_whole = [position for position, _ in found] == list(range(sealed.leaves))
    if not is_whole or merkle.root([hash_ for _, hash_ in found]) != sealed.root:
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
