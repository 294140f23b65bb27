"""The catalogue for whoever has no script, no patience for a talk, or comes from a search engine.

Every page is rendered here and lies at an address that does not change.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.middleware.gzip import GZipMiddleware

from assistant.channels.catalogue.views import (
    agencies_with_services,
    as_json_ld,
    number,
    of_agency,
    service_page,
)
from assistant.channels.web.dependencies import RuntimeDep
from assistant.conversation.messages import cleaned
from assistant.dialogue.tell import agency_contact
from assistant.runtime import Runtime
from knowledge.search.engine import Hit


class _Compressed(APIRoute):
    """A route whose answers are sent compressed: a page is a fifth of its size then."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.app = GZipMiddleware(self.app)


router = APIRouter(include_in_schema=False, route_class=_Compressed)
MOST_CHARACTERS, MOST_RESULTS = 300, 10
_HOLDS, _NOT_KEPT = {"Cache-Control": "public, max-age=3600"}, {"Cache-Control": "no-store"}
_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=select_autoescape(),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters["number"] = number
_TEMPLATES.policies["json.dumps_kwargs"] = {"ensure_ascii": False}


@router.get("/services")
async def services(running: RuntimeDep, q: str = "") -> HTMLResponse:
    """The way into the catalogue: a search with its results, life events and agencies."""
    asked = cleaned(q[:MOST_CHARACTERS])
    hits, is_sure = await _found(running, asked) if asked else ([], True)
    values = {
        "asked": asked,
        "hits": hits,
        "is_sure": is_sure,
        "agencies": agencies_with_services(running.catalogue),
        "journeys": list(running.catalogue.journeys.values()),
        "count": len(running.catalogue.entries),
    }
    # What somebody asked is theirs: no cache on the way keeps it.
    kept = _NOT_KEPT if asked else _HOLDS
    return _page(running, "services.html", "/services", values, kept)


@router.get("/services/{id}")
async def service(id: str, running: RuntimeDep) -> HTMLResponse:
    """All that is known of a service, with its sources."""
    entry = running.catalogue.by_id.get(id)
    if entry is None:
        return _missing(running)
    path, page = f"/services/{id}", service_page(entry, running.catalogue)
    data = as_json_ld(page, f"{running.settings.public_address}{path}")
    return _page(running, "service.html", path, {"page": page, "data": data})


@router.get("/agencies/{id}")
async def agency(id: str, running: RuntimeDep) -> HTMLResponse:
    """An agency: how it is reached, and its services."""
    found = running.catalogue.agencies.get(id)
    if found is None:
        return _missing(running)
    line = running.catalogue.line_of(found)
    values = {
        "agency": found,
        "contact": agency_contact(found, line).splitlines()[1:],
        "entries": of_agency(found, running.catalogue),
    }
    return _page(running, "agency.html", f"/agencies/{id}", values)


@router.get("/life/{id}")
async def life(id: str, running: RuntimeDep) -> HTMLResponse:
    """What there is to do in a life event, in order."""
    journey = running.catalogue.journeys.get(id)
    if journey is None:
        return _missing(running)
    values = {"journey": journey, "by_id": running.catalogue.by_id}
    return _page(running, "life.html", f"/life/{id}", values)


@router.get("/lines")
async def lines(running: RuntimeDep) -> HTMLResponse:
    """The short numbers of the country; those for emergencies come first."""
    known = sorted(
        running.catalogue.lines.values(),
        key=lambda line: (not line.emergencies_only, len(line.number), line.number),
    )
    return _page(running, "lines.html", "/lines", {"lines": known})


@router.get("/sitemap.xml")
async def sitemap(running: RuntimeDep) -> Response:
    """Every page of the catalogue, for search engines."""
    catalogue = running.catalogue
    paths = [
        "/services",
        "/lines",
        *(f"/services/{entry.service.id}" for entry in catalogue.entries),
        *(f"/agencies/{one.id}" for one, _ in agencies_with_services(catalogue)),
        *(f"/life/{id_}" for id_ in catalogue.journeys),
    ]
    base = running.settings.public_address
    xml = _TEMPLATES.get_template("sitemap.xml").render(addresses=[f"{base}{p}" for p in paths])
    return Response(xml, media_type="application/xml", headers=_HOLDS)


async def _found(running: Runtime, asked: str) -> tuple[list[Hit], bool]:
    """Services that a sentence is about, best first, and whether one of them is likely meant."""
    reading = await running.turns.read(asked)
    found = running.engine.search(
        reading.text, reading.vector, MOST_RESULTS, agencies=reading.mentions.agency_ids
    )
    return list(found.hits), not found.abstained


def _page(
    running: Runtime,
    template: str,
    path: str,
    values: Mapping[str, Any],
    headers: Mapping[str, str] = _HOLDS,
) -> HTMLResponse:
    address = f"{running.settings.public_address}{quote(path)}"
    html = _TEMPLATES.get_template(template).render(address=address, **values)
    return HTMLResponse(html, headers=dict(headers))


def _missing(running: Runtime) -> HTMLResponse:
    """A page that says so, with the search: an address may be old or cut off."""
    page = _page(running, "missing.html", "/services", {}, _NOT_KEPT)
    page.status_code = 404
    return page
