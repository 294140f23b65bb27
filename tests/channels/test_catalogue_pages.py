"""The public catalogue: pages that need no script, lead only to what exists, and hide no source."""

import html
import json
import re
from datetime import date
from urllib.parse import unquote
from urllib.robotparser import RobotFileParser

import httpx
import pytest
from support.citizen import Answer, Citizen
from support.serving import Gateway

from assistant.channels.catalogue.pages import MOST_CHARACTERS
from knowledge.catalogue import Catalogue

MOST_BYTES = 30_000
_LINK = re.compile(r'href="(/[^"#]*)')
_ASKS = re.compile(r'data-dastyar="([^"]*)" data-dastyar-choice="([^"]*)"')
_DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>')


async def _read(http: httpx.AsyncClient, path: str) -> str:
    answer = await http.get(path)
    assert answer.status_code == 200, path
    assert answer.headers["content-type"].startswith("text/html")
    assert len(answer.content) <= MOST_BYTES, path
    return answer.text


async def test_every_page_is_small_and_leads_only_to_what_exists(
    http: httpx.AsyncClient, catalogue: Catalogue
) -> None:
    left, known = ["/services"], {"/services"}
    while left:
        page = await _read(http, left.pop())
        assert "secondary-source" not in page
        found = {html.unescape(link) for link in _LINK.findall(page)}
        inside = re.compile(r"/(services|agencies|life|lines)(/|$)")
        new = {link for link in found if inside.match(link)} - known
        left += sorted(new)
        known |= new
        for link in sorted(found - known):
            known.add(link)
            assert (await http.get(link)).status_code == 200, link
    assert {f"/services/{entry.service.id}" for entry in catalogue.entries} <= known
    assert {f"/life/{id_}" for id_ in catalogue.journeys} <= known


async def test_a_service_is_shown_with_all_its_facts_and_their_sources(
    http: httpx.AsyncClient, catalogue: Catalogue
) -> None:
    entry = catalogue.by_id["passport-first"]
    page = html.unescape(await _read(http, "/services/passport-first"))
    for aspect in ("documents", "steps", "fee", "who", "after"):
        for item in entry.service.facts.of(aspect):
            assert all(text in page for text in item.texts)
            assert any(source.address in page for source in entry.service.sources_of(item))
    assert "استانبول-تور.net</a>" in page  # a Persian domain in its own letters
    assert f"<h1>{entry.service.title}</h1>" in page


@pytest.mark.parametrize("before", [None, "می‌خواهم شکایت کنم"])
async def test_who_asks_about_a_service_is_shown_its_own_card(
    http: httpx.AsyncClient, catalogue: Catalogue, before: str | None
) -> None:
    """Also where its title by itself means a danger or another line, and amid a complaint."""
    for id_, entry in catalogue.by_id.items():
        ((title, choice),) = _ASKS.findall(await _read(http, f"/services/{id_}"))
        citizen = await Citizen.arrive(http)
        if before:
            await citizen.say(before)
        answer = Answer((await citizen.send({"choice": choice})).json())
        assert answer.first("service")["service"]["id"] == id_
        assert html.unescape(title) == entry.service.title


async def test_what_no_source_tells_is_said_once(
    http: httpx.AsyncClient, catalogue: Catalogue
) -> None:
    bare = next(e for e in catalogue.entries if not e.service.fee and e.service.documents)
    page = await _read(http, f"/services/{bare.service.id}")
    assert page.count("در منابع نیست") == 1
    assert "هزینه" in page[page.index("در منابع نیست") :]


async def test_machines_read_a_service_as_one_of_the_government(
    http: httpx.AsyncClient, catalogue: Catalogue
) -> None:
    for entry in catalogue.entries[::20]:
        page = await _read(http, f"/services/{entry.service.id}")
        told = json.loads(_DATA.findall(page)[0])
        assert told["@type"] == "GovernmentService"
        assert told["name"] == entry.service.title
        assert told["provider"]["name"] == entry.agency.name
        assert told["url"].endswith(f"/services/{entry.service.id}")


async def test_a_search_leads_to_the_service(http: httpx.AsyncClient) -> None:
    answer = await http.get("/services", params={"q": "کارت ملیم گم شده"})
    assert 'href="/services/national-id-card' in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert '<meta name="robots" content="noindex">' in answer.text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("مرغ را با چه ادویه‌ای سرخ کنم؟", "پیدا نشد"),
        ("<script>alert(1)</script>", "&lt;script&gt;"),
        ("آب " * 400, "آب"),
    ],
)
async def test_whatever_is_searched_a_page_comes(
    http: httpx.AsyncClient, asked: str, said: str
) -> None:
    answer = await http.get("/services", params={"q": asked})
    assert answer.status_code == 200
    assert said in answer.text
    assert "<script>alert" not in answer.text
    assert len(answer.text) < MOST_BYTES + 10 * MOST_CHARACTERS


@pytest.mark.parametrize("path", ["/services/no-such", "/agencies/no-such", "/life/no-such"])
async def test_an_address_that_is_none_offers_the_search(
    http: httpx.AsyncClient, path: str
) -> None:
    answer = await http.get(path)
    assert answer.status_code == 404
    assert 'action="/services"' in answer.text


async def test_the_map_of_the_site_names_every_page_once(
    http: httpx.AsyncClient, catalogue: Catalogue
) -> None:
    answer = await http.get("/sitemap.xml")
    found = re.findall("<loc>(.*?)</loc>", answer.text)
    assert len(found) == len(set(found)) > len(catalogue.entries)
    paths = {re.sub("^https?://[^/]+", "", address) for address in found}
    assert {f"/services/{entry.service.id}" for entry in catalogue.entries} <= paths


async def test_the_map_says_how_new_a_page_is_by_its_last_review(
    gateway: Gateway, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = gateway.runtime.catalogue.entries[0].service
    monkeypatch.setitem(first.__dict__, "reviewed", date(2026, 3, 1))
    text = (await http.get("/sitemap.xml")).text
    found = dict(re.findall("/services/([^<]*)</loc>(?:<lastmod>(.*?)</lastmod>)?", text))
    assert found[first.id] == "2026-03-01"
    services = (entry.service for entry in gateway.runtime.catalogue.entries)
    reviewed = {service.id for service in services if service.reviewed}
    assert {id_ for id_, day in found.items() if day} == reviewed


async def test_search_engines_are_told_where_the_map_is(http: httpx.AsyncClient) -> None:
    answer = await http.get("/robots.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    (address,) = re.findall(r"^Sitemap: (.*)$", answer.text, re.MULTILINE)
    (place,) = re.findall(r"<loc>(.*?)/services</loc>", (await http.get("/sitemap.xml")).text)
    assert address == f"{place}/sitemap.xml"
    robots = RobotFileParser()
    robots.parse(answer.text.splitlines())
    for path in ("/services", "/services/passport-renewal", "/lines", "/life/death-in-family"):
        assert robots.can_fetch("*", path), path
    for path in ("/services?q=گذرنامه", "/api/v1/services", "/desk/sign-in"):
        assert not robots.can_fetch("*", path), path


async def test_pages_travel_compressed(http: httpx.AsyncClient) -> None:
    answer = await http.get("/services", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"


async def test_a_number_that_ended_stands_apart_and_cannot_be_dialled(
    http: httpx.AsyncClient, catalogue: Catalogue
) -> None:
    page = html.unescape(await _read(http, "/lines"))
    dialled = set(re.findall(r'href="(?:tel|sms):([^"]+)"', page))
    working = {line.number for line in catalogue.lines.values() if line.works}
    assert {unquote(number) for number in dialled} == working
    ended = page.split("دیگر کار نمی‌کنند")[1]
    assert "۰۹۶۲۸" in ended
    assert "۱۵۰۵" not in page
