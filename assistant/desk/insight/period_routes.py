"""Periods of figures at the desk: how far they are, objections, decisions, the signed export."""

from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import APIRouter, Response
from sqlalchemy.orm import Session

from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.desk.audit import Audited, note_audit
from assistant.desk.casework.work import party
from assistant.desk.conversations import Viewer
from assistant.desk.dependencies import FigureExporting, InsightSeeing, Objecting, ObjectionDeciding
from assistant.desk.insight.period_schemas import (
    DecisionIn,
    EntryOut,
    ObjectionIn,
    ObjectionOut,
    PeriodBrief,
    PeriodOut,
)
from assistant.desk.insight.rights import scope
from assistant.desk.masking import for_colleagues
from assistant.insight.periods import moves
from assistant.insight.periods.closing import kept_export
from assistant.insight.periods.moves import (
    MOVE_FA,
    IllegalPeriodMoveError,
    Move,
    Objection,
    Standing,
)
from assistant.insight.periods.terms import STATE_FA, ReportingPeriod, State, UnknownPeriodError
from assistant.language.dates import jalali, rfc3339
from assistant.runtime import Runtime
from knowledge.catalogue import Catalogue

router = APIRouter(prefix="/api/v1/desk/periods", tags=["desk"])
ZIP = "application/zip"


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what periods refuse into problems."""
    try:
        yield
    except UnknownPeriodError as error:
        raise Problem("period_not_found") from error
    except IllegalPeriodMoveError as error:
        raise Problem("period_move_not_allowed", why=error.why) from error


@router.get("")
async def list_periods(_: InsightSeeing, running: RuntimeDep) -> list[PeriodBrief]:
    """All periods whose figures were frozen, the newest first."""
    return await running.database.run(
        lambda s: [
            _brief(moves.standing(s, ReportingPeriod.parse(name))) for name in moves.periods(s)
        ]
    )


@router.get("/{period}", response_model_exclude_none=True)
async def see_period(period: str, viewer: InsightSeeing, running: RuntimeDep) -> PeriodOut:
    """How far the figures of a period are, with objections and what was decided."""
    with refusals():
        wanted = ReportingPeriod.parse(period)
        return await running.database.run(lambda s: _out(s, wanted, viewer, running))


@router.post("/{period}/objections", status_code=201, response_model_exclude_none=True)
async def object_to(
    period: str, body: ObjectionIn, viewer: Objecting, running: RuntimeDep
) -> PeriodOut:
    """Object to the figures of one's own agency, while the time for it lasts."""
    agency_id = viewer.account.agency_id or ""

    def work(session: Session) -> PeriodOut:
        entry = moves.object_to(
            session,
            wanted,
            agency_id,
            by=party(viewer.account),
            now=viewer.at,
            words=for_colleagues(body.words),
            codes=body.codes,
        )
        _note(session, viewer, Audited.OBJECTED, wanted, entry.id)
        return _out(session, wanted, viewer, running)

    with refusals():
        wanted = ReportingPeriod.parse(period)
        return await running.database.run(work)


@router.post("/{period}/objections/{number}/take-back", response_model_exclude_none=True)
async def take_back(period: str, number: int, viewer: Objecting, running: RuntimeDep) -> PeriodOut:
    """No longer object."""
    agency_id = viewer.account.agency_id or ""

    def work(session: Session) -> PeriodOut:
        by = party(viewer.account)
        moves.take_back(session, wanted, number, agency_id, by=by, now=viewer.at)
        _note(session, viewer, Audited.OBJECTION_TAKEN_BACK, wanted, number)
        return _out(session, wanted, viewer, running)

    with refusals():
        wanted = ReportingPeriod.parse(period)
        return await running.database.run(work)


@router.post("/{period}/objections/{number}/decide", response_model_exclude_none=True)
async def decide(
    period: str, number: int, body: DecisionIn, viewer: ObjectionDeciding, running: RuntimeDep
) -> PeriodOut:
    """Uphold an objection, which leaves its cases out of the final figures, or refuse it."""

    def work(session: Session) -> PeriodOut:
        moves.decide(
            session,
            wanted,
            number,
            by=party(viewer.account),
            now=viewer.at,
            is_upheld=body.is_upheld,
            words=for_colleagues(body.words),
        )
        _note(session, viewer, Audited.OBJECTION_DECIDED, wanted, number)
        return _out(session, wanted, viewer, running)

    with refusals():
        wanted = ReportingPeriod.parse(period)
        return await running.database.run(work)


@router.get(
    "/{period}/export.zip", response_class=Response, responses={200: {"content": {ZIP: {}}}}
)
async def export_period(period: str, viewer: FigureExporting, running: RuntimeDep) -> Response:
    """The signed figures of a frozen period; whoever saves them is recorded."""

    def work(session: Session) -> bytes:
        data = kept_export(session, moves.standing(session, wanted))
        _note(session, viewer, Audited.FIGURES_EXPORTED, wanted)
        return data

    with refusals():
        wanted = ReportingPeriod.parse(period)
        data = await running.database.run(work)
    name = f"figures-{wanted}.zip"
    disposition = f'attachment; filename="{name}"'
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
    return Response(data, media_type=ZIP, headers=headers)


def _brief(known: Standing) -> PeriodBrief:
    return PeriodBrief(
        period=str(known.period),
        title_fa=known.period.title_fa,
        state=known.state,
        state_fa=STATE_FA[known.state],
        undecided=len(known.undecided),
    )


def _out(session: Session, period: ReportingPeriod, viewer: Viewer, running: Runtime) -> PeriodOut:
    known = moves.standing(session, period)
    own = scope(viewer, running.catalogue, None)
    until = known.objection_until
    is_open = known.state is State.PROVISIONAL and until is not None and viewer.at < until
    return PeriodOut(
        **_brief(known).model_dump(exclude={"undecided"}),
        as_of=rfc3339(period.ripe_at),
        as_of_fa=jalali(period.ripe_at),
        objection_until_fa=jalali(until) if until else None,
        may_object=is_open and own is not None,
        left_out=len(known.left_out),
        objections=[
            _objection(one, running.catalogue)
            for one in known.objections.values()
            if own in {None, one.agency_id}
        ],
        entries=[
            EntryOut(
                move=Move(entry.move),
                title_fa=MOVE_FA[Move(entry.move)],
                at_fa=jalali(entry.created_at),
                agency_id=entry.agency_id,
            )
            for entry in known.entries
            if own is None or entry.agency_id in {None, own}
        ],
    )


def _objection(one: Objection, catalogue: Catalogue) -> ObjectionOut:
    return ObjectionOut(
        number=one.number,
        agency_id=one.agency_id,
        agency_name=catalogue.agencies[one.agency_id].name,
        words=one.words,
        codes=list(one.codes),
        at_fa=jalali(one.at),
        decision=one.decision,
        decision_fa=MOVE_FA[one.decision] if one.decision else None,
        decision_words=one.decision_words or None,
    )


def _note(
    session: Session,
    viewer: Viewer,
    action: Audited,
    period: ReportingPeriod,
    number: int | None = None,
) -> None:
    about = {"period": str(period)} | ({"objection": number} if number else {})
    note_audit(session, action, viewer.account.id, data=about)
