"""Answers queries for boards: checks what is asked, reads the counts from the database, adds names.

Counts are read from sums or cells, and those of open tenures as they are now.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import Session, aliased

from assistant.cases.tenure import office_minutes_until
from assistant.cases.terms import Kind
from assistant.insight.facts.cells import AGENCY, COUNTED, PROVINCE
from assistant.insight.facts.counting import ALL_LEVELS, by_levels, counts_of
from assistant.insight.facts.models import CaseFact, ScoreCell, ScoreSum
from assistant.insight.ratings.counts import marks_by
from assistant.insight.scoreboard.board import Board, assemble
from assistant.insight.scoreboard.figures import RowTally
from assistant.insight.scoreboard.query import BoardQuery, BoardRefusedError, By, known, period_of
from knowledge.calendar.load import OfficeTimes
from knowledge.catalogue import Catalogue

OfficeMinutes = Callable[[datetime, str | None], int]
"""Office minutes from a moment until now, in a province."""
NOWHERE = "nowhere"
"""The key of tenures without a province, or without a service."""


@dataclass(frozen=True)
class BoardCounts:
    """The tallies of a board by key, and since which month each has figures."""

    tallies: dict[str, RowTally]
    starts: dict[str, str]


def counted(session: Session, query: BoardQuery, office_minutes: OfficeMinutes) -> BoardCounts:
    """The counts that a board is made of; raises BoardRefusedError for services of no agency."""
    is_of_services = query.by is By.SERVICE
    tallies = _services(session, query) if is_of_services else _cells(session, query)
    if tallies:
        _add_open(session, query, tallies, office_minutes)
        _add_marks(session, query, tallies)
    return BoardCounts(tallies, _starts(session, query))


def _cells(session: Session, query: BoardQuery) -> dict[str, RowTally]:
    table, key = _source(query)
    found: defaultdict[str, RowTally] = defaultdict(RowTally)
    for name, cell in session.execute(
        select(key.label("row"), table).where(*_wanted(table, query))
    ):
        found[name or NOWHERE].add(cell)
    return dict(found)


def _source(query: BoardQuery) -> tuple[Any, Any]:
    """Sums where a board is about one dimension alone, else cells; and the column of its rows."""
    if query.by is By.PROVINCE:
        if query.agency_id:
            return ScoreCell, ScoreCell.province
        return ScoreSum, ScoreSum.key
    if query.province:
        return ScoreCell, ScoreCell.agency_id if query.by is By.AGENCY else ScoreCell.level
    return ScoreSum, ScoreSum.key if query.by is By.AGENCY else ScoreSum.level


def _wanted(table: Any, query: BoardQuery) -> list[ColumnElement[bool]]:
    period = query.period
    found = [table.month >= period.first, table.month <= period.last]
    if query.by is By.LEVEL and not query.level:
        found.append(table.level != ALL_LEVELS)
    else:
        found.append(table.level == (query.level or ALL_LEVELS))
    if table is ScoreSum:
        found.append(ScoreSum.by == _sums_by(query))
        return [*found, ScoreSum.key == query.agency_id] if query.agency_id else found
    if query.agency_id:
        found.append(ScoreCell.agency_id == query.agency_id)
    if query.province:
        found.append(ScoreCell.province == query.province)
    return found


def _sums_by(query: BoardQuery) -> str:
    """Which sums to read: levels of the whole country by province, which is the fewest rows."""
    is_of_levels = query.by is By.LEVEL and not query.agency_id
    return PROVINCE if query.by is By.PROVINCE or is_of_levels else AGENCY


def _services(session: Session, query: BoardQuery) -> dict[str, RowTally]:
    """From single tenures, since cells know no service: of one agency, so that they are few."""
    if not query.agency_id:
        raise BoardRefusedError("agency_needed")
    rows = session.execute(
        select(*COUNTED, CaseFact.service_id, CaseFact.month).where(*_facts(query))
    )
    groups: defaultdict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in rows.mappings():
        groups[row["service_id"] or NOWHERE, row["month"]].append(dict(row))
    found: defaultdict[str, RowTally] = defaultdict(RowTally)
    for (service, month), of in groups.items():
        units = by_levels(of).get(query.level or ALL_LEVELS, [])
        found[service].add(_Cell(month, counts_of(units)))
    return dict(found)


class _Cell:
    """Counts as attributes, as a cell has them."""

    def __init__(self, month: str, counts: Mapping[str, Any]) -> None:
        self.__dict__.update(counts, month=month)


def _facts(query: BoardQuery) -> list[ColumnElement[bool]]:
    period = query.period
    found = [CaseFact.month >= period.first, CaseFact.month <= period.last]
    if query.agency_id:
        found.append(CaseFact.agency_id == query.agency_id)
    if query.province:
        found.append(CaseFact.province == query.province)
    return found


_KEYS = {
    By.AGENCY: CaseFact.agency_id,
    By.PROVINCE: CaseFact.province,
    By.SERVICE: CaseFact.service_id,
    By.LEVEL: CaseFact.level,
}


def _add_open(
    session: Session,
    query: BoardQuery,
    tallies: Mapping[str, RowTally],
    office_minutes: OfficeMinutes,
) -> None:
    """Count in what waits, for as long as it has; all of a cluster weigh one together."""
    by_level = query.by is By.LEVEL or query.level is not None
    rows = session.execute(_waiting(query, by_level=by_level)).all()
    answered = set() if by_level else _answered_before(session)
    clusters = [_cluster(row) for row in rows]
    sizes = Counter(clusters)
    for row, cluster in zip(rows, clusters, strict=True):
        key, since, case_id, span, _, province, _, answered_at, _ = tuple(row)
        tally = tallies.get(key or NOWHERE)
        if tally is None:
            continue
        is_answered = answered_at is not None or (case_id, span) in answered
        weight = 1 / sizes[cluster]
        tally.add_open(office_minutes(since, province), weight, is_answered=is_answered)


def _waiting(query: BoardQuery, *, by_level: bool) -> Any:
    """Open tenures without a verdict, and since when each (or its span) has waited."""
    since = CaseFact.began_at if by_level else CaseFact.agency_began_at
    columns = (
        *(CaseFact.case_id, CaseFact.span, CaseFact.level, CaseFact.province, CaseFact.month),
        *(CaseFact.answered_at, CaseFact.cluster_id),
    )
    waits = CaseFact.ended_at.is_(None) & CaseFact.first_verdict.is_(None)
    counts = CaseFact.counts & (CaseFact.kind != Kind.PRAISE)
    statement = select(_KEYS[query.by].label("key"), since.label("since"), *columns)
    if query.level:
        statement = statement.where(CaseFact.level == query.level)
    return statement.where(waits, counts, *_facts(query))


def _answered_before(session: Session) -> set[tuple[int, int]]:
    """Spans that are open at a higher level now, and had an answer at a lower one."""
    earlier, now = aliased(CaseFact), aliased(CaseFact)
    same = (earlier.case_id == now.case_id) & (earlier.span == now.span)
    statement = select(now.case_id, now.span).join(earlier, same)
    open_ = (now.ended_at.is_(None), now.number > 1, earlier.number < now.number)
    rows = session.execute(statement.where(*open_, earlier.answered_at.is_not(None)))
    return {(case_id, span) for case_id, span in rows}


def _add_marks(session: Session, query: BoardQuery, tallies: Mapping[str, RowTally]) -> None:
    """Marks of talks; they know no level."""
    if query.by is By.LEVEL or query.level:
        return
    found = marks_by(
        session,
        _KEYS[query.by].key,
        (query.period.first, query.period.last),
        agency_id=query.agency_id,
        province=query.province,
    )
    for key, marks in found.items():
        if tally := tallies.get(key or NOWHERE):
            tally.add_marks(marks)


def _cluster(row: Row[Any]) -> tuple[Any, ...]:
    key, _, _, _, level, province, month, _, cluster_id = tuple(row)
    return (key, cluster_id, level, province, month)


def _starts(session: Session, query: BoardQuery) -> dict[str, str]:
    """The first month of each agency or province; of others it is not told."""
    if query.by not in {By.AGENCY, By.PROVINCE}:
        return {}
    by = PROVINCE if query.by is By.PROVINCE else AGENCY
    statement = select(ScoreSum.key, func.min(ScoreSum.month)).where(ScoreSum.by == by)
    return {
        key or NOWHERE: month for key, month in session.execute(statement.group_by(ScoreSum.key))
    }


_NOWHERE_FA = {By.PROVINCE: "بدون استان", By.SERVICE: "بدون خدمت مشخص"}


class Scoreboard:
    """Boards over the figures of a database; it only reads."""

    def __init__(self, catalogue: Catalogue, times: Callable[[], OfficeTimes]) -> None:
        self._catalogue, self._times = catalogue, times

    def query(
        self,
        by: By,
        first: str | None,
        last: str | None,
        now: datetime,
        *,
        agency: str | None = None,
        province: str | None = None,
        level: str | None = None,
    ) -> BoardQuery:
        """What is asked, checked; raises BoardRefusedError with the code of what is wrong."""
        names = {one.name for one in self._catalogue.provinces}
        return BoardQuery(
            by,
            period_of(first, last, now),
            known(agency, self._catalogue.agencies, "unknown_agency"),
            known(province, names, "unknown_province"),
            known(level, self.levels, "unknown_level"),
        )

    @property
    def levels(self) -> dict[str, str]:
        """Titles of the levels by id, from the first up."""
        return {level.id: level.title for level in self._times().deadlines.ladder}

    @property
    def office_times(self) -> OfficeTimes:
        """The calendar and the terms of now."""
        return self._times()

    @property
    def agencies(self) -> dict[str, str]:
        """Names of the agencies by id."""
        return {id_: agency.name for id_, agency in self._catalogue.agencies.items()}

    def board(
        self, session: Session, query: BoardQuery, now: datetime, *, with_ranks: bool = False
    ) -> Board:
        """The board that was asked for, with everything in it: `board.published` takes out.

        An agency that is asked for in a board of agencies is compared with all of them, as is a
        province among provinces; `board.chosen` then leaves it alone. Raises BoardRefusedError.
        """
        calendar = self._times().calendar
        found = counted(session, _compared(query), office_minutes_until(calendar, now))
        return assemble(
            query, found.tallies, self._names(query.by), found.starts, with_ranks=with_ranks
        )

    def _names(self, by: By) -> dict[str, str]:
        if by is By.AGENCY:
            return self.agencies
        if by is By.LEVEL:
            return self.levels
        names = {NOWHERE: _NOWHERE_FA[by]}
        if by is By.SERVICE:
            names |= {id_: entry.service.title for id_, entry in self._catalogue.by_id.items()}
        return names


def _compared(query: BoardQuery) -> BoardQuery:
    """What is counted for a board: all that the rows are compared with."""
    if query.by is By.AGENCY:
        return replace(query, agency_id=None)
    return replace(query, province=None) if query.by is By.PROVINCE else query
