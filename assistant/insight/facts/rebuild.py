"""Facts made again from the ledger: as of a time, to compare; or all of them, to put them right."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.insight.facts.cells import Transaction, refresh_all
from assistant.insight.facts.histories import Histories
from assistant.insight.facts.jobs import BATCH, all_cells, rewrite_after
from assistant.insight.facts.models import ScoreCell
from assistant.insight.facts.writing import CellKey, Row, facts_of


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
        found = all_cells(session) | _cells_there(session)
    refresh_all(transaction, found)
    return len(found)


def _cells_there(session: Session) -> set[CellKey]:
    """Cells that are kept: of some there may be no tenure any more, as another version wrote it."""
    by = (ScoreCell.agency_id, ScoreCell.province, ScoreCell.month)
    rows = session.execute(select(*by).distinct())
    return {CellKey(*row) for row in rows}


def _batches(session: Session) -> Iterator[list[int]]:
    after_id = 0
    query = select(Case.id).order_by(Case.id).limit(BATCH)
    while ids := list(session.scalars(query.where(Case.id > after_id))):
        yield ids
        after_id = ids[-1]
