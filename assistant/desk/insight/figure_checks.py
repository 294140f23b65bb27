"""Checks of an agency's figures: calls to citizens drawn by lot, and signals of the unusual.

The calls show the gap between the citizens' words and the ledger.
"""

from dataclasses import asdict
from datetime import UTC, datetime, time, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.desk.audit import Audited, note_audit
from assistant.desk.conversations import Viewer
from assistant.desk.dependencies import CaseFiling, InsightSeeing, agency_scope
from assistant.desk.insight.period_routes import refusals
from assistant.desk.insight.period_views import CallIn, CallOut, GapOut, ProgressOut, ShareOut
from assistant.desk.models import AuditEntry
from assistant.insight.periods.callbacks import (
    CallGap,
    NoSuchCallError,
    WaitingCall,
    gaps,
    note_call,
    progress,
    waiting_calls,
)
from assistant.insight.periods.moves import standing
from assistant.insight.periods.reporting_period import ReportingPeriod, State
from assistant.insight.signals.counting import Signal
from assistant.insight.signals.flags import SIGNAL_WORDS, Flag, chance, told
from assistant.insight.statistics.intervals import Interval
from assistant.language.dates import TEHRAN, jalali, jalali_day
from knowledge.calendar.jalali import at
from knowledge.catalogue import Catalogue

_IN_HAND = timedelta(minutes=15)
"""Time for a call and its notes; after longer a second caller is possible, but rare."""
_MOST_ENTRIES = 500
"""So many entries of the record are searched."""

router = APIRouter(prefix="/api/v1/desk", tags=["desk"])


@router.get("/calls")
async def list_calls(viewer: CaseFiling, running: RuntimeDep) -> list[CallOut]:
    """Whom to call now, the oldest draws first; not whose number a colleague has just opened."""

    def work(session: Session) -> list[WaitingCall]:
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
    own = agency_scope(viewer, running.catalogue, None)
    found = await running.database.run(lambda session: gaps(session, wanted, own))
    return [_gap(one, running.catalogue) for one in found]


def _in_other_hands(session: Session, viewer: Viewer) -> set[str]:
    """Cases that somebody else has just revealed: no citizen is called by two people."""
    newest = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(_MOST_ENTRIES)
    return {
        entry.data.get("case", "")
        for entry in session.scalars(newest)
        if entry.action == Audited.CASE_REVEALED
        and entry.account_id != viewer.account.id
        and entry.created_at > viewer.at - _IN_HAND
    }


def _call(one: WaitingCall, catalogue: Catalogue) -> CallOut:
    return CallOut(
        tracking_code=one.code,
        agency_id=one.agency_id,
        agency_name=catalogue.agencies[one.agency_id].name,
        drawn_fa=jalali_day(datetime.combine(datetime.fromisoformat(one.day), time(12), UTC)),
        until_fa=jalali_day(datetime.combine(one.until, time(12), UTC)),
        tries=one.tries,
    )


def _gap(one: CallGap, catalogue: Catalogue) -> GapOut:
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


Agency = Annotated[str | None, Query(max_length=64)]


class FlagOut(BaseModel):
    """One signal at one agency, in numbers and in words."""

    agency_id: str
    agency_name: str
    signal: Signal
    name_fa: str
    seen_fa: str
    chance_fa: str
    may_be_fa: str
    observed: int
    n: int
    share: float
    expected: float
    p: float


class SignalsOut(BaseModel):
    """The signals of a period; `objection_until_fa` is there while an agency may object."""

    period: str
    state: State
    objection_until_fa: str | None = None
    flags: list[FlagOut]


@router.get("/periods/{period}/signals", response_model_exclude_none=True)
async def see_signals(
    period: str, viewer: InsightSeeing, running: RuntimeDep, agency_id: Agency = None
) -> SignalsOut:
    """Of one agency or of all; a clerk sees those of the own one, and may object to the figures."""
    whose = agency_scope(viewer, running.catalogue, agency_id)

    def work(session: Session) -> SignalsOut:
        known = standing(session, wanted)
        found = running.signals.read(session, known, running.times())
        until = known.objection_until
        is_open = known.state is State.PROVISIONAL and until is not None and viewer.at < until
        return SignalsOut(
            period=str(wanted),
            state=known.state,
            objection_until_fa=jalali(until) if is_open and until else None,
            flags=[
                _flag(one, running.catalogue) for one in found if whose in {None, one.agency_id}
            ],
        )

    with refusals():
        wanted = ReportingPeriod.parse(period)
        return await running.database.run(work)


def _flag(flag: Flag, catalogue: Catalogue) -> FlagOut:
    agency = catalogue.agencies.get(flag.agency_id)
    return FlagOut(
        agency_id=flag.agency_id,
        agency_name=agency.name if agency else flag.agency_id,
        signal=flag.signal,
        name_fa=SIGNAL_WORDS[flag.signal].name_fa,
        seen_fa=told(flag),
        chance_fa=chance(flag),
        may_be_fa=SIGNAL_WORDS[flag.signal].may_be_fa,
        observed=flag.observed,
        n=flag.n,
        share=flag.share,
        expected=flag.expected,
        p=flag.p,
    )
