"""Counts of cases for the situation page. Plain functions of a `Session`; each reads an index."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from persiantools.jdatetime import JalaliDate
from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import Move
from assistant.cases.terms import Status
from assistant.insight.facts.models import CaseFact
from assistant.insight.situation.views import HOURS, Clocks, Day, Moved, Row, Tally
from assistant.language.dates import TEHRAN, jalali_month
from assistant.language.digits import persian_digits
from knowledge.catalogue import Catalogue

SOON_H = 24
_SPANS_H = (1, 3, 24, 72)
TREND_DAYS = 30
_LONGEST = timedelta(days=62)
"""What reached an agency longer before the trend begins is left out of it; few are open so long."""
LATE = "late"
"""The clock's reason for raising a case whose answer was due."""


@dataclass(frozen=True)
class WaitingGroup:
    """The waiting cases of one agency and province; `due` counts those due within `_SPANS_H`."""

    agency_id: str | None
    province: str | None
    waiting: int
    late: int
    due: tuple[int, ...]


def groups(session: Session, agency_id: str | None, at: datetime) -> list[WaitingGroup]:
    """All waiting cases by agency and province, in one pass over the open ones."""
    due = [func.sum(case((_due_within(at, hours), 1), else_=0)) for hours in _SPANS_H]
    late = func.sum(case((Case.due_at <= at, 1), else_=0))
    query = (
        select(Case.agency_id, Case.province, func.count(), late, *due)
        .where(
            Case.ended_at.is_(None),
            # What has not ended waits, or has its answer. A list of the statuses that wait would
            # lead SQLite to another index and through all rows.
            Case.status != Status.ANSWERED,
            Case.leader_id.is_(None),
        )
        .group_by(Case.agency_id, Case.province)
    )
    if agency_id:
        query = query.where(Case.agency_id == agency_id)
    rows = session.execute(query)
    return [
        WaitingGroup(agency, place, n, past, tuple(spans))
        for agency, place, n, past, *spans in rows
    ]


def tally(found: Iterable[WaitingGroup]) -> Tally:
    """The groups together."""
    total = Tally()
    for group in found:
        total.waiting += group.waiting
        total.late += group.late
        total.soon += group.due[_SPANS_H.index(SOON_H)]
    return total


def clocks(found: Sequence[WaitingGroup]) -> Clocks:
    """How many deadlines come, and how soon."""
    sums = [sum(group.due[place] for group in found) for place in range(len(_SPANS_H))]
    return Clocks(**{f"within_{hours}h": n for hours, n in zip(_SPANS_H, sums, strict=True)})


def by_province(found: Sequence[WaitingGroup], catalogue: Catalogue) -> list[Row]:
    """Every province of the catalogue, also where nothing waits; cases without one come last."""
    parts = _parts(found, lambda group: group.province or "")
    known = [
        Row(id=province.id, name=province.name, **dict(tally(parts.get(province.name, ()))))
        for province in catalogue.provinces
    ]
    names = {province.name for province in catalogue.provinces}
    rest = tally(group for name, part in parts.items() if name not in names for group in part)
    return [*known, Row(id="", name="", **dict(rest))] if rest.waiting else known


def by_agency(found: Sequence[WaitingGroup], catalogue: Catalogue) -> list[Row]:
    """Agencies with waiting cases: most late first, then most due soon, then most waiting."""
    parts = _parts(found, lambda group: group.agency_id or "")
    rows = [
        Row(id=id, name=_name(catalogue, id), **dict(tally(part))) for id, part in parts.items()
    ]
    return sorted(rows, key=lambda row: (-row.late, -row.soon, -row.waiting, row.name))


def moved(session: Session, agency_id: str | None, at: datetime) -> list[Moved]:
    """What happened in the last hour, day and week."""
    return [
        Moved(window=window, **_counts(session, agency_id, at - timedelta(hours=hours), at))
        for window, hours in HOURS.items()
    ]


def trend(session: Session, agency_id: str | None, at: datetime) -> list[Day]:
    """The last days, today last and not over yet: how often what happened.

    Of all agencies by the ledger's events, of one by its tenures: what came to it, whatever way.
    """
    midnight = at.astimezone(TEHRAN).replace(hour=0, minute=0, second=0, microsecond=0)
    starts = [midnight - timedelta(days=back) for back in range(TREND_DAYS - 1, -1, -1)]
    edges = [*starts, at]
    daily = _daily(session, edges) if agency_id is None else _own(session, agency_id, edges)
    return [
        Day(at_fa=_day_fa(start), **{name: counts[place] for name, counts in daily.items()})
        for place, start in enumerate(starts)
    ]


def _daily(session: Session, edges: Sequence[datetime]) -> dict[str, list[int]]:
    """Each count walks its own stretch of an index; only what is raised reads its rows."""
    found = {}
    for name, which in _happened().items():
        counts = [
            select(func.count()).where(which, *_between(since, until)).scalar_subquery()
            for since, until in pairwise(edges)
        ]
        found[name] = list(session.execute(select(*counts)).one())
    return found


def _own(session: Session, agency_id: str, edges: Sequence[datetime]) -> dict[str, list[int]]:
    columns = {
        "filed": case((CaseFact.began_at == CaseFact.agency_began_at, CaseFact.began_at)),
        "answered": CaseFact.answered_at,
        "breached": CaseFact.breached_at,
    }
    since = jalali_month(edges[0] - _LONGEST)
    query = select(*columns.values()).where(CaseFact.agency_id == agency_id)
    rows = session.execute(query.where(CaseFact.month >= since)).all()
    found = {}
    for name, moments in zip(columns, zip(*rows, strict=True) if rows else [()] * 3, strict=True):
        told = (moment for moment in moments if moment and edges[0] < moment <= edges[-1])
        places = Counter(bisect_left(edges, moment) - 1 for moment in told)
        found[name] = [places[place] for place in range(len(edges) - 1)]
    return found


def _counts(
    session: Session, agency_id: str | None, since: datetime, at: datetime
) -> dict[str, int]:
    """How many cases went through each of the moves."""
    found = {}
    for name, which in _happened().items():
        query = select(func.count(func.distinct(CaseEvent.case_id)))
        query = query.where(which, *_between(since, at))
        if agency_id:
            query = query.join(CaseEvent.case).where(Case.agency_id == agency_id)
        found[name] = session.scalar(query) or 0
    return found


def _happened() -> dict[str, ColumnElement[bool]]:
    is_late = CaseEvent.data["reason"].as_string() == LATE
    return {
        "filed": CaseEvent.type == Move.REGISTERED,
        "answered": CaseEvent.type == Move.ANSWERED,
        "breached": and_(CaseEvent.type == Move.ESCALATED, is_late),
    }


def _between(since: datetime, until: datetime) -> tuple[ColumnElement[bool], ...]:
    return CaseEvent.created_at > since, CaseEvent.created_at <= until


def _due_within(at: datetime, hours: int) -> ColumnElement[bool]:
    return (Case.due_at > at) & (Case.due_at <= at + timedelta(hours=hours))


def _parts(
    found: Iterable[WaitingGroup], key: Callable[[WaitingGroup], str]
) -> dict[str, list[WaitingGroup]]:
    parts: dict[str, list[WaitingGroup]] = defaultdict(list)
    for group in found:
        parts[key(group)].append(group)
    return parts


def _name(catalogue: Catalogue, id: str) -> str:
    agency = catalogue.agencies.get(id)
    return agency.name if agency else id


def _day_fa(moment: datetime) -> str:
    day = JalaliDate(moment.astimezone(TEHRAN).date())
    return persian_digits(
        f"{day.day} {JalaliDate(day.year, day.month, 1).strftime('%B', locale='fa')}"
    )
