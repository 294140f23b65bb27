"""The daily Merkle roots: made once a day, and published, so that anyone may note them."""

from datetime import UTC, date, datetime

from pydantic import BaseModel
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from assistant.cases import merkle
from assistant.cases.ledger import ALGORITHM
from assistant.cases.models import Case, LedgerLeaf, LedgerRoot
from assistant.language.dates import rfc3339
from assistant.storage.locking import locked


class RootOut(BaseModel):
    """The root of one day (UTC); it covers the newest event of so many cases."""

    day: str
    root: str
    leaves: int
    created_at: str


class RootsOut(BaseModel):
    """The roots of some days, oldest first; a day without a change of a case has none."""

    algorithm: str
    roots: list[RootOut]


def roots_between(session: Session, first: date, last: date) -> RootsOut:
    """The roots of the days from `first` to `last`, both included."""
    query = select(LedgerRoot).where(
        LedgerRoot.day >= first.isoformat(), LedgerRoot.day <= last.isoformat()
    )
    rows = session.scalars(query.order_by(LedgerRoot.day))
    return RootsOut(algorithm=ALGORITHM, roots=[_root_out(row) for row in rows])


def seal_day(session: Session, now: datetime) -> LedgerRoot | None:
    """Make the root of the day of `now` (UTC) over every case that changed since the last root.

    None when nothing changed, or when the day has its root. Run it once a day; a day without a
    run is covered by the next root. Cases may change meanwhile: what is not covered yet is covered
    by the next root.
    """
    day = now.astimezone(UTC).date().isoformat()
    # First, so that of two sealings at the same time one waits for the other.
    locked(session, select(LedgerRoot).order_by(LedgerRoot.id.desc()).limit(1))
    if session.scalar(select(LedgerRoot.id).where(LedgerRoot.day == day)):
        return None
    changed = select(Case.id, Case.version, Case.head_hash)
    heads = session.execute(changed.where(Case.version > Case.sealed_version).order_by(Case.id))
    covered = [(case_id, number, head) for case_id, number, head in heads]
    return _seal(session, day, covered, now) if covered else None


def _seal(
    session: Session, day: str, covered: list[tuple[int, int, str]], now: datetime
) -> LedgerRoot:
    root = merkle.root([head for _, _, head in covered])
    sealed = LedgerRoot(day=day, root=root, leaves=len(covered), created_at=now)
    session.add(sealed)
    session.flush()
    leaves = [
        {"root_id": sealed.id, "position": position, "case_id": id_, "number": number, "hash": head}
        for position, (id_, number, head) in enumerate(covered)
    ]
    session.execute(insert(LedgerLeaf), leaves)
    _note_what_is_sealed(session, sealed.id)
    return sealed


def _note_what_is_sealed(session: Session, root_id: int) -> None:
    """By one statement: a hundred thousand cases may have changed."""
    of_root = LedgerLeaf.root_id == root_id
    number = select(LedgerLeaf.number).where(of_root, LedgerLeaf.case_id == Case.id)
    change = update(Case).where(Case.id.in_(select(LedgerLeaf.case_id).where(of_root)))
    session.execute(
        change.values(sealed_version=number.scalar_subquery()),
        execution_options={"synchronize_session": False},
    )


def _root_out(row: LedgerRoot) -> RootOut:
    return RootOut(
        day=row.day, root=row.root, leaves=row.leaves, created_at=rfc3339(row.created_at)
    )
