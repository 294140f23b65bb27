"""What the radar remembers of earlier weeks: people an hour, from which the usual rate comes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from assistant.cases.outages import OutageRow
from assistant.insight.radar.cusum import HISTORY, UsualRate, Week, hour_of
from assistant.insight.radar.models import (
    RadarHour,
    RadarSignal,
    RadarSuspicion,
    SuspicionState,
)
from assistant.storage.statements import delete_some

SIGNALS_KEPT = timedelta(hours=48)
"""Single reports are deleted then: the longest look back is half a day, and an outage that goes on
counts its people by day."""
_HOUR, _SETTLED = timedelta(hours=1), timedelta(minutes=2)
Series = tuple[str, str]
"""Agency and indicator."""
Span = tuple[datetime, datetime]


def mark_watched(session: Session, now: datetime) -> None:
    """Keep that the radar is watching in this hour; hours in which it was away say nothing."""
    marker = {"agency_id": "", "indicator": "", "service_id": "", "hour": hour_of(now)}
    if session.get(RadarHour, marker) is None:
        session.add(RadarHour(**marker, people=None))
        session.flush()


_MOST = 10_000
"""Rows of each that go at a look; it comes again soon."""


def count_hours(session: Session, now: datetime) -> None:
    """Count the hours that have ended since; hours of outages do not count for the week's shape."""
    query = select(RadarHour.hour).where(
        RadarHour.agency_id == "",
        RadarHour.people.is_(None),
        RadarHour.hour <= now - _HOUR - _SETTLED,
    )
    for hour in session.scalars(query).all():
        counted = _people_in(session, hour)
        session.execute(delete(RadarHour).where(RadarHour.hour == hour, RadarHour.agency_id != ""))
        session.add_all(
            RadarHour(agency_id=a, indicator=i, service_id=s, hour=hour, people=people)
            for (a, i, s), people in counted.items()
        )
        unusual = _unusual(session, hour, hour + _HOUR)
        total = sum(n for (a, i, s), n in counted.items() if not s and (a, i) not in unusual)
        marker = update(RadarHour).where(RadarHour.hour == hour, RadarHour.agency_id == "")
        session.execute(marker.values(people=total))


def forget(session: Session, now: datetime) -> None:
    """Delete single reports after two days, and counts that are no history any more: some."""
    delete_some(session, RadarSignal, RadarSignal.at < now - SIGNALS_KEPT, most=_MOST)
    delete_some(session, RadarHour, RadarHour.hour < now - HISTORY - _HOUR, most=_MOST)


@dataclass(frozen=True)
class History:
    """The watched hours of the last weeks, and the shape of the week in them."""

    session: Session
    now: datetime
    watched: frozenset[datetime]
    week: Week

    @classmethod
    def read(cls, session: Session, now: datetime) -> "History":
        """From the counted hours."""
        query = select(RadarHour.hour, RadarHour.people).where(
            RadarHour.agency_id == "",
            RadarHour.people.is_not(None),
            RadarHour.hour >= now - HISTORY,
        )
        totals = {hour: people or 0 for hour, people in session.execute(query)}
        return cls(session, now, frozenset(totals), Week.of(totals))

    def usual(self, series: Series) -> dict[str, UsualRate]:
        """The usual rate of an agency, under an empty key, and of each service that had reports."""
        agency, indicator = series
        query = select(RadarHour.service_id, RadarHour.hour, RadarHour.people).where(
            RadarHour.agency_id == agency,
            RadarHour.indicator == indicator,
            RadarHour.hour >= self.now - HISTORY,
        )
        told: dict[str, dict[datetime, int]] = {"": {}}
        for service, hour, people in self.session.execute(query):
            told.setdefault(service, {})[hour] = people or 0
        watched = self.watched - set(_hours(_outages_of(self.session, series, self.now)))
        return {name: UsualRate.of(counts, watched, self.week) for name, counts in told.items()}

    def unknown(self) -> UsualRate:
        """The usual rate of a service that never had a report."""
        return UsualRate.of({}, self.watched, self.week)


def _people_in(session: Session, hour: datetime) -> dict[tuple[str, str, str], int]:
    """Different people of each agency, and of each service that they named."""
    within = (RadarSignal.at >= hour, RadarSignal.at < hour + _HOUR)
    people = func.count(RadarSignal.person_key.distinct())
    agency, indicator, service = (
        RadarSignal.agency_id,
        RadarSignal.indicator,
        RadarSignal.service_id,
    )
    whole = select(agency, indicator, people).where(*within).group_by(agency, indicator)
    parts = (
        select(agency, indicator, service, people)
        .where(*within, service != "")
        .group_by(agency, indicator, service)
    )
    found = {(a, i, ""): count for a, i, count in session.execute(whole)}
    return found | {(a, i, s): count for a, i, s, count in session.execute(parts)}


def _unusual(session: Session, begins: datetime, ends: datetime) -> set[Series]:
    """Agencies with an outage, or a suspicion that was not dismissed, at that time."""
    outages = select(OutageRow.agency_id, OutageRow.indicator).where(
        OutageRow.began_at < ends, OutageRow.ended_at.is_(None) | (OutageRow.ended_at > begins)
    )
    row = RadarSuspicion
    suspected = select(row.agency_id, row.indicator).where(
        row.state != SuspicionState.DISMISSED,
        row.began_at < ends,
        row.decided_at.is_(None) | (row.decided_at > begins),
    )
    return {(a, i) for query in (outages, suspected) for a, i in session.execute(query)}


def _outages_of(session: Session, series: Series, now: datetime) -> list[Span]:
    agency, indicator = series
    since = now - HISTORY
    outages = select(OutageRow.began_at, OutageRow.ended_at).where(
        OutageRow.agency_id == agency,
        OutageRow.indicator == indicator,
        OutageRow.ended_at.is_(None) | (OutageRow.ended_at >= since),
    )
    row = RadarSuspicion
    suspected = select(row.began_at, row.decided_at).where(
        row.agency_id == agency,
        row.indicator == indicator,
        row.state != SuspicionState.DISMISSED,
        row.decided_at.is_(None) | (row.decided_at >= since),
    )
    spans = [one for query in (outages, suspected) for one in session.execute(query)]
    return [(max(since, begins), min(now, ends or now)) for begins, ends in spans]


def _hours(spans: Iterable[Span]) -> Iterable[datetime]:
    for begins, ends in spans:
        hour = hour_of(begins)
        while hour <= ends:
            yield hour
            hour += _HOUR
