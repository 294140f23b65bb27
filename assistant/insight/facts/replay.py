"""Facts made again from the ledger: as of a time, to compare; or all of them, to put them right.

To compare, two parties write facts as JSON lines in one order, and exchange their SHA-256.
`answer_hash` is left out: it goes with the words of its case, so a past state could not be made
again after an erasure. All else comes from what the ledger's chain covers, and never changes.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import IO, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.chain import exact
from assistant.cases.models import Case
from assistant.insight.facts.cells import Transaction, refresh_all
from assistant.insight.facts.models import ScoreCell
from assistant.insight.facts.recording import BATCH, all_cells, rewrite_after
from assistant.insight.facts.writing import COLUMNS, CellKey, Histories, Row, facts_of


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


_LEFT_OUT = "answer_hash"


@dataclass(frozen=True)
class WrittenFacts:
    """How many tenures were written, and the SHA-256 of all lines in hexadecimal digits."""

    tenures: int
    sha256: str


def line(row: Row) -> bytes:
    """One tenure as a line of canonical JSON in UTF-8."""
    told = {name: _told(row[name]) for name in COLUMNS if name != _LEFT_OUT}
    text = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode() + b"\n"


def write_lines(rows: Iterable[Row], file: IO[bytes]) -> WrittenFacts:
    """Write `rows`, which are in the order of case and number."""
    digest, count = hashlib.sha256(), 0
    for one in map(line, rows):
        digest.update(one)
        file.write(one)
        count += 1
    return WrittenFacts(count, digest.hexdigest())


def _told(value: Any) -> Any:
    return exact(value) if isinstance(value, datetime) else value
