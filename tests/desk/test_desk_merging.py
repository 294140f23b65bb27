"""Merging at the desk: by whom, what of, and what both cases keep."""

import httpx
import pytest
from sqlalchemy import select
from support.elsewhere import from_elsewhere
from support.operators import Operator
from support.problems import assert_problem
from support.samples import complaint

from assistant.desk.models import AuditEntry
from assistant.desk.roles import Role
from assistant.storage.database import Database

WHY = {"reason": "هر دو از یک قطعی می‌گویند"}


async def filed(http: httpx.AsyncClient, **changes: object) -> dict[str, str]:
    draft = complaint(**changes)
    return (await http.post("/api/v1/cases", json=draft, headers=from_elsewhere())).json()


async def page(somebody: Operator, code: str) -> dict[str, object]:
    response = await somebody.get(f"cases/{code}")
    assert response.status_code == 200, response.text
    return response.json()


async def merged(operator: Operator, code: str, into: str, **headers: str) -> httpx.Response:
    return await operator.post(f"cases/{code}/merge", WHY | {"into": into}, **headers)


async def listed(somebody: Operator, **query: object) -> dict[str, dict[str, object]]:
    response = await somebody.http.get(
        "/api/v1/desk/cases", params={"sort": "newest", "agency_id": "abfa"} | query
    )
    return {entry["tracking_code"]: entry for entry in response.json()}


async def test_a_merge_is_seen_from_both_sides_and_taken_back(
    http: httpx.AsyncClient, operator: Operator, database: Database
) -> None:
    leader, case = [(await filed(http))["tracking_code"] for _ in range(2)]
    assert "merge" in (await page(operator, case))["may"]
    assert (await merged(operator, case, leader)).status_code == 204
    seen, led = await page(operator, case), await page(operator, leader)
    assert (seen["leader"], seen["is_following"]) == (leader, True)
    assert (led["followers"], led["people"]) == ([case], 2)
    assert "separate" in seen["may"]
    assert "merge" not in seen["may"]
    assert seen["timeline"][-1]["title_fa"] == "به پروندهٔ دیگری دربارهٔ همین موضوع پیوست"
    assert (await operator.post(f"cases/{case}/separate", WHY)).status_code == 204
    assert "leader" not in await page(operator, case)
    assert (await page(operator, leader))["people"] == 1
    query = select(AuditEntry.data).where(AuditEntry.account_id == operator.holder.id)
    noted = await database.run(lambda session: list(session.scalars(query)))
    assert {"case": case, "move": "merged", "into": leader} in noted
    assert {"case": case, "move": "separated"} in noted


async def test_who_follows_does_not_fill_the_list(
    http: httpx.AsyncClient, operator: Operator
) -> None:
    leader, case = [(await filed(http))["tracking_code"] for _ in range(2)]
    await merged(operator, case, leader)
    found = await listed(operator)
    assert case not in found
    assert found[leader]["people"] == 2
    assert (await listed(operator, following=True))[case]["is_following"]
    assert case in await listed(operator, q=case)


async def test_the_citizen_is_told_and_keeps_code_and_pin(
    http: httpx.AsyncClient, operator: Operator
) -> None:
    leader, case = await filed(http), await filed(http)
    await merged(operator, case["tracking_code"], leader["tracking_code"])
    answer = await http.get(
        f"/api/v1/cases/{case['tracking_code']}", headers={"X-Case-Pin": case["pin"]}
    )
    assert answer.json()["is_following"]
    assert leader["tracking_code"] not in answer.text


async def test_the_same_key_merges_once(http: httpx.AsyncClient, operator: Operator) -> None:
    leader, case = [(await filed(http))["tracking_code"] for _ in range(2)]
    for _ in range(2):
        response = await merged(operator, case, leader, Idempotency_Key="merge-1")
        assert response.status_code == 204
    steps = [step["type"] for step in (await page(operator, leader))["timeline"]]
    assert steps.count("joined") == 1


@pytest.mark.parametrize("changes", [{"agency_id": "tavanir"}, {"kind": "praise"}])
async def test_another_matter_is_refused(
    http: httpx.AsyncClient, operator: Operator, changes: dict[str, str]
) -> None:
    leader, case = await filed(http), await filed(http, **changes)
    refused = await merged(operator, case["tracking_code"], leader["tracking_code"])
    assert assert_problem(refused, 409, "move_not_allowed")["why"] == "another_matter"


async def test_a_case_follows_neither_itself_nor_nobody(
    http: httpx.AsyncClient, operator: Operator
) -> None:
    case = (await filed(http))["tracking_code"]
    assert_problem(await merged(operator, case, case), 409, "move_not_allowed")
    assert_problem(await merged(operator, case, "ABCD2345"), 404, "not_found")
    assert_problem(await merged(operator, "ABCD2345", case), 404, "not_found")
    assert_problem(await operator.post(f"cases/{case}/merge", {"into": case}), 422, "invalid")


async def test_a_clerk_sees_whom_the_answer_reaches_and_merges_nothing(
    http: httpx.AsyncClient, operator: Operator, arrive
) -> None:
    leader, case = [(await filed(http))["tracking_code"] for _ in range(2)]
    await merged(operator, case, leader)
    own, foreign = await arrive(Role.CLERK, "abfa"), await arrive(Role.CLERK, "tavanir")
    seen = await page(own, leader)
    assert seen["people"] == 2
    assert not {"merge", "separate"} & set(seen["may"])
    assert_problem(await foreign.get(f"cases/{leader}"), 404, "not_found")
    assert_problem(await merged(own, leader, case), 403, "forbidden")
