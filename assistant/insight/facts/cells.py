"""Cells: what each agency had, counted by level, province and month; and the sums of cells.

Cells are added up for each agency over all provinces, and for each province over all agencies.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Executable, delete, func, insert, or_, select, text
from sqlalchemy.orm import Session, aliased

from assistant.insight.facts.counting import ALL_LEVELS, SpanRow, by_levels, counts_of
from assistant.insight.facts.models import CaseFact, ScoreCell, ScoreSum
from assistant.insight.facts.writing import CellKey
from assistant.storage.digests import plain

AGENCY, PROVINCE = "agency", "province"
_KEYS = {"by", "key", "level", "month"}
_COUNTED = [column.name for column in ScoreSum.__table__.columns if column.name not in _KEYS]
_DIGITS = 6


def refresh_sums(session: Session, agency_id: str, province: str, month: str) -> None:
    """Add up anew what a changed cell is part of; whoever adds up the same meanwhile waits."""
    refresh_sum(session, AGENCY, agency_id, month)
    refresh_sum(session, PROVINCE, province, month)


def refresh_sum(session: Session, by: str, key: str, month: str) -> None:
    """Add up the cells of one agency or province in a month."""
    column = {AGENCY: ScoreCell.agency_id, PROVINCE: ScoreCell.province}[by]
    _lock(session, by, key, month)
    mine = (ScoreSum.by == by, ScoreSum.key == key, ScoreSum.month == month)
    session.execute(delete(ScoreSum).where(*mine), execution_options=_UNSYNCHRONISED)
    cells = (column == key, ScoreCell.month == month)
    columns = [getattr(ScoreCell, name) for name in ("level", *_COUNTED)]
    # Sums of fractions hang on their order.
    order = (ScoreCell.level, ScoreCell.agency_id, ScoreCell.province)
    rows = session.execute(select(*columns).where(*cells).order_by(*order)).mappings().all()
    place = {"by": by, "key": key, "month": month}
    new = [place | {"level": level} | counts for level, counts in _by_level(rows)]
    if new:
        session.execute(insert(ScoreSum), new)


def added_up(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The counts of `Counts` of several cells together."""
    return {name: _sum([row[name] for row in rows]) for name in _COUNTED}


_UNSYNCHRONISED = {"synchronize_session": False}


def _by_level(rows: Iterable[Any]) -> list[tuple[str, dict[str, Any]]]:
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row["level"]].append(row)
    return [(level, added_up(found[level])) for level in sorted(found)]


def _sum(values: Sequence[Any]) -> Any:
    if isinstance(values[0], list):
        return [_rounded(sum(parts)) for parts in zip(*values, strict=True)]
    if isinstance(values[0], dict):
        sorts = sorted({sort for value in values for sort in value})
        return {sort: _sum([value[sort] for value in values if sort in value]) for sort in sorts}
    return sum(values) if isinstance(values[0], int) else _rounded(sum(values))


def _rounded(number: float) -> float:
    return round(float(number), _DIGITS)


def _lock(session: Session, by: str, key: str, month: str) -> None:
    """Until the end of the transaction; on SQLite the deletion that follows does as much."""
    if session.get_bind().dialect.name == "postgresql":
        number = int(plain("\n".join([by, key, month]).encode())[:15], 16)
        session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})


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
    _count(session, cell.agency_id, cell.month, [cell.province])
    refresh_sums(session, cell.agency_id, cell.province, cell.month)


def refresh_all(transaction: Transaction, found: Iterable[CellKey]) -> None:
    """The same for many cells, each sum once: first the cells of each agency and month together."""
    keys = sorted(found, key=lambda cell: (cell.agency_id, cell.month, cell.province))
    for (agency_id, month), together in groupby(keys, lambda cell: (cell.agency_id, cell.month)):
        with transaction() as session:
            _count(session, agency_id, month, [cell.province for cell in together])
    sums = {(AGENCY, cell.agency_id, cell.month) for cell in keys}
    sums |= {(PROVINCE, cell.province, cell.month) for cell in keys}
    for by, key, month in sorted(sums):
        with transaction() as session:
            refresh_sum(session, by, key, month)


def _count(session: Session, agency_id: str, month: str, provinces: Sequence[str]) -> None:
    """Count these cells of an agency and month from the facts."""
    _clear(session, agency_id, month, provinces)
    by_province: dict[str, list[SpanRow]] = {province: [] for province in provinces}
    for row in session.execute(_facts(agency_id, month, provinces)).mappings():
        if (province := row["province"] or "") in by_province:
            by_province[province].append(dict(row))
    place = {"agency_id": agency_id, "month": month}
    elsewhere = _followers(session, agency_id, month, provinces)
    new = [
        {
            **{**place, "province": province, "level": level},
            **counts_of(units, elsewhere.get(province, ())),
        }
        for province, rows in by_province.items()
        if rows
        for level, units in by_levels(rows).items()
    ]
    if new:
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


def _followers(
    session: Session, agency_id: str, month: str, provinces: Sequence[str]
) -> dict[str, list[SpanRow]]:
    """First tenures that follow a case of a cell and are counted elsewhere, by its province."""
    leader, same = aliased(CaseFact), func.coalesce(CaseFact.province, "")
    its_province = func.coalesce(leader.province, "")
    led = (
        select(*COUNTED, its_province.label("of"))
        .join(leader, (leader.case_id == CaseFact.cluster_id) & leader.is_first)
        .where(*_of_cells(leader, agency_id, month, provinces))
        .where(CaseFact.case_id != CaseFact.cluster_id, CaseFact.is_first, CaseFact.counts)
        .where(CaseFact.agency_id == agency_id)
        .where(or_(CaseFact.month != month, same != its_province))
    )
    found: dict[str, list[SpanRow]] = {}
    for row in session.execute(led.order_by(CaseFact.case_id)).mappings():
        found.setdefault(row["of"], []).append(dict(row))
    return found


def _facts(agency_id: str, month: str, provinces: Sequence[str]) -> Executable:
    """The facts of one cell, or of all of an agency and month."""
    of_it = _of_cells(CaseFact, agency_id, month, provinces)
    columns = select(*COUNTED, CaseFact.province).where(*of_it)
    return columns.order_by(CaseFact.case_id, CaseFact.number)


def _of_cells(
    table: Any, agency_id: str, month: str, provinces: Sequence[str]
) -> list[ColumnElement[bool]]:
    found = [table.agency_id == agency_id, table.month == month]
    if len(provinces) == 1:
        name = provinces[0]
        found.append(table.province == name if name else table.province.is_(None))
    return found


def _clear(session: Session, agency_id: str, month: str, provinces: Sequence[str]) -> None:
    """Delete cells; others wait until the transaction ends, on SQLite by the deletion itself."""
    if session.get_bind().dialect.name == "postgresql":
        for province in provinces:
            number = int(plain("\n".join([agency_id, province, month]).encode())[:15], 16)
            session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})
    of_it = (ScoreCell.agency_id == agency_id, ScoreCell.month == month)
    gone = delete(ScoreCell).where(*of_it, ScoreCell.province.in_(provinces))
    session.execute(gone, execution_options={"synchronize_session": False})
