"""Work on cases at the desk: each for who may do it, and for no foreign agency."""

import httpx
from support.operators import Operator
from support.problems import assert_problem
from support.samples import complaint

from assistant.desk.roles import Role


async def filed(http: httpx.AsyncClient) -> dict[str, str]:
    """Code and pin of a new complaint about abfa."""
    response = await http.post("/api/v1/cases", json=complaint())
    assert response.status_code == 201, response.text
    return response.json()


async def seen(http: httpx.AsyncClient, case: dict[str, str]) -> dict[str, object]:
    """The case as its citizen sees it."""
    headers = {"X-Case-Pin": case["pin"]}
    return (await http.get(f"/api/v1/cases/{case['tracking_code']}", headers=headers)).json()


async def test_from_the_operator_over_the_clerk_to_the_citizen(
    http: httpx.AsyncClient, operator: Operator, arrive
) -> None:
    case = await filed(http)
    path = f"cases/{case['tracking_code']}"
    if (await seen(http, case))["status"] == "registered":
        refer = {"agency_id": "abfa", "reason": "کار آب‌وفاضلاب است"}
        assert (await operator.post(f"{path}/refer", refer)).status_code == 204
    assert (await operator.post(f"{path}/note", {"text": "فوری است"})).status_code == 204
    clerk = await arrive(Role.CLERK, "abfa")
    codes = [entry["tracking_code"] for entry in (await clerk.get("cases?status=referred")).json()]
    assert case["tracking_code"] in codes
    answer = {"text": "انشعاب فردا وصل می‌شود."}
    for _ in range(2):
        said = await clerk.post(f"{path}/answer", answer, Idempotency_Key="a-1")
        assert said.status_code == 204, said.text
    view = await seen(http, case)
    assert view["status"] == "answered"
    assert str(view["answers"]).count("انشعاب فردا") == 1
    assert "فوری است" not in str(view)
    assert_problem(await clerk.post(f"{path}/answer", answer), 409, "move_not_allowed")


async def test_the_case_of_another_agency_does_not_exist_for_a_clerk(
    http: httpx.AsyncClient, arrive
) -> None:
    code = (await filed(http))["tracking_code"]
    clerk = await arrive(Role.CLERK, "sabteahval")
    listed = (await clerk.get("cases")).json()
    assert code not in [entry["tracking_code"] for entry in listed]
    foreign, unknown = [await clerk.get(f"cases/{one}") for one in (code, "X")]
    assert_problem(foreign, 404, "not_found")
    assert foreign.json() == unknown.json()
    for one in (code, "X"):
        answer = await clerk.post(f"cases/{one}/answer", {"text": "ما نیستیم"})
        assert_problem(answer, 404, "not_found")
