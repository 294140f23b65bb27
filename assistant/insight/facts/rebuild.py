"""Facts made again from the ledger: as of a time, to compare; or all of them, to put them right."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.insight.facts.cells import refresh_cell
from assistant.insight.facts.histories import Histories
from assistant.insight.facts.jobs import BATCH, all_cells, rewrite_after
from assistant.insight.facts.models import ScoreCell
from assistant.insight.facts.writing import Row, facts_of

Transaction = Callable[[], AbstractContextManager[Session]]
"""Begins a transaction of its own; for instance `Database.transaction`."""


def replayed(
    session: Session, histories: Histories, until: datetime | None = None
) -> Iterator[Row]:
    """The facts of all cases by all events, or those until `until`, in order of case and number.

    Nothing is written. `until` is an aware time and included.
    """
    for ids in _batches(session):
        yield from map(asdict, histories.tenures(session, ids, until))


def kept(session: Session) -> Iterator[Row]:
    """The facts of all cases as they were written, in order of case and number."""
    for ids in _batches(session):
        yield from facts_of(session, ids)


def rebuild(transaction: Transaction, histories: Histories) -> int:
    """Write all facts and all cells again; how many cells there are.

    In batches, each in a transaction that holds its cases locked, so it may run beside everything
    else; twice does no harm.
    """
    after_id: int | None = 0
    while after_id is not None:
        with transaction() as session:
            after_id = rewrite_after(session, histories, after_id)
    with transaction() as session:
        _drop_empty_cells(session)
        found = all_cells(session)
    for cell in sorted(found):
        with transaction() as session:
            refresh_cell(session, cell)
    return len(found)


def _drop_empty_cells(session: Session) -> None:
    """Cells without a tenure: of facts that another version wrote otherwise."""
    known = {(one.agency_id, one.province, one.month) for one in all_cells(session)}
    by = (ScoreCell.agency_id, ScoreCell.province, ScoreCell.month)
    for row in session.execute(select(*by).distinct()).all():
        if tuple(row) not in known:
            of_it = [column == value for column, value in zip(by, row, strict=True)]
            gone = delete(ScoreCell).where(*of_it)
            session.execute(gone, execution_options={"synchronize_session": False})


def _batches(session: Session) -> Iterator[list[int]]:
    after_id = 0
    query = select(Case.id).order_by(Case.id).limit(BATCH)
    while ids := list(session.scalars(query.where(Case.id > after_id))):
        yield ids
        after_id = ids[-1]
