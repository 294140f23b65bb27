"""The daily roots: made and signed once a day, and published, so that anyone may note them."""

from datetime import UTC, date, datetime

from pydantic import BaseModel
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from assistant.cases import merkle
from assistant.cases.chain import FIRST
from assistant.cases.handovers import handovers, head, signed_handover
from assistant.cases.ledger import ALGORITHM
from assistant.cases.logs import Heads, heads
from assistant.cases.models import Case, LedgerLeaf, LedgerRoot
from assistant.cases.notary import Notary
from assistant.cases.schemas import SignedHandover, SignedRoot
from assistant.cases.signed_roots import hash_of, signed_root
from assistant.storage.locking import locked


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

    None when neither a case nor a log changed, or when the day has its root. Run it once a day; a
    day without a run is covered by the next root. Cases may change meanwhile: what is not covered
    yet is covered by the next root.
    """
    day = now.astimezone(UTC).date().isoformat()
    # First, so that of two sealings at the same time one waits for the other.
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
    """By one statement: a hundred thousand cases may have changed."""
    of_root = LedgerLeaf.root_id == root_id
    number = select(LedgerLeaf.number).where(of_root, LedgerLeaf.case_id == Case.id)
    change = update(Case).where(Case.id.in_(select(LedgerLeaf.case_id).where(of_root)))
    session.execute(
        change.values(sealed_version=number.scalar_subquery()),
        execution_options={"synchronize_session": False},
    )
