"""The pages of the desk: signing in, enrolling, and the console."""

from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, select_autoescape

from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.middleware import CSP
from assistant.desk.close_reasons import CLOSE_REASON_FA
from assistant.desk.dependencies import session_of
from assistant.desk.roles import PERMISSIONS, Permission, Role
from assistant.desk.sign_in import session_out
from assistant.insight.situation.province_map import shapes

router = APIRouter(prefix="/desk", include_in_schema=False)
_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=select_autoescape()
)
NOT_KEPT = {"Cache-Control": "no-store"}
# The console shows files of cases from its own memory, after fetching them with its session.
_WITH_FILES = {
    "Content-Security-Policy": CSP.replace("img-src", "media-src blob:; img-src blob:"),
}


@router.get("")
async def console(request: Request, running: RuntimeDep) -> Response:
    """The console, or the way to the sign-in."""
    signed = await session_of(request, running.settings, running.database.run)
    if signed is None:
        return RedirectResponse("/desk/sign-in", 303, NOT_KEPT)
    session = session_out(signed).model_dump_json(exclude_none=True)
    may_see_map = Permission.SEE_INSIGHT in PERMISSIONS[Role(signed.account.role)]
    shown = page(
        "console.html",
        session=session,
        reasons=list(CLOSE_REASON_FA.items()),
        shapes=shapes() if may_see_map else "",
    )
    shown.headers.update(_WITH_FILES)
    return shown


@router.get("/situation")
async def situation() -> Response:
    """The console at the situation: an address to remember, and to put on a wall."""
    return RedirectResponse("/desk#situation", 303, NOT_KEPT)


@router.get("/sign-in")
async def sign_in(request: Request) -> Response:
    """Login, password and code, or the way to the identity provider."""
    return sign_in_page(request)


@router.get("/enrol")
async def enrol() -> Response:
    """Where a one-time link leads; its secret stays in the browser's address line."""
    return page("enrol.html")


def sign_in_page(request: Request, status: int = 200, notice: str = "") -> Response:
    """The sign-in page; `notice` says what went wrong before."""
    provider = request.app.state.identity_provider
    title = provider.settings.title if provider else ""
    return page("sign_in.html", status, provider=title, notice=notice)


def page(name: str, status: int = 200, **values: object) -> Response:
    """A page of the desk; no browser and no proxy keeps it."""
    html = _PAGES.get_template(name).render(values)
    return HTMLResponse(html, status, headers=NOT_KEPT)
