"""Reports of what is down: written with the turn or case they came with, and read for the radar.

The radar reads the reports of the last hours, and which of them may still raise a suspicion.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from assistant.cases.filing import Origin
from assistant.cases.models import Case
from assistant.cases.outages import OutageRow
from assistant.cases.terms import Indicator, Kind
from assistant.conversation.turn_records import Noted
from assistant.dialogue.reports import DOWN, OutageReport
from assistant.guessing.tries import HERE
from assistant.insight.radar.history import Series
from assistant.insight.radar.models import RadarSignal, RadarSuspicion, ReportSource, SuspicionState
from assistant.language.dates import TEHRAN
from assistant.storage.digests import Digests, Purpose


@dataclass(frozen=True)
class ReportRecorder:
    """Notes who reported what, once a person, day and service."""

    digests: Digests

    def of_turn(self, session: Session, noted: Noted) -> None:
        """Note what a turn reports, if it does."""
        if noted.report is not None:
            who = _who(noted.group, f"conversation {noted.conversation_id}")
            self._note(session, noted.report, noted.at, who, ReportSource.TALK)

    def of_case(self, session: Session, case: Case, origin: Origin) -> None:
        """Note a complaint about a system or a telephone; its agency has to be known."""
        if case.kind != Kind.COMPLAINT or case.agency_id is None or case.indicator not in DOWN:
            return
        indicator = Indicator(case.indicator)
        report = OutageReport(case.agency_id, indicator, case.service_id, case.province)
        own = f"conversation {case.conversation_id}" if case.conversation_id else f"case {case.id}"
        self._note(session, report, case.created_at, _who(origin.group, own), ReportSource.CASE)

    def _note(
        self, session: Session, report: OutageReport, at: datetime, who: str, source: ReportSource
    ) -> None:
        day = at.astimezone(TEHRAN).date()
        key = self.digests.keyed(Purpose.REPORT, f"{day}\n{report.agency_id}\n{who}")
        values = {
            "at": at,
            "agency_id": report.agency_id,
            "indicator": report.indicator,
            "service_id": report.service_id or "",
            "province": report.province,
            "source": source,
            "person_key": key,
        }
        session.execute(_insert(session, source), values)


def _who(group: str, otherwise: str) -> str:
    """By address or chat; where none is known, by the conversation or the case itself."""
    return f"group {group}" if group not in {"", HERE.group} else otherwise


def _insert(session: Session, source: ReportSource) -> Any:
    """A person counts once; who reported in a talk and files a case then counts as a case."""
    insert = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}
    made: Any = insert[session.get_bind().dialect.name](RadarSignal)
    same = ["person_key", "indicator", "service_id"]
    if source is ReportSource.CASE:
        return made.on_conflict_do_update(index_elements=same, set_={"source": ReportSource.CASE})
    return made.on_conflict_do_nothing(index_elements=same)


LOOKBACK = timedelta(hours=12)
"""The score begins at zero so long ago. What lies further back has no say: the score forgets
faster, by ten reports' worth an hour."""


@dataclass(frozen=True)
class Reported:
    """One report; `service` is empty if none was named."""

    at: datetime
    series: Series
    service: str
    province: str | None
    source: str
    person: str


def recent(session: Session, now: datetime) -> list[Reported]:
    """The reports of the last hours that nothing covers, in order of time.

    Those of a known outage, those from before a decision, and those of an agency that the desk has
    quieted cannot raise a suspicion.
    """
    told = _read(session, RadarSignal.at > now - LOOKBACK, RadarSignal.at <= now)
    outages, quiet = _outages(session, now), _quiet(session, now)
    return [
        one
        for one in told
        if one.at > quiet.get(one.series, one.at - LOOKBACK)
        and not any(covers(outage, one) for outage in outages.get(one.series, ()))
    ]


def covers(outage: OutageRow, one: Reported) -> bool:
    """Whether a report is of this outage; one without a service or a province may be of it."""
    is_its_service = outage.service_id is None or one.service in {"", outage.service_id}
    is_its_place = outage.province is None or one.province in {None, outage.province}
    is_before_end = outage.ended_at is None or one.at <= outage.ended_at
    is_its_series = one.series == (outage.agency_id, outage.indicator)
    return is_its_series and is_its_service and is_its_place and is_before_end


def of_outage(session: Session, outage: OutageRow) -> list[Reported]:
    """All kept reports of an outage since it began, in order of time."""
    told = _read(
        session,
        RadarSignal.agency_id == outage.agency_id,
        RadarSignal.indicator == outage.indicator,
        RadarSignal.at >= outage.began_at,
    )
    return [one for one in told if covers(outage, one)]


def of_suspicion(session: Session, row: RadarSuspicion) -> list[Reported]:
    """The kept reports behind a suspicion, in order of time."""
    return _read(
        session,
        RadarSignal.agency_id == row.agency_id,
        RadarSignal.indicator == row.indicator,
        RadarSignal.at >= row.began_at,
        RadarSignal.at <= row.last_at,
    )


def first_of_each(reports: Iterable[Reported]) -> dict[str, Reported]:
    """The first report of every person, in order of time."""
    found: dict[str, Reported] = {}
    for one in reports:
        found.setdefault(one.person, one)
    return found


def from_cases(reports: Iterable[Reported]) -> int:
    """How many people among them filed a case."""
    return len({one.person for one in reports if one.source == ReportSource.CASE})


def _read(session: Session, *which: ColumnElement[bool]) -> list[Reported]:
    """Columns, not objects: in a large outage there are tens of thousands."""
    row = RadarSignal
    query = (
        select(
            row.at,
            row.agency_id,
            row.indicator,
            row.service_id,
            row.province,
            row.source,
            row.person_key,
        )
        .where(*which)
        .order_by(row.at, row.id)
    )
    return [
        Reported(at, (agency, indicator), service, province, source, person)
        for at, agency, indicator, service, province, source, person in session.execute(query)
    ]


def _outages(session: Session, now: datetime) -> dict[Series, list[OutageRow]]:
    query = select(OutageRow).where(
        or_(OutageRow.ended_at.is_(None), OutageRow.ended_at > now - LOOKBACK)
    )
    found: dict[Series, list[OutageRow]] = {}
    for row in session.scalars(query):
        found.setdefault((row.agency_id, row.indicator), []).append(row)
    return found


def _quiet(session: Session, now: datetime) -> dict[Series, datetime]:
    """Until when reports of an agency say nothing: the last decision, or the end of its quiet."""
    row = RadarSuspicion
    query = select(row).where(
        row.state != SuspicionState.OPEN,
        or_(row.decided_at > now - LOOKBACK, row.quiet_until > now - LOOKBACK),
    )
    found: dict[Series, datetime] = {}
    for one in session.scalars(query):
        series = (one.agency_id, one.indicator)
        until = max(filter(None, (one.decided_at, one.quiet_until)))
        found[series] = max(until, found.get(series, until))
    return found
