"""The catalogue for people without scripts, without patience to talk, or from a search engine.

Every page is rendered here and has an address that does not change.
"""

import gzip
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Header, Response
from fastapi.responses import HTMLResponse, PlainTextResponse
from jinja2 import StrictUndefined

from assistant.channels.catalogue.views import (
    agencies_with_services,
    as_json_ld,
    number,
    of_agency,
    service_page,
)
from assistant.channels.templates import environment
from assistant.channels.web.dependencies import RuntimeDep
from assistant.conversation.messages import cleaned
from assistant.runtime import Runtime
from knowledge.search.engine import Hit

router = APIRouter(include_in_schema=False)
MOST_CHARACTERS, MOST_RESULTS = 300, 10
_HOLDS, _NOT_KEPT = {"Cache-Control": "public, max-age=3600"}, {"Cache-Control": "no-store"}
_TEMPLATES = environment(
    Path(__file__).parent / "templates",
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters["number"] = number
_TEMPLATES.policies["json.dumps_kwargs"] = {"ensure_ascii": False}


class _Press:
    """Makes pages for one request: compressed where its browser reads that, a fifth of the size."""

    def __init__(self, running: RuntimeDep, accept_encoding: Annotated[str, Header()] = "") -> None:
        self.running = running
        self.catalogue = running.catalogue
        self._compresses = "gzip" in accept_encoding

    def page(
        self, template: str, path: str, values: Mapping[str, Any], kept: Mapping[str, str] = _HOLDS
    ) -> HTMLResponse:
        """The page of `path`, which caches keep as `kept` says."""
        address = f"{self.running.settings.public_address}{quote(path)}"
        html = _TEMPLATES.get_template(template).render(address=address, **values).encode()
        headers = {**kept, "Vary": "Accept-Encoding"}
        if not self._compresses:
            return HTMLResponse(html, headers=headers)
        headers["Content-Encoding"] = "gzip"
        return HTMLResponse(gzip.compress(html, mtime=0), headers=headers)

    def missing(self) -> HTMLResponse:
        """A page for a missing one, with the search: an address may be old or cut off."""
        page = self.page("missing.html", "/services", {}, _NOT_KEPT)
        page.status_code = 404
        return page


PressDep = Annotated[_Press, Depends(_Press)]


@router.get("/services")
async def services(press: PressDep, q: str = "") -> HTMLResponse:
    """The way into the catalogue: a search with its results, life events and agencies."""
    asked = cleaned(q[:MOST_CHARACTERS])
    hits, is_sure = await _found(press.running, asked) if asked else ([], True)
    values = {
        "asked": asked,
        "hits": hits,
        "is_sure": is_sure,
        "agencies": agencies_with_services(press.catalogue),
        "journeys": list(press.catalogue.journeys.values()),
        "count": len(press.catalogue.entries),
    }
    # A question belongs to the person who asked: no cache on the way keeps the page.
    kept = _NOT_KEPT if asked else _HOLDS
    return press.page("services.html", "/services", values, kept)


@router.get("/services/{id}")
async def service(id: str, press: PressDep) -> HTMLResponse:
    """All that is known of a service, with its sources."""
    entry = press.catalogue.by_id.get(id)
    if entry is None:
        return press.missing()
    path, page = f"/services/{id}", service_page(entry, press.catalogue)
    data = as_json_ld(page, f"{press.running.settings.public_address}{path}")
    return press.page("service.html", path, {"page": page, "data": data})


@router.get("/agencies/{id}")
async def agency(id: str, press: PressDep) -> HTMLResponse:
    """An agency: how it is reached, and its services."""
    found = press.catalogue.agencies.get(id)
    if found is None:
        return press.missing()
    line = press.catalogue.line_of(found)
    values = {
        "agency": found,
        "above": press.catalogue.above(found),
        "phone": line.number if line else found.phone,
        "entries": of_agency(found, press.catalogue),
    }
    return press.page("agency.html", f"/agencies/{id}", values)


@router.get("/life/{id}")
async def life(id: str, press: PressDep) -> HTMLResponse:
    """What there is to do in a life event, in order."""
    journey = press.catalogue.journeys.get(id)
    if journey is None:
        return press.missing()
    values = {"journey": journey, "by_id": press.catalogue.by_id}
    return press.page("life.html", f"/life/{id}", values)


@router.get("/lines")
async def lines(press: PressDep) -> HTMLResponse:
    """The short numbers of the country; those for emergencies come first."""
    known = sorted(
        press.catalogue.lines.values(),
        key=lambda line: (not line.emergencies_only, len(line.number), line.number),
    )
    values = {
        "lines": [line for line in known if line.works],
        "ended": [line for line in known if not line.works],
    }
    return press.page("lines.html", "/lines", values)


@router.get("/sitemap.xml")
async def sitemap(running: RuntimeDep) -> Response:
    """Every page of the catalogue, for search engines."""
    catalogue, base = running.catalogue, running.settings.public_address
    services = {entry.service.id: entry.service.reviewed for entry in catalogue.entries}
    pages = {
        "/services": None,
        "/lines": None,
        **{f"/services/{id_}": reviewed for id_, reviewed in services.items()},
        **{f"/agencies/{one.id}": None for one, _ in agencies_with_services(catalogue)},
        **{f"/life/{id_}": None for id_ in catalogue.journeys},
    }
    xml = _TEMPLATES.get_template("sitemap.xml").render(base=base, pages=pages)
    return Response(xml, media_type="application/xml", headers=_HOLDS)


@router.get("/robots.txt")
async def robots(running: RuntimeDep) -> PlainTextResponse:
    """What search engines may read: the public pages; and where the map of the site is."""
    text = _TEMPLATES.get_template("robots.txt").render(base=running.settings.public_address)
    return PlainTextResponse(text, headers=_HOLDS)


async def _found(running: Runtime, asked: str) -> tuple[list[Hit], bool]:
    """Services that a sentence is about, best first, and whether one of them is likely meant."""
    reading = await running.turns.read(asked)
    found = running.engine.search(
        reading.text, reading.vector, MOST_RESULTS, agencies=reading.mentions.agency_ids
    )
    return list(found.hits), not found.abstained
