"""Dependencies of the desk's routes: who is signed in, and whether they may do it."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Annotated
from urllib.parse import urlsplit

import structlog
from fastapi import Depends, Header, Request

from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.conversation.models import now
from assistant.desk.conversations import Viewer
from assistant.desk.queue import EntryBook
from assistant.desk.roles import PERMISSIONS, Permission, Role
from assistant.desk.sessions import (
    SessionRules,
    SignedInAccount,
    device_kind,
    find_session,
    why_ended,
)
from assistant.runtime import Runtime
from assistant.settings import Settings
from knowledge.catalogue import Catalogue

log = structlog.get_logger()

COOKIE = "dastyar_desk"
SAFE_METHODS = {"GET", "HEAD"}
IdempotencyKey = Annotated[str | None, Header(max_length=100)]
"""A key that the console chose, so that the same request again does nothing twice."""


def rules_of(settings: Settings) -> SessionRules:
    """How long sessions last in this installation."""
    return SessionRules(
        timedelta(minutes=settings.desk_idle_minutes), timedelta(hours=settings.desk_session_hours)
    )


def device_of(request: Request) -> str:
    """The kind of device that the request says it comes from."""
    return device_kind(request.headers.get("user-agent", ""))


async def same_origin(request: Request) -> None:
    """Refuse a changing request that another site's page made; raises the `csrf` problem."""
    if request.method in SAFE_METHODS:
        return
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin")
    is_ours = origin is None or urlsplit(origin).netloc == request.headers.get("host")
    if site not in {"same-origin", "none"} or not is_ours:
        raise Problem("csrf")


async def signed_in(
    request: Request,
    running: RuntimeDep,
    _: Annotated[None, Depends(same_origin)],
    x_csrf_token: Annotated[str, Header(max_length=128)] = "",
) -> SignedInAccount:
    """Who is signed in; raises `not_signed_in`, and `csrf` for a change without its token."""
    found = await session_of(request, running.settings, running.database.run)
    if found is None:
        await _note_refusal(request, running)
        raise Problem("not_signed_in")
    if request.method not in SAFE_METHODS and not found.csrf_matches(x_csrf_token):
        raise Problem("csrf")
    return found


async def _note_refusal(request: Request, running: Runtime) -> None:
    """Log why a cookie opens nothing: from outside all reasons look the same."""
    if token := request.cookies.get(COOKIE, ""):
        at = now()
        why = await running.database.run(lambda session: why_ended(session, token, at))
        log.info("desk_session_refused", why=why)


async def session_of(
    request: Request, settings: Settings, run: Callable[..., Awaitable[SignedInAccount | None]]
) -> SignedInAccount | None:
    """The account that the request's cookie belongs to."""
    token, at = request.cookies.get(COOKIE, ""), now()
    if not token:
        return None
    return await run(lambda session: find_session(session, token, rules_of(settings), at))


SignedInDep = Annotated[SignedInAccount, Depends(signed_in)]


class Requires:
    """A dependency that gives the viewer, or the `forbidden` problem without the permission."""

    def __init__(self, permission: Permission) -> None:
        self.permission = permission

    async def __call__(self, signed: SignedInDep) -> Viewer:
        """The viewer with the permission."""
        if self.permission not in PERMISSIONS[Role(signed.account.role)]:
            raise Problem("forbidden")
        return Viewer(signed.account, now())


def entry_book(request: Request) -> EntryBook:
    """The rows of the lists that this gateway made last."""
    book: EntryBook = request.app.state.entry_book
    return book


EntryBookDep = Annotated[EntryBook, Depends(entry_book)]
QueueViewer = Annotated[Viewer, Depends(Requires(Permission.SEE_QUEUE))]
Answering = Annotated[Viewer, Depends(Requires(Permission.ANSWER_CITIZENS))]
Revealing = Annotated[Viewer, Depends(Requires(Permission.REVEAL_PERSONAL_DATA))]
CaseReading = Annotated[Viewer, Depends(Requires(Permission.READ_CASES))]
CaseReferring = Annotated[Viewer, Depends(Requires(Permission.REFER_CASES))]
CaseAnswering = Annotated[Viewer, Depends(Requires(Permission.ANSWER_CASES))]
CaseNoting = Annotated[Viewer, Depends(Requires(Permission.NOTE_CASES))]
CaseAsking = Annotated[Viewer, Depends(Requires(Permission.ASK_CITIZENS))]
CaseReturning = Annotated[Viewer, Depends(Requires(Permission.SEND_CASES_BACK))]
CaseClosing = Annotated[Viewer, Depends(Requires(Permission.CLOSE_CASES))]
CaseCorrecting = Annotated[Viewer, Depends(Requires(Permission.CORRECT_CASES))]
CaseMerging = Annotated[Viewer, Depends(Requires(Permission.MERGE_CASES))]
CaseAssigning = Annotated[Viewer, Depends(Requires(Permission.ASSIGN_CASES))]
CaseExporting = Annotated[Viewer, Depends(Requires(Permission.EXPORT_CASES))]
CaseRevealing = Annotated[Viewer, Depends(Requires(Permission.REVEAL_CASES))]
CaseFiling = Annotated[Viewer, Depends(Requires(Permission.FILE_CASES))]
OutageKeeping = Annotated[Viewer, Depends(Requires(Permission.KEEP_OUTAGES))]
JobReviving = Annotated[Viewer, Depends(Requires(Permission.REVIVE_JOBS))]
AuditReading = Annotated[Viewer, Depends(Requires(Permission.READ_AUDIT))]
InsightSeeing = Annotated[Viewer, Depends(Requires(Permission.SEE_INSIGHT))]
Objecting = Annotated[Viewer, Depends(Requires(Permission.OBJECT_TO_FIGURES))]
ObjectionDeciding = Annotated[Viewer, Depends(Requires(Permission.DECIDE_OBJECTIONS))]
FigureExporting = Annotated[Viewer, Depends(Requires(Permission.EXPORT_FIGURES))]
AnswerKeeping = Annotated[Viewer, Depends(Requires(Permission.KEEP_READY_ANSWERS))]
AccountManaging = Annotated[Viewer, Depends(Requires(Permission.MANAGE_ACCOUNTS))]
KeyManaging = Annotated[Viewer, Depends(Requires(Permission.MANAGE_KEYS))]
ThemeKeeping = Annotated[Viewer, Depends(Requires(Permission.KEEP_THEMES))]
CalendarKeeping = Annotated[Viewer, Depends(Requires(Permission.KEEP_CALENDAR))]


def agency_scope(viewer: Viewer, catalogue: Catalogue, agency_id: str | None) -> str | None:
    """The agency whose figures are shown, None for all; raises `forbidden` and `unknown_agency`.

    A clerk who names no agency gets the clerk's own, and is refused any other, known or not.
    """
    if viewer.account.role == Role.CLERK:
        own = viewer.account.agency_id
        if not own or agency_id not in {None, own}:
            raise Problem("forbidden")
        return own
    if agency_id is not None and agency_id not in catalogue.agencies:
        raise Problem("unknown_agency")
    return agency_id
