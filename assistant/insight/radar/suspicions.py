"""Suspicions of outages: the radar raises them, renews them, lets them pass; the desk decides.

The radar looks at the reports once a minute. Everything is worked out from the kept reports at each
look. So it does not matter how late a look comes, how many processes look, or whether one was
killed between two looks.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import structlog
from prometheus_client import Counter as Metric
from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assistant.cases.merged_cases import people
from assistant.cases.outages import OutageRow, open_outages
from assistant.insight.radar import askers, cusum, history
from assistant.insight.radar.cusum import CHART, Rate, RiseEvidence, follow
from assistant.insight.radar.history import History, Series
from assistant.insight.radar.models import RadarSuspicion, SuspicionState
from assistant.insight.radar.reports import Reported, first_of_each, from_cases, of_outage, recent
from assistant.language.dates import TEHRAN
from assistant.storage.database import Database
from assistant.storage.shared_clock import utc_now
from assistant.storage.statements import locked

PASSED_AFTER = timedelta(hours=2)
"""So long without a new report, and a suspicion passes. At the slowest rise that is worth a look,
ten an hour, six minutes lie between two reports."""
_NEARLY_ALL = 0.8
"""A suspicion is of one service, or one province, if so many of its people name that one."""


def look(session: Session, now: datetime) -> list[RadarSuspicion]:
    """Bring everything up to `now`; the suspicions that are new. One transaction."""
    # Takes SQLite's one write lock at once, so that nobody writes between our look and our word.
    known = {(one.agency_id, one.indicator): one for one in locked(session, _undecided())}
    history.mark_watched(session, now)
    history.count_hours(session, now)
    history.forget(session, now)
    askers.forget(session, now)
    _let_pass(known.values(), now)
    raised = _judge(session, known, now)
    _count_people(session)
    return raised


def _undecided() -> Select[RadarSuspicion]:
    return select(RadarSuspicion).where(RadarSuspicion.decided_at.is_(None))


def _let_pass(suspicions: Iterable[RadarSuspicion], now: datetime) -> None:
    for one in suspicions:
        if one.last_at < now - PASSED_AFTER:
            one.state, one.decided_at = SuspicionState.PASSED, now


def _judge(
    session: Session, known: Mapping[Series, RadarSuspicion], now: datetime
) -> list[RadarSuspicion]:
    """Renew open suspicions; raise one for each rise that has none."""
    reports: dict[Series, list[Reported]] = {}
    for one in recent(session, now):
        reports.setdefault(one.series, []).append(one)
    many = {series: own for series, own in reports.items() if len(own) >= CHART.fewest}
    past, raised = History.read(session, now) if many else None, list[RadarSuspicion]()
    for series, own in many.items():
        assert past is not None
        found = strongest(own, past.usual(series), past.unknown())
        before = known.get(series)
        if before is not None and before.decided_at is None:
            _renew(before, own, found, now)
        elif cusum.is_alarm(found.evidence) and found.evidence.last > now - PASSED_AFTER:
            raised += _raised(session, series, own, found, now)
    return raised


@dataclass(frozen=True)
class StrongestEvidence:
    """The strongest evidence of an agency: over all its reports, or those of one service."""

    evidence: RiseEvidence
    usual: float


def strongest(
    reports: Sequence[Reported], usual: Mapping[str, Rate], unknown: Rate
) -> StrongestEvidence:
    """Follow the agency as a whole and every service with enough people; `reports` are not empty.

    A burst of one service is lost in an agency with many reports. A burst that is spread over the
    services of an agency is lost in each of them.
    """
    names = Counter(service for _, service in {(one.person, one.service) for one in reports})
    found = [_follow(reports, usual[""])]
    for service, count in names.items():
        if service and count >= CHART.fewest:
            own = [one for one in reports if one.service == service]
            found.append(_follow(own, usual.get(service, unknown)))
    return max(found, key=lambda one: one.evidence.score)


def _follow(reports: Sequence[Reported], usual: Rate) -> StrongestEvidence:
    times = [one.at for one in first_of_each(reports).values()]
    evidence = follow(times, usual)
    assert evidence is not None
    return StrongestEvidence(evidence, usual(evidence.last))


def _raised(
    session: Session,
    series: Series,
    own: Sequence[Reported],
    found: StrongestEvidence,
    now: datetime,
) -> list[RadarSuspicion]:
    agency, indicator = series
    row = RadarSuspicion(
        agency_id=agency,
        indicator=indicator,
        began_at=found.evidence.since,
        raised_at=now,
        threshold=CHART.threshold,
        score=0.0,
    )
    _renew(row, own, found, now)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        # Another process was faster.
        return []
    return [row]


def _renew(
    row: RadarSuspicion, own: Sequence[Reported], found: StrongestEvidence, now: datetime
) -> None:
    """Bring a suspicion up to date; when it began stays as it was raised."""
    since = [one for one in own if one.at >= row.began_at]
    if not since:
        return
    persons = first_of_each(since)
    # Never fewer than before: reports older than half a day are not read any more.
    row.people = max(row.people or 0, len(persons))
    row.from_cases = max(row.from_cases or 0, from_cases(since))
    row.last_at = max(one.at for one in persons.values())
    row.score = max(row.score, found.evidence.score)
    row.usual_per_hour = found.usual
    hours = max((now - row.began_at) / timedelta(hours=1), cusum.SHORTEST_HOURS)
    row.observed_per_hour = row.people / hours
    row.service_id = _of_nearly_all([one.service or None for one in persons.values()])
    row.province = _of_nearly_all([one.province for one in persons.values()])


def _of_nearly_all(named: Sequence[str | None]) -> str | None:
    """What nearly all of those name who name any, if these are half of all at least."""
    told = Counter(name for name in named if name)
    if not told or 2 * told.total() < len(named):
        return None
    name, count = told.most_common(1)[0]
    return name if count >= _NEARLY_ALL * told.total() else None


def _count_people(session: Session) -> None:
    """How many people reported each outage: on its busiest day, since a person is known for a day.

    Those who follow its case count as well. The number never sinks, though reports are kept for
    only two days.
    """
    rows = open_outages(session)
    led = people(session, [row.case_id for row in rows if row.case_id])
    for row in rows:
        days: dict[date, set[str]] = {}
        for one in of_outage(session, row):
            days.setdefault(one.at.astimezone(TEHRAN).date(), set()).add(one.person)
        most = max(map(len, days.values()), default=0)
        row.people = max(row.people, most, led.get(row.case_id or 0, 0))


log = structlog.get_logger()
EVERY_S = 60.0
RAISED = Metric("dastyar_outages_suspected_total", "Outages that the radar suspected.")


class RadarBeat:
    """The radar of one worker."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def look(self) -> bool:
        """Look once; there is never more to do at once."""
        now = utc_now()
        raised = await self._database.run(
            lambda session: [(one.agency_id, one.indicator) for one in look(session, now)]
        )
        for agency, indicator in raised:
            RAISED.inc()
            log.warning("outage_suspected", agency=agency, indicator=indicator)
        return False


def open_suspicions(session: Session) -> list[RadarSuspicion]:
    """Those that wait for a decision, most people first."""
    query = select(RadarSuspicion).where(RadarSuspicion.decided_at.is_(None))
    return list(session.scalars(query.order_by(RadarSuspicion.people.desc(), RadarSuspicion.id)))


def dismiss(
    session: Session, id_: int, *, by: str, reason: str, hours: int, now: datetime
) -> RadarSuspicion | None:
    """Say that it is no outage: the agency raises no suspicion for so many hours.

    None when no open suspicion has this id.
    """
    row = _open(session, id_)
    if row is not None:
        row.state, row.decided_at, row.decided_by = SuspicionState.DISMISSED, now, by
        row.reason, row.quiet_until = reason, now + timedelta(hours=hours)
    return row


def confirm(session: Session, outage: OutageRow, *, by: str, now: datetime) -> list[RadarSuspicion]:
    """Decide the suspicions that a new outage explains; the outage takes over their `people`."""
    query = select(RadarSuspicion).where(
        RadarSuspicion.agency_id == outage.agency_id,
        RadarSuspicion.indicator == outage.indicator,
        RadarSuspicion.decided_at.is_(None),
    )
    found = [row for row in locked(session, query) if _explains(outage, row)]
    for row in found:
        row.state, row.decided_at, row.decided_by = SuspicionState.CONFIRMED, now, by
        row.outage_id = outage.id
        outage.people = max(outage.people, row.people)
    return found


def _explains(outage: OutageRow, row: RadarSuspicion) -> bool:
    is_its_service = None in {outage.service_id, row.service_id} or (
        outage.service_id == row.service_id
    )
    is_its_place = None in {outage.province, row.province} or outage.province == row.province
    return is_its_service and is_its_place


def _open(session: Session, id_: int) -> RadarSuspicion | None:
    query = select(RadarSuspicion).where(
        RadarSuspicion.id == id_, RadarSuspicion.decided_at.is_(None)
    )
    return next(iter(locked(session, query)), None)
