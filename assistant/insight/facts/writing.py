"""Writes the facts of cases as their ledgers tell them, and marks the cells that change by it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from assistant.insight.facts.histories import Histories
from assistant.insight.facts.models import CaseFact

Row = dict[str, Any]
COLUMNS = tuple(CaseFact.__table__.columns.keys())
# Written once, since every move reads it.
_FACT = CaseFact.__table__.c
_FACTS = (
    select(CaseFact.__table__)
    .where(_FACT.case_id.in_(bindparam("ids", expanding=True)))
    .order_by(_FACT.case_id, _FACT.number)
)
_KEY = ("case_id", "number")
_UNCOUNTED = frozenset(["as_of_event", "answer_hash", "answered_by", "due_at"])
"""Columns that no cell counts."""


@dataclass(frozen=True, order=True)
class CellKey:
    """The tenures of an agency that began in a province (empty: none) in a month, at all levels."""

    agency_id: str
    province: str
    month: str


def write_facts(session: Session, histories: Histories, case_ids: Collection[int]) -> set[CellKey]:
    """Have the facts of these cases be what their events tell; the cells that change by it.

    The cases are locked by this transaction, and what it changed of them is flushed.
    """
    told = {_key(row): row for row in map(asdict, histories.tenures(session, case_ids))}
    kept = {_key(row): row for row in facts_of(session, case_ids)}
    changed = [row for key, row in told.items() if row != kept.get(key)]
    gone = [row for key, row in kept.items() if key not in told]
    _put(session, changed)
    for row in gone:
        session.execute(delete(CaseFact).where(_is(row)), execution_options=_UNSYNCHRONISED)
    before = [kept[_key(row)] for row in changed if _key(row) in kept]
    found = _cells(changed, before) | {cell_of(row) for row in gone}
    return found | _cells_of_leaders(session, [*changed, *before, *gone]) if found else found


def _cells_of_leaders(session: Session, rows: Iterable[Row]) -> set[CellKey]:
    """The cells in which incidents are counted that these tenures follow."""
    leaders = {row["cluster_id"] for row in rows if row["cluster_id"] != row["case_id"]}
    if not leaders:
        return set()
    place = select(_FACT.agency_id, _FACT.province, _FACT.month)
    first = session.execute(place.where(_FACT.case_id.in_(leaders), _FACT.is_first))
    return {CellKey(agency_id, province or "", month) for agency_id, province, month in first}


def facts_of(session: Session, case_ids: Collection[int]) -> list[Row]:
    """The facts of these cases as they are kept, in their order."""
    rows = session.execute(_FACTS, {"ids": case_ids})
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


def cell_of(row: Row) -> CellKey:
    """The cell in which a tenure is counted."""
    return CellKey(row["agency_id"], row["province"] or "", row["month"])


_UNSYNCHRONISED = {"synchronize_session": False}


def _cells(changed: Iterable[Row], before: Iterable[Row]) -> set[CellKey]:
    """The cells of rows that count otherwise than before."""
    old = {_key(row): row for row in before}
    dirty: set[CellKey] = set()
    for row in changed:
        earlier = old.get(_key(row), {})
        if any(earlier.get(name, ...) != row[name] for name in COLUMNS if name not in _UNCOUNTED):
            dirty |= {cell_of(one) for one in (row, earlier) if one}
    return dirty


def _put(session: Session, rows: Sequence[Row]) -> None:
    if rows:
        session.execute(_UPSERT[session.get_bind().dialect.name], rows)


def _key(row: Row) -> tuple[int, int]:
    return row["case_id"], row["number"]


def _is(row: Row) -> Any:
    return (CaseFact.case_id == row["case_id"]) & (CaseFact.number == row["number"])


def _upsert(insert: Any) -> Any:
    statement = insert(CaseFact.__table__)
    values = {name: statement.excluded[name] for name in COLUMNS if name not in _KEY}
    return statement.on_conflict_do_update(index_elements=list(_KEY), set_=values)


_UPSERT = {"postgresql": _upsert(postgresql.insert), "sqlite": _upsert(sqlite.insert)}
