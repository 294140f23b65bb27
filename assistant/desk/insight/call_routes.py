"""Calls to citizens whom the lot drew, and the gap between their words and the ledger."""

from datetime import UTC, datetime, time

from fastapi import APIRouter, Response
from sqlalchemy.orm import Session

from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.desk.audit import Audited, note_audit
from assistant.desk.dependencies import CaseFiling, InsightSeeing
from assistant.desk.insight.period_routes import refusals
from assistant.desk.insight.period_schemas import CallIn, CallOut, GapOut, ShareOut
from assistant.desk.insight.rights import scope
from assistant.insight.periods.callbacks import (
    Call,
    Gap,
    NoSuchCallError,
    gaps,
    note_call,
    waiting_calls,
)
from assistant.insight.periods.terms import ReportingPeriod
from assistant.insight.statistics.intervals import Interval
from assistant.language.dates import jalali_day
from knowledge.catalogue import Catalogue

router = APIRouter(prefix="/api/v1/desk", tags=["desk"])


@router.get("/calls")
async def list_calls(viewer: CaseFiling, running: RuntimeDep) -> list[CallOut]:
    """Whom to call now, the oldest draws first."""
    calls = await running.database.run(lambda session: waiting_calls(session, viewer.at))
    return [_call(one, running.catalogue) for one in calls]


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
