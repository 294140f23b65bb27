"""Open311 GeoReport v2: what anyone may read, in both formats, with the fields as published."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from sqlalchemy import update
from support.georeport import (
    ATTRIBUTE_FIELDS,
    REQUEST_FIELDS,
    SERVICE_FIELDS,
    assert_errors,
    get_json,
    get_xml,
    public_id,
)
from support.keys import AgencySystem
from support.samples import DESCRIPTION, MOBILE, NAME, NATIONAL_ID, complaint
from support.serving import Gateway

from assistant.cases.models import Case
from assistant.cases.terms import Indicator, Kind, Status
from assistant.channels.open311.catalogue import BASE
from assistant.channels.open311.requests import NOTES_FA
from assistant.conversation.models import now
from assistant.language.dates import rfc3339
from assistant.storage.database import Database
from knowledge.catalogue import Catalogue


async def filed(http: httpx.AsyncClient, **changes: object) -> dict[str, str]:
    response = await http.post("/api/v1/cases", json=complaint(**changes))
    assert response.status_code == 201, response.text
    return response.json()


async def test_discovery_names_the_service_and_its_formats(
    http: httpx.AsyncClient, gateway: Gateway
) -> None:
    told = await get_json(http, "discovery")
    assert set(told) == {"changeset", "contact", "key_service", "endpoints"}
    (endpoint,) = told["endpoints"]
    assert endpoint == {
        "specification": "http://wiki.open311.org/GeoReport_v2",
        "url": f"{gateway.settings.public_address}/open311/v2",
        "changeset": told["changeset"],
        "type": "production",
        "formats": ["application/json", "text/xml"],
    }
    assert datetime.fromisoformat(told["changeset"]) < datetime.now(UTC)
    xml = await get_xml(http, "discovery")
    assert xml.tag == "discovery"
    assert xml.findtext("endpoints/endpoint/specification") == endpoint["specification"]
    formats = [one.text for one in xml.findall("endpoints/endpoint/formats/format")]
    assert formats == endpoint["formats"]


async def test_services_are_indicators_and_kinds_in_both_formats(http: httpx.AsyncClient) -> None:
    services = await get_json(http, "services")
    assert all(set(service) == SERVICE_FIELDS for service in services)
    codes = [service["service_code"] for service in services]
    assert set(codes) == set(Indicator) | set(Kind)
    assert len(set(codes)) == len(codes)
    assert {(one["metadata"], one["type"]) for one in services} == {(True, "realtime")}
    xml = await get_xml(http, "services")
    assert (xml.tag, {one.tag for one in xml}) == ("services", {"service"})
    assert [{part.tag: part.text for part in one} for one in xml] == [
        service | {"metadata": "true"} for service in services
    ]


async def test_a_definition_offers_agencies_and_provinces(
    http: httpx.AsyncClient, catalogue: Catalogue
) -> None:
    definition = await get_json(http, "services/delay")
    assert set(definition) == {"service_code", "attributes"}
    attributes = {one["code"]: one for one in definition["attributes"]}
    assert all(set(one) == ATTRIBUTE_FIELDS for one in attributes.values())
    assert [one["order"] for one in attributes.values()] == [1, 2, 3, 4]
    keys = {code: {value["key"] for value in one["values"]} for code, one in attributes.items()}
    assert keys["agency"] == set(catalogue.agencies)
    assert len(keys["province"]) == 31
    assert (attributes["agency"]["datatype"], attributes["occurred_at"]["datatype"]) == (
        "singlevaluelist",
        "datetime",
    )
    xml = await get_xml(http, "services/delay")
    assert (xml.tag, xml.findtext("service_code")) == ("service_definition", "delay")
    first = xml.find("attributes/attribute")
    assert {part.tag for part in first} == ATTRIBUTE_FIELDS
    assert {one.findtext("key") for one in first.iterfind("values/value")} == keys["agency"]


async def test_a_request_tells_how_far_it_is_and_nothing_of_the_citizen(
    http: httpx.AsyncClient, gateway: Gateway
) -> None:
    contact = {"mobile": MOBILE, "name": NAME, "national_id": NATIONAL_ID}
    case = await filed(http, description=DESCRIPTION, identity="named", contact=contact)
    id_ = await public_id(gateway, case["tracking_code"])
    (request,) = await get_json(http, f"requests/{id_}")
    assert set(request) == REQUEST_FIELDS
    assert request == dict.fromkeys(REQUEST_FIELDS) | {
        "service_request_id": id_,
        "status": "open",
        "status_notes": "به دستگاه ارجاع شده است.",
        "service_code": "delay",
        "service_name": "دیر شدن یا عقب افتادن کار",
        "agency_responsible": gateway.runtime.catalogue.agencies["abfa"].name,
        "requested_datetime": request["requested_datetime"],
        "updated_datetime": request["updated_datetime"],
        "expected_datetime": case["due_at"],
        "address": "قم",
    }
    xml = await get_xml(http, f"requests/{id_}")
    (item,) = xml
    assert (xml.tag, item.tag) == ("service_requests", "request")
    assert {part.tag: part.text for part in item} == request
    listing = await http.get(f"{BASE}/requests.json")
    assert id_ in listing.text
    hidden = [MOBILE, NAME, NATIONAL_ID, "انشعاب", case["tracking_code"], case["pin"]]
    assert not [secret for secret in hidden if secret in listing.text + str(request)]


async def test_ids_are_no_codes_cannot_be_counted_and_are_the_same_every_time(
    http: httpx.AsyncClient, gateway: Gateway
) -> None:
    codes = [(await filed(http))["tracking_code"] for _ in "ab"]
    first, second = [await public_id(gateway, code) for code in codes]
    assert first != second
    assert first[:8] != second[:8]
    assert first == await public_id(gateway, codes[0])
    swapped = first[:-1] + ("a" if first[-1] != "a" else "b")
    for wrong in (codes[0], "1", swapped, first + "a", first[:-1], "ا" * 36, "%00"):
        assert_errors(await http.get(f"{BASE}/requests/{wrong}.json"), 404)


async def test_requests_are_found_by_ids_whatever_else_is_asked(
    http: httpx.AsyncClient, gateway: Gateway
) -> None:
    codes = [(await filed(http))["tracking_code"] for _ in "abc"]
    ids = [await public_id(gateway, code) for code in codes]
    found = await get_json(
        http, "requests", service_request_id=f"{ids[0]}, {ids[2]},unknown", status="closed"
    )
    assert [one["service_request_id"] for one in found] == [ids[2], ids[0]]
    many = ",".join(ids * 40)
    assert_errors(await http.get(f"{BASE}/requests.json?service_request_id={many}"), 400, "۱۰۰")


async def listed(http: httpx.AsyncClient, **query: object) -> list[str]:
    found = await get_json(http, "requests", **query)
    return [one["service_request_id"] for one in found]


async def test_requests_are_narrowed_by_service_status_and_time(
    http: httpx.AsyncClient, gateway: Gateway, database: Database
) -> None:
    filings = {
        "phone_ivr": complaint(indicator="phone_ivr"),
        "complaint": complaint(indicator=None),
        "praise": complaint(kind="praise", indicator=None),
        "suggestion": complaint(kind="suggestion", indicator="suggestion"),
    }
    ids = {}
    for service, draft in filings.items():
        code = (await http.post("/api/v1/cases", json=draft)).json()["tracking_code"]
        ids[service] = await public_id(gateway, code)
    for service, id_ in ids.items():
        assert id_ in await listed(http, service_code=service)
        assert id_ in await listed(http, service_code=f"absence,{service}", status="open,closed")
        others = [other for other in ids if other != service]
        assert id_ not in await listed(http, service_code=",".join(others))
        assert id_ not in await listed(http, status="closed")
        (request,) = await get_json(http, f"requests/{id_}")
        assert request["service_code"] == service
    number = gateway.runtime.sealer.number_of(ids["phone_ivr"])
    past = now() - timedelta(days=200)
    older = update(Case).where(Case.id == number).values(created_at=past)
    await database.run(lambda session: session.execute(older))
    day = timedelta(days=1)
    begins, ends = rfc3339(past - day), rfc3339(past + day)
    for query, is_found in (
        ({}, False),
        ({"start_date": begins, "end_date": ends}, True),
        ({"start_date": begins}, True),
        ({"end_date": ends}, True),
        ({"start_date": ends}, False),
        ({"end_date": begins}, False),
        ({"start_date": "", "end_date": "", "status": ""}, False),
    ):
        assert (ids["phone_ivr"] in await listed(http, **query)) == is_found, query


async def test_pages_follow_one_another(http: httpx.AsyncClient, gateway: Gateway) -> None:
    codes = [(await filed(http))["tracking_code"] for _ in "abc"]
    newest = [await public_id(gateway, code) for code in codes][::-1]
    pages = [await listed(http, page_size=1, page=number) for number in (1, 2, 3)]
    assert [id_ for page in pages for id_ in page] == newest


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"start_date": "2026-01-01T00:00:00Z", "end_date": "2026-06-01T00:00:00Z"}, "۹۰"),
        ({"start_date": "2026-02-01T00:00:00Z", "end_date": "2026-01-01T00:00:00Z"}, "۹۰"),
        ({"start_date": "9999-12-31T23:59:59Z", "end_date": "0001-01-01T00:00:00Z"}, "۹۰"),
        ({"end_date": "0001-01-01T00:00:00Z"}, "۹۰"),
        ({"start_date": "yesterday"}, "start_date"),
        ({"end_date": "0001-01-01T00:00:00+14:00"}, "end_date"),
        ({"end_date": "1405-13-01"}, "end_date"),
        ({"status": "done"}, "status"),
        ({"page": "0"}, "page"),
        ({"page": "²"}, "page"),
        ({"page_size": "1001"}, "page_size"),
        ({"page_size": "-1"}, "page_size"),
    ],
    ids=str,
)
@pytest.mark.parametrize("ending", ["json", "xml"])
async def test_a_bad_query_is_refused(
    http: httpx.AsyncClient, query: dict[str, str], words: str, ending: str
) -> None:
    assert_errors(await http.get(f"{BASE}/requests.{ending}", params=query), 400, words)


@pytest.mark.parametrize(
    "path",
    [
        "services/unknown",
        "services/0",
        "requests/unknown",
        "tokens/unknown",
        "services/delay/more",
        "elsewhere",
    ],
)
@pytest.mark.parametrize("ending", ["json", "xml"])
async def test_what_is_not_there_is_404_in_the_format_asked_for(
    http: httpx.AsyncClient, path: str, ending: str
) -> None:
    response = await http.get(f"{BASE}/{path}.{ending}")
    assert ending in response.headers["content-type"]
    assert_errors(response, 404)


async def test_other_formats_methods_and_addresses_are_404_in_xml(http: httpx.AsyncClient) -> None:
    for method, path in (
        ("GET", "services.yaml"),
        ("GET", "services"),
        ("GET", "requests/1.csv"),
        ("GET", ""),
        ("DELETE", "requests.xml"),
    ):
        response = await http.request(method, f"{BASE}/{path}")
        assert_errors(response, 404)
        assert response.headers["content-type"].startswith("text/xml")
    assert_errors(await http.get(f"{BASE}/requests.json?service_code=nothing"), 404)


async def test_an_id_is_its_own_token(http: httpx.AsyncClient, gateway: Gateway) -> None:
    id_ = await public_id(gateway, (await filed(http))["tracking_code"])
    assert await get_json(http, f"tokens/{id_}") == [{"service_request_id": id_, "token": id_}]
    xml = await get_xml(http, f"tokens/{id_}")
    assert xml.findtext("request/service_request_id") == id_


async def test_closed_is_told_as_solved_only_by_the_citizens_word(
    http: httpx.AsyncClient, gateway: Gateway, database: Database
) -> None:
    system = await AgencySystem.of(http, database)
    seen = {}
    for verdict in ("solved", "partly", "unsolved", None):
        case = await filed(http)
        code, pin = case["tracking_code"], {"X-Case-Pin": case["pin"]}
        await system.post(f"{code}/answer", {"text": "انجام شد"})
        if verdict:
            own = f"/api/v1/cases/{code}/verdict"
            await http.post(own, json={"verdict": verdict}, headers=pin)
        (request,) = await get_json(http, f"requests/{await public_id(gateway, code)}")
        seen[verdict] = request["status"], request["status_notes"]
        if request["status"] == "closed":
            assert request["expected_datetime"] is None
            assert request["updated_datetime"] >= request["requested_datetime"]
    assert seen == {
        "solved": ("closed", "شهروند گفته که حل شده است."),
        "partly": ("closed", "شهروند گفته که تا اندازه‌ای حل شده است."),
        "unsolved": ("open", "شهروند پاسخ دستگاه را نپذیرفته است."),
        None: ("open", "دستگاه پاسخ داده است؛ شهروند هنوز نگفته که حل شده است یا نه."),
    }
    assert set(NOTES_FA) == set(Status)


async def test_a_foreign_jurisdiction_is_not_found(
    http: httpx.AsyncClient, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    await get_json(http, "services", jurisdiction_id="city.gov")
    monkeypatch.setattr(gateway.settings, "open311_jurisdiction", "dastyar.example")
    await get_json(http, "services", jurisdiction_id="dastyar.example")
    await get_json(http, "services", jurisdiction_id="")
    for path in ("services.xml", "services/delay.json", "requests.xml", "tokens/1.json"):
        refused = await http.get(f"{BASE}/{path}?jurisdiction_id=city.gov")
        assert_errors(refused, 404, "jurisdiction_id")


async def test_it_can_be_turned_off(
    http: httpx.AsyncClient, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateway.settings, "open311_enabled", False)
    for path in ("discovery.json", "services.xml", "requests.json", "elsewhere.xml"):
        assert_errors(await http.get(f"{BASE}/{path}"), 404)
    assert_errors(await http.post(f"{BASE}/requests.json"), 404)
