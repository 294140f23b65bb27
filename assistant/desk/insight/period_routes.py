"""Periods of figures at the desk: their progress, objections, decisions, the signed export."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from fastapi import APIRouter, Response
from sqlalchemy.orm import Session

from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.desk.audit import Audited, note_audit
from assistant.desk.conversations import Viewer
from assistant.desk.dependencies import (
    FigureExporting,
    InsightSeeing,
    Objecting,
    ObjectionDeciding,
    agency_scope,
)
from assistant.desk.insight.period_views import (
    DecisionIn,
    EntryOut,
    ObjectionIn,
    ObjectionOut,
    PeriodBrief,
    PeriodFiguresOut,
    PeriodOut,
    figures_of,
)
from assistant.desk.masking import for_colleagues
from assistant.desk.roles import Permission, Role
from assistant.insight.periods import moves, verify_export
from assistant.insight.periods.closing import kept_export, kept_figures, kept_file
from assistant.insight.periods.moves import (
    MOVE_FA,
    IllegalPeriodMoveError,
    Move,
    Objection,
    PeriodStanding,
)
from assistant.insight.periods.reporting_period import (
    STATE_FA,
    ReportingPeriod,
    State,
    UnknownPeriodError,
)
from assistant.insight.periods.verify_export import CSV_FILE, JSON_FILE
from assistant.language.dates import jalali, rfc3339
from assistant.runtime import Runtime
from knowledge.catalogue import Catalogue

router = APIRouter(prefix="/api/v1/desk/periods", tags=["desk"])


class ExportKind(StrEnum):
    """What is saved: all files with their signature, or one table alone."""

    ZIP = "zip"
    CSV = "csv"
    JSON = "json"


MEDIA = {
    ExportKind.ZIP: "application/zip",
    ExportKind.CSV: "text/csv; charset=utf-8",
    ExportKind.JSON: "application/json",
}
FILES = {ExportKind.CSV: CSV_FILE, ExportKind.JSON: JSON_FILE}


@contextmanager
def refusals() -> Iterator[None]:
    """Turn refusals about periods into problems."""
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


@router.get("/verify_export.py", response_class=Response)
async def save_verifier(_: FigureExporting) -> Response:
    """The program that checks an export without the rest of the house."""
    text = Path(verify_export.__file__).read_bytes()
    return _saved(text, "verify_export.py", "text/x-python; charset=utf-8")


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
            by=viewer.actor,
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
        by = viewer.actor
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
            by=viewer.actor,
            now=viewer.at,
            is_upheld=body.is_upheld,
            words=for_colleagues(body.words),
        )
        _note(session, viewer, Audited.OBJECTION_DECIDED, wanted, number)
        return _out(session, wanted, viewer, running)

    with refusals():
        wanted = ReportingPeriod.parse(period)
        return await running.database.run(work)


@router.get("/{period}/figures", response_model_exclude_none=True)
async def see_figures(
    period: str, viewer: InsightSeeing, running: RuntimeDep, agency_id: str | None = None
) -> PeriodFiguresOut:
    """The frozen figures of an agency in words, as the signed export has them."""
    whose = agency_scope(viewer, running.catalogue, agency_id)

    def work(session: Session) -> PeriodFiguresOut:
        kept = kept_figures(session, moves.standing(session, wanted))
        is_own = viewer.account.role == Role.CLERK
        return figures_of(kept, running.catalogue, whose, is_own=is_own)

    with refusals():
        wanted = ReportingPeriod.parse(period)
        return await running.database.run(work)


@router.get(
    "/{period}/export.{kind}",
    response_class=Response,
    responses={200: {"content": {media: {} for media in MEDIA.values()}}},
)
async def export_period(
    period: str, kind: ExportKind, viewer: FigureExporting, running: RuntimeDep
) -> Response:
    """The signed figures of a frozen period, or one table of them; who saves them is recorded."""

    def work(session: Session) -> bytes:
        known = moves.standing(session, wanted)
        if kind is ExportKind.ZIP:
            data = kept_export(session, known)
        else:
            data = kept_file(session, known, FILES[kind])
        _note(session, viewer, Audited.FIGURES_EXPORTED, wanted)
        return data

    with refusals():
        wanted = ReportingPeriod.parse(period)
        data = await running.database.run(work)
    return _saved(data, f"figures-{wanted}.{kind}", MEDIA[kind])


def _saved(data: bytes, name: str, media: str) -> Response:
    disposition = f'attachment; filename="{name}"'
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
    return Response(data, media_type=media, headers=headers)


def _brief(known: PeriodStanding) -> PeriodBrief:
    return PeriodBrief(
        period=str(known.period),
        title_fa=known.period.title_fa,
        state=known.state,
        state_fa=STATE_FA[known.state],
        undecided=len(known.undecided),
    )


def _out(session: Session, period: ReportingPeriod, viewer: Viewer, running: Runtime) -> PeriodOut:
    known = moves.standing(session, period)
    own = agency_scope(viewer, running.catalogue, None)
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
            _objection(one, viewer, running.catalogue)
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


def _objection(one: Objection, viewer: Viewer, catalogue: Catalogue) -> ObjectionOut:
    return ObjectionOut(
        number=one.number,
        agency_id=one.agency_id,
        agency_name=catalogue.agencies[one.agency_id].name,
        words=one.words,
        cases=len(one.codes),
        codes=list(one.codes) if viewer.may(Permission.READ_CASES) else [],
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
