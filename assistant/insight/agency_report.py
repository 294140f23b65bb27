"""The monthly report of an agency: its figures, how they came about, and what it objected to.

Until the figures of the month are frozen, the report shows the scoreboard's current figures. From
then on it shows those of the signed export, so that every report agrees with what is paid by. The
rest is as it is known when the report is made. Nothing here names a person.

The counts behind it (the trend, the topics of cases, and which were late) are plain functions of a
`Session`; each reads an index.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from assistant.cases.models import Case
from assistant.cases.terms import INDICATOR_FA, Kind
from assistant.insight.facts.cells import AGENCY
from assistant.insight.facts.counting import ALL_LEVELS
from assistant.insight.facts.models import CaseFact, ScoreSum
from assistant.insight.method import METHOD_VERSION, MIN_PEOPLE, Figure
from assistant.insight.periods.closing import kept_figures
from assistant.insight.periods.moves import Objection, PeriodStanding, standing
from assistant.insight.periods.reporting_period import ReportingPeriod, State
from assistant.insight.scoreboard.board import BoardRow
from assistant.insight.scoreboard.figures import Estimate
from assistant.insight.scoreboard.query import By, month_title, months_back
from assistant.insight.scoreboard.service import Scoreboard
from assistant.insight.signals.flags import Flag
from assistant.insight.signals.service import Signals
from assistant.insight.statistics.funnel import Band, Place
from assistant.insight.statistics.intervals import Interval, rate
from assistant.language.dates import jalali_month
from knowledge.catalogue import Catalogue

TREND_MONTHS = 12
MOST_TOPICS = 10
MOST_BREACHES = 40


@dataclass(frozen=True)
class TrendPoint:
    """A month of the trend: shares of those who judged, and of all; None where they are too few."""

    month: str
    title_fa: str
    people: int
    judged: int
    solved: Interval | None
    breaches: Interval | None


@dataclass(frozen=True)
class Topic:
    """A topic of cases, and how many people filed them."""

    title_fa: str
    people: int


@dataclass(frozen=True)
class Breach:
    """A case whose answer was late; `answered_at` is None while there is none."""

    tracking_code: str
    level: str
    at: datetime | None
    answered_at: datetime | None


def trend_of(session: Session, agency_id: str, month: str) -> list[TrendPoint]:
    """The year that ends with `month` (Jalali `YYYY-MM`), the oldest month first."""
    columns = (ScoreSum.people, ScoreSum.judged, ScoreSum.solved_first, ScoreSum.breaches)
    months = [months_back(month, back) for back in range(TREND_MONTHS - 1, -1, -1)]
    query = select(ScoreSum.month, *columns).where(
        ScoreSum.by == AGENCY,
        ScoreSum.key == agency_id,
        ScoreSum.level == ALL_LEVELS,
        ScoreSum.month.between(months[0], month),
    )
    found = {name: counts for name, *counts in session.execute(query)}
    return [_point(name, *found.get(name, (0, 0, 0.0, 0.0))) for name in months]


def _point(month: str, people: int, judged: int, solved: float, breaches: float) -> TrendPoint:
    title = month_title(month)
    shares = _share(solved, judged), _share(breaches, people)
    return TrendPoint(month, title, people, judged, *shares)


def _share(part: float, of: float) -> Interval | None:
    # Rounding may leave a sum of fractional weights a hair above the whole that it is part of.
    return rate(min(part, of), of) if of >= MIN_PEOPLE else None


def indicators_of(
    session: Session, agency_id: str, month: str, names: Mapping[str, str]
) -> list[Topic]:
    """The indicators that most people complained of, with their names."""
    return _topics(session, CaseFact.indicator, agency_id, month, names)


def services_of(
    session: Session, agency_id: str, month: str, names: Mapping[str, str]
) -> list[Topic]:
    """The services that most people complained of, with their names."""
    return _topics(session, CaseFact.service_id, agency_id, month, names)


def _topics(
    session: Session,
    column: InstrumentedAttribute[str | None],
    agency_id: str,
    month: str,
    names: Mapping[str, str],
) -> list[Topic]:
    """Whoever follows another's case counts; whoever filed twice counts once."""
    count = func.count(func.distinct(CaseFact.case_id))
    query = (
        select(column, count)
        .where(
            *_of(agency_id, month),
            CaseFact.counts,
            CaseFact.kind != Kind.PRAISE,
            column.is_not(None),
        )
        .group_by(column)
        .order_by(count.desc(), column)
    )
    rows: list[Any] = list(session.execute(query.limit(MOST_TOPICS)))
    return [Topic(names.get(id_, id_), people) for id_, people in rows]


def breaches_of(session: Session, agency_id: str, month: str) -> tuple[list[Breach], int]:
    """The last ones that were late, and how many there are in all; a case counts once a level."""
    late = (*_of(agency_id, month), CaseFact.is_breach)
    query = (
        select(Case.tracking_code, CaseFact.level, CaseFact.breached_at, CaseFact.answered_at)
        .join(Case, Case.id == CaseFact.case_id)
        .where(*late)
        .order_by(CaseFact.breached_at.desc(), CaseFact.case_id, CaseFact.number)
    )
    found = [Breach(*row) for row in session.execute(query.limit(MOST_BREACHES))]
    return found, session.scalar(select(func.count()).where(*late)) or 0


def _of(agency_id: str, month: str) -> tuple[ColumnElement[bool], ...]:
    return CaseFact.agency_id == agency_id, CaseFact.month == month


_NO_BAND = Band(Place.TOO_FEW, Place.TOO_FEW)


@dataclass(frozen=True)
class ReportedFigure:
    """One figure; `value` is None where people are too few, `n` where that was not kept either.

    `expected` is the share that was to be expected with these cases. `response` belongs to
    satisfaction alone.
    """

    figure: Figure
    n: float | None
    value: Interval | None = None
    expected: float | None = None
    band: Band = _NO_BAND
    response: Interval | None = None


@dataclass(frozen=True)
class AgencyReport:
    """The report of an agency for a Jalali month; not `is_over`: the month goes on.

    `figures` are as of `as_of`, all else as of `made_at`. `breaches` has the last ones of
    `breaches_in_all`.
    """

    agency_id: str
    agency_name: str
    period: ReportingPeriod
    made_at: datetime
    as_of: datetime
    is_over: bool
    state: State
    objection_until: datetime | None
    method_version: str
    figures: Sequence[ReportedFigure]
    trend: Sequence[TrendPoint]
    indicators: Sequence[Topic]
    services: Sequence[Topic]
    breaches: Sequence[Breach]
    breaches_in_all: int
    objections: Sequence[Objection]
    flags: Sequence[Flag]


class Reports:
    """Makes reports from facts, sums, periods and the scoreboard; it only reads."""

    def __init__(self, catalogue: Catalogue, scoreboard: Scoreboard, signals: Signals) -> None:
        self._catalogue, self._scoreboard, self._signals = catalogue, scoreboard, signals
        self._services = {id_: one.service.title for id_, one in catalogue.by_id.items()}

    def report(self, session: Session, agency_id: str, month: str, now: datetime) -> AgencyReport:
        """Raises `BoardRefusedError` for an unknown agency, and for what is no month so far."""
        query = self._scoreboard.query(By.AGENCY, month, month, now, agency=agency_id)
        month = query.period.first
        board = self._scoreboard.board(session, query, now)
        row = next((row for row in board.rows if row.key == agency_id), None)
        known = standing(session, ReportingPeriod.parse(month))
        late, late_in_all = breaches_of(session, agency_id, month)
        found = self._signals.read(session, known, self._scoreboard.office_times)
        indicators = {str(key): name for key, name in INDICATOR_FA.items()}
        live = AgencyReport(
            agency_id=agency_id,
            agency_name=self._catalogue.agencies[agency_id].name,
            period=known.period,
            made_at=now,
            as_of=now,
            is_over=month < jalali_month(now),
            state=known.state,
            objection_until=known.objection_until,
            method_version=METHOD_VERSION,
            figures=[_live(figure, row) for figure in Figure],
            trend=trend_of(session, agency_id, month),
            indicators=indicators_of(session, agency_id, month, indicators),
            services=services_of(session, agency_id, month, self._services),
            breaches=late,
            breaches_in_all=late_in_all,
            objections=[one for one in known.objections.values() if one.agency_id == agency_id],
            flags=[one for one in found if one.agency_id == agency_id],
        )
        return live if known.state is State.OPEN else _frozen(session, live, known)


def without_cases(report: AgencyReport) -> AgencyReport:
    """The report for somebody who may see figures and no case: nothing of fewer than ten people."""
    return replace(
        report,
        breaches=[],
        indicators=[one for one in report.indicators if one.people >= MIN_PEOPLE],
        services=[one for one in report.services if one.people >= MIN_PEOPLE],
    )


def _live(figure: Figure, row: BoardRow | None) -> ReportedFigure:
    estimate = row.estimates.get(figure) if row else None
    if estimate is None:
        return ReportedFigure(figure, row.people if row else 0)
    if not estimate.is_told:
        return ReportedFigure(figure, estimate.n)
    return _told(figure, estimate)


def _told(figure: Figure, estimate: Estimate) -> ReportedFigure:
    share = None if estimate.expected is None else estimate.expected / estimate.n
    return ReportedFigure(
        figure, estimate.n, estimate.value, share, estimate.band, estimate.response_rate
    )


def _frozen(session: Session, live: AgencyReport, known: PeriodStanding) -> AgencyReport:
    """With the figures that were kept; the export has no response rate, so that is of now."""
    kept = kept_figures(session, known)
    rows = {row["figure"]: row for row in kept["rows"] if row["agency_id"] == live.agency_id}
    return replace(
        live,
        as_of=known.period.ripe_at,
        method_version=kept["method_version"],
        figures=[
            told_of(told.figure, rows.get(told.figure), told.response) for told in live.figures
        ],
    )


def told_of(
    figure: Figure, row: Mapping[str, Any] | None, response: Interval | None = None
) -> ReportedFigure:
    """What a row of `kept_figures` says of a figure; without one, that people were too few."""
    if row is None or row["n"] is None:
        return ReportedFigure(figure, None)
    value = Interval(row["low"], row["point"], row["high"])
    share = None if row["expected"] is None else row["expected"] / row["n"]
    band = Band(Place(row["band_95"]), Place(row["band_998"]))
    return ReportedFigure(figure, row["n"], value, share, band, response)
