"""The pages of the desk: signing in, enrolling, and the console."""

from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, select_autoescape

from assistant.channels.web.dependencies import RuntimeDep
from assistant.desk.dependencies import session_of
from assistant.desk.reasons import CLOSE_REASON_FA
from assistant.desk.session_routes import session_out

router = APIRouter(prefix="/desk", include_in_schema=False)
_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=select_autoescape()
)
_NOT_KEPT = {"Cache-Control": "no-store"}


@router.get("")
async def console(request: Request, running: RuntimeDep) -> Response:
    """The console, or the way to the sign-in."""
    signed = await session_of(request, running.settings, running.database.run)
    if signed is None:
        return RedirectResponse("/desk/sign-in", 303, _NOT_KEPT)
    session = session_out(signed).model_dump_json(exclude_none=True)
    return _page("console.html", session=session, reasons=list(CLOSE_REASON_FA.items()))


@router.get("/sign-in")
async def sign_in() -> Response:
    """Login, password and code."""
    return _page("sign_in.html")


@router.get("/enrol")
async def enrol() -> Response:
    """Where a one-time link leads; its secret stays in the browser's address line."""
    return _page("enrol.html")


def _page(name: str, **values: object) -> Response:
    html = _PAGES.get_template(name).render(values)
    return HTMLResponse(html, headers=_NOT_KEPT)
