"""Filing a case and seeing it again over HTTP."""

from datetime import datetime, timedelta

import httpx
import pytest
from sqlalchemy import func, select
from support.pins import wrong
from support.problems import assert_problem
from support.samples import complaint

from assistant.cases.models import Case
from assistant.cases.terms import Kind
from assistant.storage.database import Database

CASES = "/api/v1/cases"


async def filed(http: httpx.AsyncClient, **changes: object) -> dict[str, str]:
    answer = await http.post(CASES, json=complaint(**changes))
    assert answer.status_code == 201, answer.text
    return answer.json()


async def seen(http: httpx.AsyncClient, code: str, pin: str) -> httpx.Response:
    return await http.get(f"{CASES}/{code}", headers={"X-Case-Pin": pin})


async def test_the_receipt_has_code_pin_status_and_due_time(http: httpx.AsyncClient) -> None:
    receipt = await filed(http)
    assert {"tracking_code", "pin", "status", "due_at"} <= set(receipt)
    assert receipt["status"] == "registered"
    assert len(receipt["tracking_code"]) == 8
    assert receipt["pin"].isdigit()
    assert len(receipt["pin"]) == 12
    assert datetime.fromisoformat(receipt["due_at"]).utcoffset() == timedelta(0)


async def test_the_receipt_says_since_when_the_line_works_where_it_is_known(
    http: httpx.AsyncClient,
) -> None:
    receipt = await filed(http, province="تهران", city="تهران")
    assert "از ۱ مهر ۱۴۰۴ آغاز" in receipt["line_128_fa"]
    assert "line_128_fa" not in await filed(http, province="قم")


async def test_the_holder_of_code_and_pin_sees_the_case(http: httpx.AsyncClient) -> None:
    receipt = await filed(http)
    answer = await seen(http, receipt["tracking_code"], receipt["pin"])
    assert answer.status_code == 200
    case = answer.json()
    assert {"tracking_code", "status", "timeline", "deadlines", "answers"} <= set(case)
    assert case["tracking_code"] == receipt["tracking_code"]
    assert case["description"] == complaint()["description"]
    assert [step["type"] for step in case["timeline"]] == ["registered", "referred"]
    assert case["deadlines"]["due_at"] == receipt["due_at"]
    assert case["answers"] == []


async def test_the_pin_is_shown_only_when_filing(http: httpx.AsyncClient) -> None:
    receipt = await filed(http)
    answer = await seen(http, receipt["tracking_code"], receipt["pin"])
    assert receipt["pin"] not in answer.text


async def test_a_code_may_be_typed_as_people_write_it(http: httpx.AsyncClient) -> None:
    receipt = await filed(http)
    code = receipt["tracking_code"]
    for typed in (code.lower(), f"{code[:4]}-{code[4:]}", f"{code[:4]} {code[4:]}"):
        assert (await seen(http, typed, receipt["pin"])).status_code == 200


async def test_wrong_code_and_wrong_pin_look_the_same(http: httpx.AsyncClient) -> None:
    first, second = await filed(http), await filed(http)
    wrong_pin = wrong(first["pin"])
    refusals = [
        await seen(http, first["tracking_code"], wrong_pin),
        await seen(http, first["tracking_code"], ""),
        await seen(http, first["tracking_code"], second["pin"]),
        await seen(http, "ABCD2345", first["pin"]),
        await seen(http, "not-a-code", first["pin"]),
        await seen(http, "کد", first["pin"]),
        await http.get(f"{CASES}/{first['tracking_code']}"),
    ]
    for refusal in refusals:
        assert_problem(refusal, 404, "case_not_found")
    assert len({refusal.content for refusal in refusals}) == 1


@pytest.mark.parametrize(
    "changes",
    [{"agency_id": "nowhere"}, {"service_id": "nothing"}, {"province": "هیچستان"}],
)
async def test_a_case_about_something_unknown_is_refused(
    http: httpx.AsyncClient, changes: dict[str, str]
) -> None:
    problem = assert_problem(
        await http.post(CASES, json=complaint(**changes)), 422, "unknown_reference"
    )
    assert problem["errors"] == [{"field": next(iter(changes))}]


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "anger"},
        {"indicator": "everything"},
        {"identity": "famous"},
        {"description": ""},
        {"description": "  \n "},
        {"description": "\x00\x07\x00"},
        {"description": "x" * 2001},
        {"city": " "},
        {"agency_id": None},
        {"occurred_at": "yesterday"},
        {"contact": {"mobile": "12"}},
        {"contact": {"national_id": "1"}},
        {"status": "closed"},
        {"tracking_code": "ABCD2345"},
    ],
)
async def test_a_wrong_field_files_nothing(
    http: httpx.AsyncClient, database: Database, changes: dict[str, object]
) -> None:
    before = await number_of_cases(database)
    problem = assert_problem(await http.post(CASES, json=complaint(**changes)), 422, "invalid")
    assert any(next(iter(changes)) in error["field"] for error in problem["errors"])
    assert await number_of_cases(database) == before


async def number_of_cases(database: Database) -> int:
    with database.transaction() as session:
        return session.scalar(select(func.count()).select_from(Case)) or 0


@pytest.mark.parametrize("kind", Kind)
async def test_every_kind_can_be_filed(http: httpx.AsyncClient, kind: Kind) -> None:
    receipt = await filed(http, kind=kind, indicator=None)
    case = (await seen(http, receipt["tracking_code"], receipt["pin"])).json()
    assert case["kind"] == kind
