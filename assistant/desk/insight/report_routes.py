"""Monthly reports of agencies: pages to be read and printed, and the same as a table."""

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import DETAILS, Problem
from assistant.conversation.models import now
from assistant.desk.conversations import Viewer
from assistant.desk.dependencies import InsightSeeing, agency_scope, session_of
from assistant.desk.pages import NOT_KEPT, page
from assistant.desk.roles import Permission
from assistant.insight import agency_report_output
from assistant.insight.agency_report import AgencyReport, Reports, without_cases
from assistant.insight.agency_report_output import report_csv
from assistant.insight.method import WORDS
from assistant.insight.periods.moves import MOVE_FA
from assistant.insight.periods.reporting_period import STATE_FA
from assistant.insight.scoreboard import formatting
from assistant.insight.scoreboard.query import BoardRefusedError, month_title, months_back
from assistant.insight.scoreboard.service import Scoreboard
from assistant.insight.signals import flags as signals
from assistant.insight.spreadsheet import MEDIA_TYPE, sheet_headers
from assistant.language.dates import jalali, jalali_brief, jalali_day, jalali_month
from assistant.language.digits import persian_digits
from assistant.runtime import Runtime

router = APIRouter()
_PAGE = "/desk/reports"


@router.get(_PAGE, include_in_schema=False)
async def reports_page(request: Request, running: RuntimeDep) -> Response:
    """All agencies, to choose one; a clerk is led to the own one."""
    viewer = await _viewer(request, running)
    if viewer is None:
        return RedirectResponse("/desk/sign-in", 303, NOT_KEPT)
    try:
        own = agency_scope(_allowed(viewer), running.catalogue, None)
    except Problem as problem:
        return _notice(problem.code)
    month = months_back(jalali_month(viewer.at), 1)
    if own is not None:
        return RedirectResponse(f"{_PAGE}/{own}/{month}", 303, NOT_KEPT)
    agencies = sorted(running.catalogue.agencies.items(), key=lambda one: one[1].name)
    title = month_title(month)
    return page("reports.html", agencies=agencies, month=month, month_fa=title, root=_PAGE)


@router.get(_PAGE + "/{agency_id}", include_in_schema=False)
async def newest_report(agency_id: str) -> Response:
    """The way to the report of the month that ended last."""
    month = months_back(jalali_month(now()), 1)
    return RedirectResponse(f"{_PAGE}/{agency_id}/{month}", 303, NOT_KEPT)


@router.get(_PAGE + "/{agency_id}/{month}", include_in_schema=False)
async def report_page(
    agency_id: str, month: str, request: Request, running: RuntimeDep
) -> Response:
    """The report; what is refused is said on the page, with the status of the problem."""
    viewer = await _viewer(request, running)
    if viewer is None:
        return RedirectResponse("/desk/sign-in", 303, NOT_KEPT)
    try:
        report = await _report(_allowed(viewer), running, agency_id, month)
    except Problem as problem:
        return _notice(problem.code)
    return page("report.html", **_words(running, viewer, report))


@router.get(
    "/api/v1/desk/reports/{agency_id}/{month}.csv",
    tags=["desk"],
    response_class=Response,
    responses={200: {"content": {"text/csv": {}}}},
)
async def save_report(
    agency_id: str, month: str, viewer: InsightSeeing, running: RuntimeDep
) -> Response:
    """The report as a table that a spreadsheet opens."""
    report = await _report(viewer, running, agency_id, month)
    headers = sheet_headers(f"report-{report.agency_id}-{report.period}.csv")
    return Response(report_csv(report), media_type=MEDIA_TYPE, headers=headers)


async def _report(viewer: Viewer, running: Runtime, agency_id: str, month: str) -> AgencyReport:
    """The part that the viewer may see; raises the problems of the request."""
    whose = agency_scope(viewer, running.catalogue, agency_id) or agency_id
    scoreboard = Scoreboard(running.catalogue, running.times)
    reports = Reports(running.catalogue, scoreboard, running.signals)

    def work(session: Session) -> AgencyReport:
        return reports.report(session, whose, month, viewer.at)

    try:
        found = await running.database.run(work)
    except BoardRefusedError as refused:
        raise Problem(refused.code) from None
    return found if viewer.may(Permission.READ_CASES) else without_cases(found)


async def _viewer(request: Request, running: Runtime) -> Viewer | None:
    signed = await session_of(request, running.settings, running.database.run)
    return Viewer(signed.account, now()) if signed else None


def _allowed(viewer: Viewer) -> Viewer:
    if not viewer.may(Permission.SEE_INSIGHT):
        raise Problem("forbidden")
    return viewer


def _notice(code: str) -> Response:
    status, detail = DETAILS[code]
    return page("report_refused.html", status, notice=detail, root=_PAGE)


def _words(running: Runtime, viewer: Viewer, report: AgencyReport) -> dict[str, Any]:
    """The words for the template."""
    month, current = str(report.period), jalali_month(viewer.at)
    after = months_back(month, -1)
    return {
        "report": report,
        "root": _PAGE,
        "sees_cases": viewer.may(Permission.READ_CASES),
        "before": months_back(month, 1),
        "after": after if after <= current else None,
        "levels": Scoreboard(running.catalogue, running.times).levels,
        "trend": agency_report_output.drawn(report.trend),
        "size": agency_report_output,
        "words": WORDS,
        "telling": formatting,
        "signals": signals,
        "state_fa": STATE_FA[report.state],
        "move_fa": MOVE_FA,
        "month_title": month_title,
        "jalali": jalali,
        "brief": lambda moment: jalali_brief(moment, viewer.at),
        "day": jalali_day,
        "digits": persian_digits,
    }
