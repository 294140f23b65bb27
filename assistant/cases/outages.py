"""The table of outages that the desk has confirmed."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.cases.references import UnknownReferenceError, check_references
from assistant.cases.similar.find import CaseMatter, OutageRules
from assistant.cases.terms import Indicator
from assistant.language.digits import persian_digits
from assistant.storage.database import Base, UtcDateTime
from assistant.storage.shared_clock import utc_now
from assistant.storage.statements import locked
from assistant.storage.wide import WIDE
from knowledge.catalogue import Catalogue


class OutageRow(Base):
    """Something of an agency is down; without `service_id` all of it, without `province` anywhere.

    `indicator` says what: its systems, or its telephone. `people` is the least number who reported
    it, `asked` says who was asked about it, in words that citizens read. `case_id` is the case that
    leads all who follow it, None until somebody does. `source` says who reported it, and is shown
    to citizens. An outage that has ended is kept.
    """

    __tablename__ = "outages"

    id: Mapped[int] = mapped_column(WIDE, primary_key=True, autoincrement=True)
    agency_id: Mapped[str] = mapped_column(String(64), index=True)
    service_id: Mapped[str | None] = mapped_column(String(64))
    province: Mapped[str | None] = mapped_column(String(64))
    indicator: Mapped[str] = mapped_column(
        String(24), default=Indicator.SYSTEM_DOWN, server_default=Indicator.SYSTEM_DOWN
    )
    people: Mapped[int] = mapped_column(default=0, server_default="0")
    asked: Mapped[str | None] = mapped_column(String(200), default=None)
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expected_end_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    source: Mapped[str] = mapped_column(String(500))
    case_id: Mapped[int | None] = mapped_column(WIDE, ForeignKey("cases.id"), index=True)
    added_by: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)


FEWEST_TOLD = 10
"""The number is public from so many people on; with fewer, somebody could be identified."""
WHAT_FA = {
    Indicator.SYSTEM_DOWN: "سامانهٔ این دستگاه",
    Indicator.PHONE_IVR: "تلفن گویای این دستگاه",
}
"""Names of the thing that is down, where no service is named."""


def what_fa(row: OutageRow, catalogue: Catalogue) -> str:
    """The name of the thing that is down."""
    service = catalogue.by_id.get(row.service_id or "")
    return f"«{service.service.title}»" if service else WHAT_FA[Indicator(row.indicator)]


def people_told(row: OutageRow) -> int | None:
    """The least number of people who reported it; None where it may not be public."""
    return row.people if row.people >= FEWEST_TOLD else None


def people_fa(row: OutageRow) -> str:
    """The same number in words."""
    told = people_told(row)
    return "کمتر از ده نفر" if told is None else persian_digits(f"دست‌کم {told} نفر")


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
    """End an outage; False when no outage with this id goes on."""
    found = locked(session, select(OutageRow).where(OutageRow.id == outage_id))
    if not found or found[0].ended_at is not None:
        return None
    found[0].ended_at = now
    return found[0]


def open_outages(session: Session) -> list[OutageRow]:
    """Those that the desk has not ended, the newest first."""
    query = select(OutageRow).where(OutageRow.ended_at.is_(None))
    return list(session.scalars(query.order_by(OutageRow.id.desc())))


def told_outages(session: Session, now: datetime, days: int) -> list[OutageRow]:
    """Those that have begun and go on, and those that ended in the last `days`; newest first."""
    since = now - timedelta(days=days)
    query = select(OutageRow).where(
        OutageRow.began_at <= now, or_(OutageRow.ended_at.is_(None), OutageRow.ended_at >= since)
    )
    return list(session.scalars(query.order_by(OutageRow.began_at.desc(), OutageRow.id.desc())))


def is_told(row: OutageRow, rules: OutageRules, now: datetime) -> bool:
    """Whether citizens see it: it has begun, and nothing says that it may be over."""
    until = row.expected_end_at or row.began_at + timedelta(hours=rules.shown_hours)
    return row.ended_at is None and row.began_at <= now < until


def outages_of(
    session: Session, matter: CaseMatter, rules: OutageRules, now: datetime
) -> list[OutageRow]:
    """Those that citizens see and that `matter` may be about."""
    if matter.indicator is not None and matter.indicator not in rules.indicators:
        return []
    query = select(OutageRow).where(
        OutageRow.agency_id == matter.agency_id, OutageRow.ended_at.is_(None)
    )
    if matter.indicator is not None:
        query = query.where(OutageRow.indicator == matter.indicator)
    if matter.service_id:
        service = OutageRow.service_id
        query = query.where(or_(service.is_(None), service == matter.service_id))
    if matter.province:
        query = query.where(
            or_(OutageRow.province.is_(None), OutageRow.province == matter.province)
        )
    rows = session.scalars(query.order_by(OutageRow.id))
    return [row for row in rows if is_told(row, rules, now)]
