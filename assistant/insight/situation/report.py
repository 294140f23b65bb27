"""The monthly report of an agency: its figures, how they came about, and what it objected to.

Until the figures of the month are frozen they are the scoreboard's of now. From then on they are
those of the signed export, so that no report says anything else than what is paid by. The rest is
as it is known when the report is made. Nothing here names a person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from assistant.cases.terms import INDICATOR_FA
from assistant.insight.method import METHOD_VERSION, MIN_PEOPLE, Figure
from assistant.insight.periods.closing import kept_figures
from assistant.insight.periods.moves import Objection, Standing, standing
from assistant.insight.periods.terms import ReportingPeriod, State
from assistant.insight.scoreboard.board import Row
from assistant.insight.scoreboard.figures import Estimate
from assistant.insight.scoreboard.query import By
from assistant.insight.scoreboard.service import Scoreboard
from assistant.insight.signals.flags import Flag
from assistant.insight.signals.service import Signals
from assistant.insight.situation import report_counts
from assistant.insight.situation.report_counts import Breach, Point, Topic
from assistant.insight.statistics.funnel import Band, Place
from assistant.insight.statistics.intervals import Interval
from assistant.language.dates import jalali_month
from knowledge.catalogue import Catalogue

_NO_BAND = Band(Place.TOO_FEW, Place.TOO_FEW)


@dataclass(frozen=True)
class Told:
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
class Report:
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
    figures: Sequence[Told]
    trend: Sequence[Point]
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

    def report(self, session: Session, agency_id: str, month: str, now: datetime) -> Report:
        """Raises `RefusedError` for an agency that is unknown, and for what is no month so far."""
        query = self._scoreboard.query(By.AGENCY, month, month, now, agency=agency_id)
        month = query.period.first
        board = self._scoreboard.board(session, query, now)
        row = next((row for row in board.rows if row.key == agency_id), None)
        known = standing(session, ReportingPeriod.parse(month))
        late, late_in_all = report_counts.breaches(session, agency_id, month)
        found = self._signals.read(session, known, self._scoreboard.office_times)
        indicators = {str(key): name for key, name in INDICATOR_FA.items()}
        live = Report(
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
            trend=report_counts.trend(session, agency_id, month),
            indicators=report_counts.indicators(session, agency_id, month, indicators),
            services=report_counts.services(session, agency_id, month, self._services),
            breaches=late,
            breaches_in_all=late_in_all,
            objections=[one for one in known.objections.values() if one.agency_id == agency_id],
            flags=[one for one in found if one.agency_id == agency_id],
        )
        return live if known.state is State.OPEN else _frozen(session, live, known)


def without_cases(report: Report) -> Report:
    """The report for somebody who may see figures and no case: nothing of fewer than ten people."""
    return replace(
        report,
        breaches=[],
        indicators=[one for one in report.indicators if one.people >= MIN_PEOPLE],
        services=[one for one in report.services if one.people >= MIN_PEOPLE],
    )


def _live(figure: Figure, row: Row | None) -> Told:
    estimate = row.estimates.get(figure) if row else None
    if estimate is None:
        return Told(figure, row.people if row else 0)
    if not estimate.is_told:
        return Told(figure, estimate.n)
    return _told(figure, estimate)


def _told(figure: Figure, estimate: Estimate) -> Told:
    share = None if estimate.expected is None else estimate.expected / estimate.n
    return Told(figure, estimate.n, estimate.value, share, estimate.band, estimate.response_rate)


def _frozen(session: Session, live: Report, known: Standing) -> Report:
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
) -> Told:
    """What a row of `kept_figures` says of a figure; without one, that people were too few."""
    if row is None or row["n"] is None:
        return Told(figure, None)
    value = Interval(row["low"], row["point"], row["high"])
    share = None if row["expected"] is None else row["expected"] / row["n"]
    band = Band(Place(row["band_95"]), Place(row["band_998"]))
    return Told(figure, row["n"], value, share, band, response)
