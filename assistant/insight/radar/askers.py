"""Who asked about an outage without filing a case; they get one message when it is over."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, delete, exists, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import Move
from assistant.cases.outage_cases import BEFORE
from assistant.cases.outages import OutageRow
from assistant.conversation.turn_records import Noted
from assistant.insight.radar.models import RadarAsker
from assistant.storage.jobs import enqueue
from assistant.storage.statements import delete_some

KEPT = timedelta(days=2)
"""Without an outage nobody waits for news any longer."""
_INSERT = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}
_UNSYNCHRONISED = {"synchronize_session": False}


class AskersJob(StrEnum):
    """Kinds of jobs for those who asked."""

    OVER = "insight.outage_over"


def note(session: Session, noted: Noted) -> None:
    """Note what a turn asks about, if it says that it is down; asked again, the newest counts."""
    report = noted.report
    if report is None:
        return
    values = {
        "conversation_id": noted.conversation_id,
        "agency_id": report.agency_id,
        "indicator": report.indicator,
        "service_id": report.service_id or "",
        "province": report.province,
        "at": noted.at,
    }
    made: Any = _INSERT[session.get_bind().dialect.name](RadarAsker)
    same = ["conversation_id", "agency_id", "indicator", "service_id"]
    newest = {"at": noted.at, "province": report.province}
    session.execute(made.on_conflict_do_update(index_elements=same, set_=newest), values)


def tell(session: Session, outage: OutageRow, now: datetime) -> list[str]:
    """Tell everybody who asked about the `outage` that it ended at `now`; returns whom.

    One message for a conversation, and none where the news of a case says the same.
    """
    row = RadarAsker
    told = select(CaseEvent.id).join(Case, Case.id == CaseEvent.case_id)
    by_case = told.where(
        Case.conversation_id == row.conversation_id,
        Case.agency_id == outage.agency_id,
        CaseEvent.type == Move.INFORMED,
        CaseEvent.created_at == now,
    )
    query = select(row.conversation_id).where(_asked(outage), ~exists(by_case.correlate(row)))
    found = sorted(set(session.scalars(query)))
    for one in found:
        about = {"conversation_id": one, "outage_id": outage.id}
        key = f"{AskersJob.OVER}:{outage.id}:{one}"
        enqueue(session, AskersJob.OVER, about, key=key)
    session.execute(delete(row).where(_asked(outage)), execution_options=_UNSYNCHRONISED)
    return found


def forget(session: Session, now: datetime) -> None:
    """Delete some of those who asked long ago about what is no outage."""
    row = RadarAsker
    goes_on = exists().where(
        OutageRow.agency_id == row.agency_id,
        OutageRow.indicator == row.indicator,
        OutageRow.ended_at.is_(None),
    )
    delete_some(session, row, row.at < now - KEPT, ~goes_on.correlate(row))


def _asked(outage: OutageRow) -> Any:
    """What holds of those who asked about the outage; who named no service may have meant it."""
    row = RadarAsker
    of_it = [
        row.agency_id == outage.agency_id,
        row.indicator == outage.indicator,
        row.at >= outage.began_at - BEFORE,
    ]
    if outage.ended_at is not None:
        of_it.append(row.at <= outage.ended_at)
    if outage.service_id:
        of_it.append(row.service_id.in_(["", outage.service_id]))
    if outage.province:
        of_it.append(or_(row.province.is_(None), row.province == outage.province))
    return and_(*of_it)
