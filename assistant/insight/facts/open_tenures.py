"""What is open now: read row by row, since time goes on without an event."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.terms import Kind
from assistant.insight.facts.cells import Selection, within
from assistant.insight.facts.counting import ALL_LEVELS
from assistant.insight.facts.models import CaseFact

_PLACE = ("cluster_id", "agency_id", "province", "month")


@dataclass(frozen=True)
class OpenTenure:
    """A span (or, asked by level, a tenure) that goes on, so that no end of it is in a cell.

    It waits for an answer, a verdict, or for its end. `began_at` is when the span (or tenure)
    began; `due_at` when it breaches, None if it has done so or nothing is due. `weight` is its
    share of the people in its cell: it weighs as much as what is counted there.
    """

    agency_id: str
    level: str
    province: str
    month: str
    service_id: str | None
    began_at: datetime
    is_answered: bool
    is_judged: bool
    is_breach: bool
    due_at: datetime | None
    weight: float


def open_tenures(session: Session, selection: Selection) -> list[OpenTenure]:
    """All that is open of a selection and counts, in the order of cases."""
    by_level = tuple(selection.levels) != (ALL_LEVELS,)
    counts = (CaseFact.counts, CaseFact.kind != Kind.PRAISE)
    is_open = (CaseFact.ended_at.is_(None), *counts, *within(CaseFact, selection))
    if by_level and selection.levels:
        is_open += (CaseFact.level.in_(selection.levels),)
    query = select(CaseFact).where(*is_open).order_by(CaseFact.case_id)
    rows = session.scalars(query).all()
    stays = _stays(session, rows)
    sizes = _sizes(session, rows, by_level=by_level)
    return [
        _open(row, stays[row.case_id, row.span], sizes.get(_place(row, by_level), 1), by_level)
        for row in rows
    ]


def _stays(session: Session, rows: Iterable[CaseFact]) -> dict[tuple[int, int], list[CaseFact]]:
    """All tenures of each span that has an open one; only later ones have others before."""
    found: defaultdict[tuple[int, int], list[CaseFact]] = defaultdict(list)
    for row in rows:
        found[row.case_id, row.span].append(row)
    is_open = select(CaseFact.case_id).where(CaseFact.ended_at.is_(None), CaseFact.number > 1)
    earlier = select(CaseFact).where(CaseFact.case_id.in_(is_open), CaseFact.ended_at.is_not(None))
    for row in session.scalars(earlier):
        if (row.case_id, row.span) in found:
            found[row.case_id, row.span].append(row)
    return found


def _open(row: CaseFact, stay: Sequence[CaseFact], size: int, by_level: bool) -> OpenTenure:
    of_it = [row] if by_level else stay
    return OpenTenure(
        row.agency_id,
        row.level,
        row.province or "",
        row.month,
        row.service_id,
        row.began_at if by_level else row.agency_began_at,
        any(one.answered_at is not None for one in of_it),
        any(one.first_verdict is not None for one in of_it),
        any(one.is_breach for one in of_it),
        row.due_at,
        1 / size,
    )


def _sizes(
    session: Session, rows: Iterable[CaseFact], *, by_level: bool
) -> dict[tuple[Any, ...], int]:
    """How many units each cluster of more than one case has in each cell."""
    clusters = {row.cluster_id for row in rows}
    counts = (CaseFact.counts, CaseFact.kind != Kind.PRAISE)
    led = select(CaseFact.cluster_id).where(CaseFact.cluster_id != CaseFact.case_id)
    units: defaultdict[tuple[Any, ...], set[tuple[int, int]]] = defaultdict(set)
    for row in session.scalars(select(CaseFact).where(CaseFact.cluster_id.in_(led), *counts)):
        if row.cluster_id in clusters:
            units[_place(row, by_level)].add((row.case_id, row.number if by_level else row.span))
    return {place: len(of_it) for place, of_it in units.items()}


def _place(row: CaseFact, by_level: bool) -> tuple[Any, ...]:
    place = tuple(getattr(row, name) for name in _PLACE)
    return (*place, row.level) if by_level else place
