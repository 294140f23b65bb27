"""Cells: what each agency had, counted by level, province and month."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Executable, delete, insert, or_, select, text
from sqlalchemy.orm import Session

from assistant.insight.facts.counting import ALL_LEVELS, by_levels, counts_of
from assistant.insight.facts.models import CaseFact, ScoreCell
from assistant.insight.facts.sums import AGENCY, PROVINCE, refresh_sum, refresh_sums
from assistant.insight.facts.writing import CellKey
from assistant.storage.digests import plain

Transaction = Callable[[], AbstractContextManager[Session]]
"""Begins a transaction of its own; for instance `Database.transaction`."""
COUNTED = (
    *(CaseFact.case_id, CaseFact.number, CaseFact.span, CaseFact.level, CaseFact.kind),
    *(CaseFact.cluster_id, CaseFact.counts, CaseFact.answered_at, CaseFact.ended_at),
    *(CaseFact.answered_work_min, CaseFact.verdict_work_min, CaseFact.ended_work_min),
    *(CaseFact.answered_agency_min, CaseFact.verdict_agency_min, CaseFact.ended_agency_min),
    *(CaseFact.first_verdict, CaseFact.last_verdict, CaseFact.last_score, CaseFact.is_breach),
    *(CaseFact.is_disputed, CaseFact.is_reopened, CaseFact.is_withdrawn, CaseFact.is_misdirected),
    *(CaseFact.is_first, CaseFact.indicator, CaseFact.channel, CaseFact.began_at),
)
"""The columns that cells are counted from."""


@dataclass(frozen=True)
class Selection:
    """Which cells are meant: an empty list means all; months are Jalali, both included.

    A level of "" stands for spans, whatever the level.
    """

    agencies: Sequence[str] = ()
    provinces: Sequence[str] = ()
    levels: Sequence[str] = (ALL_LEVELS,)
    first_month: str = ""
    last_month: str = ""


def refresh_cell(session: Session, cell: CellKey) -> None:
    """Count a cell anew from the facts, and add up; whoever counts the same meanwhile waits."""
    _count(session, cell)
    refresh_sums(session, cell.agency_id, cell.province, cell.month)


def refresh_all(transaction: Transaction, found: Iterable[CellKey]) -> None:
    """The same for many cells, each sum once: first the cells of each agency and month together."""
    keys = sorted(found, key=lambda cell: (cell.agency_id, cell.month, cell.province))
    for _, together in groupby(keys, key=lambda cell: (cell.agency_id, cell.month)):
        with transaction() as session:
            for cell in together:
                _count(session, cell)
    sums = {(AGENCY, cell.agency_id, cell.month) for cell in keys}
    sums |= {(PROVINCE, cell.province, cell.month) for cell in keys}
    for by, key, month in sorted(sums):
        with transaction() as session:
            refresh_sum(session, by, key, month)


def _count(session: Session, cell: CellKey) -> None:
    _lock(session, cell)
    rows = [dict(row) for row in session.execute(_facts(cell)).mappings()]
    place = {"agency_id": cell.agency_id, "province": cell.province, "month": cell.month}
    if rows:
        units = by_levels(rows)
        new = [{**place, "level": level, **counts_of(units[level])} for level in units]
        session.execute(insert(ScoreCell), new)


def cells(session: Session, selection: Selection) -> list[ScoreCell]:
    """The cells of a selection, in the order of their keys."""
    order = (ScoreCell.agency_id, ScoreCell.level, ScoreCell.province, ScoreCell.month)
    where = within(ScoreCell, selection)
    if selection.levels:
        where.append(ScoreCell.level.in_(selection.levels))
    return list(session.scalars(select(ScoreCell).where(*where).order_by(*order)))


def within(table: type[CaseFact | ScoreCell], selection: Selection) -> list[ColumnElement[bool]]:
    """What holds of rows of agencies, provinces and months of a selection; levels are left out."""
    found: list[ColumnElement[bool]] = []
    if selection.agencies:
        found.append(table.agency_id.in_(selection.agencies))
    if selection.provinces:
        is_one = table.province.in_(selection.provinces)
        nowhere = "" in selection.provinces and table is CaseFact
        found.append(or_(is_one, table.province.is_(None)) if nowhere else is_one)
    if selection.first_month:
        found.append(table.month >= selection.first_month)
    if selection.last_month:
        found.append(table.month <= selection.last_month)
    return found


def _facts(cell: CellKey) -> Executable:
    province = CaseFact.province == cell.province if cell.province else CaseFact.province.is_(None)
    of_it = (CaseFact.agency_id == cell.agency_id, CaseFact.month == cell.month, province)
    return select(*COUNTED).where(*of_it).order_by(CaseFact.case_id, CaseFact.number)


def _lock(session: Session, cell: CellKey) -> None:
    """Until the end of the transaction; on SQLite the deletion that follows does as much."""
    if session.get_bind().dialect.name == "postgresql":
        named = "\n".join([cell.agency_id, cell.province, cell.month]).encode()
        number: Any = int(plain(named)[:15], 16)
        session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})
    of_it = (ScoreCell.agency_id == cell.agency_id, ScoreCell.month == cell.month)
    gone = delete(ScoreCell).where(*of_it, ScoreCell.province == cell.province)
    session.execute(gone, execution_options={"synchronize_session": False})
