"""Calls to citizens whom the lot drew, and the gap between their words and the ledger."""

from dataclasses import asdict
from datetime import UTC, datetime, time, timedelta

from fastapi import APIRouter, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.desk.audit import Audited, note_audit
from assistant.desk.conversations import Viewer
from assistant.desk.dependencies import CaseFiling, InsightSeeing
from assistant.desk.insight.period_routes import refusals
from assistant.desk.insight.period_schemas import (
    CallIn,
    CallOut,
    GapOut,
    ProgressOut,
    ShareOut,
)
from assistant.desk.insight.rights import scope
from assistant.desk.models import AuditEntry
from assistant.insight.periods.callbacks import (
    Call,
    Gap,
    NoSuchCallError,
    gaps,
    note_call,
    progress,
    waiting_calls,
)
from assistant.insight.periods.terms import ReportingPeriod
from assistant.insight.statistics.intervals import Interval
from assistant.language.dates import TEHRAN, jalali_day
from knowledge.calendar.jalali import at
from knowledge.catalogue import Catalogue

_IN_HAND = timedelta(minutes=15)
"""A call with all that is written down after it; who needs longer is seldom called by a second."""
_MOST_ENTRIES = 500
"""Entries of the record that are looked through."""

router = APIRouter(prefix="/api/v1/desk", tags=["desk"])


@router.get("/calls")
async def list_calls(viewer: CaseFiling, running: RuntimeDep) -> list[CallOut]:
    """Whom to call now, the oldest draws first; not whose number a colleague has just opened."""

    def work(session: Session) -> list[Call]:
        taken = _in_other_hands(session, viewer)
        return [one for one in waiting_calls(session, viewer.at) if one.code not in taken]

    calls = await running.database.run(work)
    return [_call(one, running.catalogue) for one in calls]


@router.get("/calls/progress")
async def see_progress(viewer: CaseFiling, running: RuntimeDep) -> ProgressOut:
    """How far the calls of today are."""
    day = viewer.at.astimezone(TEHRAN).date()
    found = await running.database.run(
        lambda session: progress(session, at(day, time()), viewer.at)
    )
    month = ReportingPeriod.month_of(viewer.at)
    return ProgressOut(**asdict(found), month=str(month), month_fa=month.title_fa)


@router.post("/calls/{code}", status_code=204)
async def note(code: str, body: CallIn, viewer: CaseFiling, running: RuntimeDep) -> Response:
    """Keep what came of a call; what a citizen said is kept once."""

    def work(session: Session) -> None:
        note_call(session, code.upper(), body.outcome, viewer.account.id, viewer.at)
        about = {"case": code.upper(), "outcome": body.outcome}
        note_audit(session, Audited.CITIZEN_CALLED, viewer.account.id, data=about)

    try:
        await running.database.run(work)
    except NoSuchCallError as error:
        raise Problem("not_found") from error
    return Response(status_code=204)


@router.get("/periods/{period}/gaps", response_model_exclude_none=True)
async def list_gaps(period: str, viewer: InsightSeeing, running: RuntimeDep) -> list[GapOut]:
    """By agency, what citizens said on the telephone beside what the ledger says."""
    with refusals():
        wanted = ReportingPeriod.parse(period)
    own = scope(viewer, running.catalogue, None)
    found = await running.database.run(lambda session: gaps(session, wanted, own))
    return [_gap(one, running.catalogue) for one in found]


def _in_other_hands(session: Session, viewer: Viewer) -> set[str]:
    """Cases of which somebody else has just revealed something: nobody is called by two."""
    newest = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(_MOST_ENTRIES)
    return {
        entry.data.get("case", "")
        for entry in session.scalars(newest)
        if entry.action == Audited.CASE_REVEALED
        and entry.account_id != viewer.account.id
        and entry.created_at > viewer.at - _IN_HAND
    }


def _call(one: Call, catalogue: Catalogue) -> CallOut:
    return CallOut(
        tracking_code=one.code,
        agency_id=one.agency_id,
        agency_name=catalogue.agencies[one.agency_id].name,
        drawn_fa=jalali_day(datetime.combine(datetime.fromisoformat(one.day), time(12), UTC)),
        until_fa=jalali_day(datetime.combine(one.until, time(12), UTC)),
        tries=one.tries,
    )


def _gap(one: Gap, catalogue: Catalogue) -> GapOut:
    return GapOut(
        agency_id=one.agency_id,
        agency_name=catalogue.agencies[one.agency_id].name,
        drawn=one.drawn,
        called=one.called,
        by_lot=_share(one.by_lot),
        by_ledger=_share(one.by_ledger),
        is_flagged=one.is_flagged,
    )


def _share(interval: Interval | None) -> ShareOut | None:
    if interval is None:
        return None
    return ShareOut(low=interval.low, point=interval.point, high=interval.high)
