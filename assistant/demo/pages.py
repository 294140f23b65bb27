"""The portal page of a demo: the usual one, with the ways to everything else."""

from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, select_autoescape
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.cases.pins import pin_of
from assistant.cases.terms import STATUS_FA, Status
from assistant.channels.messengers.service import Messengers
from assistant.channels.web.dependencies import RuntimeDep
from assistant.demo.accounts import people
from assistant.demo.stories import MARK

router = APIRouter(include_in_schema=False)
_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent), autoescape=select_autoescape()
)
_PORTAL = Path(__file__).parent.parent / "web" / "portal" / "index.html"
_BEFORE = "    </main>"
_MOST_CASES = 20


@dataclass(frozen=True)
class _Shown:
    """A made-up case with what its citizen would hold."""

    code: str
    pin: str
    status_fa: str
    words: str


@router.get("/")
async def portal(request: Request, running: RuntimeDep) -> Response:
    """The demo's first page."""

    def work(session: Session) -> tuple[object, object]:
        query = select(Case).where(Case.description.startswith(MARK, autoescape=True))
        rows = session.scalars(query.order_by(Case.id.desc()).limit(_MOST_CASES))
        return people(session, running.sealer), [
            _Shown(
                case.tracking_code,
                pin_of(running.sealer, case),
                STATUS_FA[Status(case.status)],
                case.description.removeprefix(MARK),
            )
            for case in rows
        ]

    accounts, cases = await running.database.run(work)
    bots = _bots(request.app.state.messengers)
    section = _TEMPLATES.get_template("section.html").render(
        accounts=accounts, cases=cases, bots=bots
    )
    html = _PORTAL.read_text(encoding="utf-8").replace(_BEFORE, f"{section}\n{_BEFORE}", 1)
    return HTMLResponse(html, headers={"Cache-Control": "no-store"})


def _bots(messengers: Messengers) -> list[tuple[str, str]]:
    """Title and address of each bot whose name is known."""
    return [
        (one.profile.title, one.profile.link.format(username=one.username, code="").split("?")[0])
        for one in messengers.all.values()
        if one.username
    ]
