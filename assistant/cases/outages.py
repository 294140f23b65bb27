"""Outages: entered and ended at the desk, and asked about when many tell of one."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.cases.outage_models import OutageRow
from assistant.cases.references import UnknownReferenceError, check_references
from assistant.cases.similar.find import Matter
from assistant.cases.similar.rules import OutageRules
from assistant.cases.terms import Indicator, Kind
from assistant.storage.locking import locked
from knowledge.catalogue import Catalogue


@dataclass(frozen=True)
class Suspected:
    """Many people tell that a system of an agency is down; nobody has confirmed it."""

    agency_id: str
    people: int
    since: datetime


def add_outage(session: Session, catalogue: Catalogue, row: OutageRow) -> OutageRow:
    """Keep an outage; raises `UnknownReferenceError`, also for a service of another agency."""
    check_references(
        catalogue, agency_id=row.agency_id, service_id=row.service_id, province=row.province
    )
    if row.service_id and catalogue.by_id[row.service_id].agency.id != row.agency_id:
        raise UnknownReferenceError("service_id")
    session.add(row)
    session.flush()
    return row


def end_outage(session: Session, outage_id: int, now: datetime) -> OutageRow | None:
    """Say that it is over; None when there is none with this id that goes on."""
    found = locked(session, select(OutageRow).where(OutageRow.id == outage_id))
    if not found or found[0].ended_at is not None:
        return None
    found[0].ended_at = now
    return found[0]


def open_outages(session: Session) -> list[OutageRow]:
    """Those that the desk has not ended, the newest first."""
    query = select(OutageRow).where(OutageRow.ended_at.is_(None))
    return list(session.scalars(query.order_by(OutageRow.id.desc())))


def is_told(row: OutageRow, rules: OutageRules, now: datetime) -> bool:
    """Whether citizens are told of it: it has begun, and nothing says that it may be over."""
    until = row.expected_end_at or row.began_at + timedelta(hours=rules.shown_hours)
    return row.ended_at is None and row.began_at <= now < until


def outages_of(
    session: Session, matter: Matter, rules: OutageRules, now: datetime
) -> list[OutageRow]:
    """Those that citizens are told of and that `matter` may be about."""
    if matter.indicator is not None and matter.indicator not in rules.indicators:
        return []
    query = select(OutageRow).where(
        OutageRow.agency_id == matter.agency_id, OutageRow.ended_at.is_(None)
    )
    if matter.service_id:
        service = OutageRow.service_id
        query = query.where(or_(service.is_(None), service == matter.service_id))
    if matter.province:
        query = query.where(
            or_(OutageRow.province.is_(None), OutageRow.province == matter.province)
        )
    rows = session.scalars(query.order_by(OutageRow.id))
    return [row for row in rows if is_told(row, rules, now)]


def suspected(session: Session, rules: OutageRules, now: datetime) -> list[Suspected]:
    """Agencies of which many people told in a short time, without an open outage; most first."""
    people = func.count(Case.id)
    goes_on = and_(OutageRow.agency_id == Case.agency_id, OutageRow.ended_at.is_(None))
    query = (
        select(Case.agency_id, people, func.min(Case.created_at))
        .where(
            Case.kind == Kind.COMPLAINT,
            Case.indicator == Indicator.SYSTEM_DOWN,
            Case.agency_id.is_not(None),
            Case.is_repeat.is_(False),
            Case.created_at >= now - timedelta(hours=rules.suggested_hours),
            ~select(OutageRow.id).where(goes_on).exists(),
        )
        .group_by(Case.agency_id)
        .having(people >= rules.suggested_from)
        .order_by(people.desc(), Case.agency_id)
    )
    found = session.execute(query).all()
    return [Suspected(agency or "", count, since) for agency, count, since in found]
