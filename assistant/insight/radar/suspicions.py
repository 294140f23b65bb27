"""What the desk decides about suspicions."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.outages import OutageRow
from assistant.insight.radar.models import RadarSuspicion, SuspicionState
from assistant.storage.statements import locked


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
    """The suspicions that a new outage explains are decided, and tell it how many people it has."""
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
