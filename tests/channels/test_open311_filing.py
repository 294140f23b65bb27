"""Reports by Open311 become cases: with a key for it, once, and with nothing lost or told."""

import itertools
from urllib.parse import urlencode

import httpx
import pytest
from support.georeport import assert_errors, get_json, report, xml_of
from support.keys import AgencySystem, issue_at_once, issued_key
from support.problems import assert_problem
from support.samples import MOBILE
from support.serving import Gateway

from assistant.cases.codes import normalise
from assistant.cases.verify_ledger import faults
from assistant.channels.open311.catalogue import BASE
from assistant.conversation.models import now
from assistant.keys import api_keys
from assistant.storage.database import Database

REQUESTS = f"{BASE}/requests"


@pytest.fixture
async def key(database: Database) -> str:
    return (await issued_key(database, None)).token


async def post(
    http: httpx.AsyncClient, key: str, ending: str = "json", **changes: str
) -> httpx.Response:
    return await http.post(f"{REQUESTS}.{ending}", data=report(**changes) | {"api_key": key})


async def seen(http: httpx.AsyncClient, notice: str, part: str = "") -> dict[str, object]:
    """The case as its citizen sees it, with code and pin from the notice."""
    words = notice.split()
    (code,) = [word for word in words if normalise(word)]
    (pin,) = [word for word in words if word.isascii() and word.isdigit() and len(word) in {6, 12}]
    path, headers = f"/api/v1/cases/{code}{part}", {"X-Case-Pin": pin}
    response = await http.get(path, headers=headers)
    assert response.status_code == 200, response.text
    return response.json()


async def test_a_report_becomes_a_case_whose_citizen_gets_code_and_pin(
    http: httpx.AsyncClient, key: str
) -> None:
    response = await post(http, key)
    assert response.status_code == 201, response.text
    (receipt,) = response.json()
    assert set(receipt) == {"service_request_id", "service_notice", "account_id"}
    (request,) = await get_json(http, f"requests/{receipt['service_request_id']}")
    assert (request["service_code"], request["status"]) == ("delay", "open")
    case = await seen(http, receipt["service_notice"])
    told = {name: case[name] for name in ("kind", "indicator", "agency_id", "province")}
    assert told == {
        "kind": "complaint",
        "indicator": "delay",
        "agency_id": "abfa",
        "province": "قم",
    }
    assert case["identity"] == "anonymous"
    assert case["description"].splitlines() == [
        "سه هفته است انشعاب آب را وصل نمی‌کنند.",
        "نشانی: [نشانی]",
    ]
    ledger = await seen(http, receipt["service_notice"], "/ledger")
    assert faults(ledger) == []
    evidence = ledger["events"][0]["data"]
    assert (evidence["channel"], evidence["api_key"]) == ("open311", key[3:15])


async def test_a_report_as_in_the_published_example_is_taken_in_xml(
    http: httpx.AsyncClient, key: str
) -> None:
    """Every field of the standard's example, those too that are not kept."""
    fields = {
        "api_key": key,
        "jurisdiction_id": "city.gov",
        "service_code": "system_down",
        "lat": "37.76524078",
        "long": "-122.4212043",
        "address_string": "1234 5th street",
        "email": "smit333@sfgov.edu",
        "device_id": "tt222111",
        "account_id": "123456",
        "first_name": "john",
        "last_name": "smith",
        "phone": MOBILE,
        "description": "A large sinkhole is destroying the street",
        "media_url": "http://farm3.static.flickr.com/2002/2212426634_5ed477a060.jpg",
        "attribute[agency]": "abfa",
        "attribute[province][]": "قم",
        "attribute[city]": "قم",
        "attribute[occurred_at]": "2024-11-20T10:00:00+03:30",
    }
    content = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
    body = urlencode(fields).encode()
    response = await http.post(f"{REQUESTS}.xml", content=body, headers=content)
    assert response.status_code == 201, response.text
    xml = xml_of(response)
    assert (xml.tag, [part.tag for part in xml[0]]) == (
        "service_requests",
        ["service_request_id", "service_notice", "account_id"],
    )
    assert xml.find("request/account_id").text is None
    case = await seen(http, xml.findtext("request/service_notice"))
    assert case["description"].splitlines() == [
        "A large sinkhole is destroying the street",
        "نشانی: 1234 5th street",
        "موقعیت: 37.76524, -122.42120",
        "پیوند: http://farm3.static.flickr.com/2002/2212426634_5ed477a060.jpg",
    ]
    assert (case["identity"], case["province"], case["city"]) == ("sealed", "قم", "قم")


async def test_contact_is_sealed_and_the_agency_sees_nothing_of_it(
    http: httpx.AsyncClient, key: str, database: Database
) -> None:
    response = await post(
        http, key, first_name="پروانه", last_name="سیمرغی‌زاده", phone="۰۹۱۲ ۱۲۳ ۴۵۶۷"
    )
    (receipt,) = response.json()
    case = await seen(http, receipt["service_notice"])
    assert case["identity"] == "sealed"
    system = await AgencySystem.of(http, database)
    page = await system.get(case["tracking_code"])
    assert "سیمرغی" not in page.text
    assert MOBILE not in page.text
    refused = await system.post(f"{case['tracking_code']}/reveal", {"reason": "تماس"})
    assert_problem(refused, 404, "not_found")


@pytest.mark.parametrize(
    ("code", "kind", "indicator"),
    [
        ("complaint", "complaint", None),
        ("praise", "praise", None),
        ("suggestion", "suggestion", "suggestion"),
        ("criticism", "criticism", "suggestion"),
        ("consular", "complaint", "consular"),
    ],
)
async def test_a_service_is_a_kind_and_what_went_wrong(
    http: httpx.AsyncClient, key: str, code: str, kind: str, indicator: str | None
) -> None:
    changes = {"description": "", "attribute[agency]": "", "attribute[province]": ""}
    (receipt,) = (await post(http, key, service_code=code, **changes)).json()
    (request,) = await get_json(http, f"requests/{receipt['service_request_id']}")
    case = await seen(http, receipt["service_notice"])
    assert (case["kind"], case.get("indicator")) == (kind, indicator)
    assert request["service_code"] == code
    assert case["description"].startswith(request["service_name"])
    assert case["status"] == "registered", "an operator finds the agency"


async def test_the_same_idempotency_key_files_once(
    http: httpx.AsyncClient, key: str, database: Database
) -> None:
    body, again = report() | {"api_key": key}, {"Idempotency-Key": f"r-{key[3:15]}"}
    first, second = [
        (await http.post(f"{REQUESTS}.json", data=body, headers=again)).json() for _ in "ab"
    ]
    assert first == second
    other = body | {"description": "چیز دیگری است."}
    refused = await http.post(f"{REQUESTS}.json", data=other, headers=again)
    assert_errors(refused, 400, "Idempotency-Key")


@pytest.mark.parametrize(
    ("changes", "status", "words"),
    [
        ({"service_code": ""}, 400, "service_code"),
        ({"service_code": "nothing"}, 404, "service_code"),
        ({"address_string": ""}, 400, "address_string"),
        ({"address_string": "", "address_id": "545483"}, 400, "address_id"),
        ({"address_string": "", "lat": "35.7"}, 400, "lat"),
        ({"address_string": "", "lat": "35.7", "long": "nan"}, 400, "lat"),
        ({"address_string": "", "lat": "91", "long": "51"}, 400, "lat"),
        ({"address_string": "", "lat": "north", "long": "51"}, 400, "lat"),
        ({"address_string": "آ" * 501}, 400, "address_string"),
        ({"description": "آ" * 2001}, 400, "۲۰۰۰"),
        ({"description": "آ" * 1980}, 400, "۲۰۰۰"),
        ({"phone": "111111111"}, 400, "phone"),
        ({"first_name": "آ" * 101}, 400, "first_name"),
        ({"media_url": "javascript:alert(1)"}, 400, "media_url"),
        ({"media_url": "http://[::1"}, 400, "media_url"),
        ({"attribute[agency]": "nowhere"}, 400, "attribute[agency]"),
        ({"attribute[province]": "ناکجاآباد"}, 400, "attribute[province]"),
        ({"attribute[city]": "آ" * 65}, 400, "attribute[city]"),
        ({"attribute[occurred_at]": "دیروز"}, 400, "attribute[occurred_at]"),
        ({"attribute[occurred_at]": "2999-01-01"}, 400, "attribute[occurred_at]"),
        ({"attribute[shoe_size]": "44"}, 400, "shoe_size"),
    ],
    ids=str,
)
@pytest.mark.parametrize("ending", ["json", "xml"])
async def test_a_bad_report_is_refused(
    http: httpx.AsyncClient, key: str, changes: dict[str, str], status: int, words: str, ending: str
) -> None:
    assert_errors(await post(http, key, ending, **changes), status, words)


async def test_what_is_no_form_is_refused(http: httpx.AsyncClient, key: str) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    bad = [
        {"json": report() | {"api_key": key}},
        {"content": b"api_key=\xff\xfe", "headers": form},
        {"content": b"api_key=%ff%fe", "headers": form},
        {"content": "&".join(f"a{i}=1" for i in range(101)).encode(), "headers": form},
    ]
    for body in bad:
        assert_errors(await http.post(f"{REQUESTS}.json", **body), 400)
    assert_problem(
        await http.post(f"{REQUESTS}.json", content=b"a" * 70_000, headers=form), 413, "too_large"
    )


CALLERS = ["nobody", "a stranger", "an agency", "a revoked key", "a key for Open311"]
PATHS = ["discovery", "services", "services/delay", "requests", "requests/{id}", "tokens/{id}"]


async def shown_by(who: str, database: Database) -> str:
    """What a caller has for a key."""
    if who == "nobody":
        return ""
    if who == "a stranger":
        return f"dk_{'a' * 12}_{'A' * 43}"
    issued = await issued_key(database, "abfa" if who == "an agency" else None)
    if who == "a revoked key":
        await database.run(lambda session: api_keys.revoke(session, issued.key.id, now()))
    return issued.token


@pytest.mark.parametrize("who", CALLERS)
@pytest.mark.parametrize("ending", ["json", "xml"])
async def test_only_a_key_for_open311_files(
    http: httpx.AsyncClient, database: Database, who: str, ending: str
) -> None:
    response = await post(http, await shown_by(who, database), ending)
    if who == "a key for Open311":
        assert response.status_code == 201
    else:
        assert_errors(response, 403, "api_key")


@pytest.fixture(scope="module")
async def filed(http: httpx.AsyncClient, gateway: Gateway) -> str:
    """The id of a report."""
    (receipt,) = (await post(http, issue_at_once(gateway, None))).json()
    return receipt["service_request_id"]


@pytest.mark.parametrize(("who", "path"), list(itertools.product(CALLERS, PATHS)), ids=str)
async def test_anyone_reads(
    http: httpx.AsyncClient, database: Database, filed: str, who: str, path: str
) -> None:
    query = {"api_key": await shown_by(who, database)}
    address = f"{BASE}/{path.format(id=filed)}.json"
    assert (await http.get(address, params=query)).status_code == 200


def test_every_route_stands_in_the_matrix(gateway: Gateway) -> None:
    names = {"services/delay": "services/{service_code}"}
    parts = {"requests/{id}": "requests/{service_request_id}", "tokens/{id}": "tokens/{token}"}
    expected = {("GET", f"{(names | parts).get(path, path)}.{{format}}") for path in PATHS}
    routes = {
        (method.upper(), path.removeprefix(f"{BASE}/"))
        for path, methods in gateway.app.openapi()["paths"].items()
        for method in methods
        if path.startswith(BASE)
    }
    assert routes == expected | {("POST", "requests.{format}")}


async def test_no_key_and_no_word_of_a_report_is_logged(
    http: httpx.AsyncClient, key: str, logged
) -> None:
    await post(http, key, phone=MOBILE)
    await post(http, "dk_wrong", phone=MOBILE)
    assert "/open311/v2/requests" in logged.text
    assert not [one for one in (key[16:], "dk_wrong", MOBILE, "انشعاب") if one in logged.text]
