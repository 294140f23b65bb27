"""The situation at the desk: whose figures one sees, and that numbers lead to their cases."""

import csv
import io
from typing import Any

import httpx
import pytest
from support.elsewhere import from_elsewhere
from support.operators import Arrive, Operator
from support.problems import assert_problem
from support.samples import complaint

from assistant.desk.roles import Role

PLACE = "ایلام"


async def _filed(http: httpx.AsyncClient, **changes: object) -> str:
    draft = complaint(province=PLACE, city=None, **changes)
    response = await http.post("/api/v1/cases", json=draft, headers=from_elsewhere())
    assert response.status_code == 201, response.text
    code: str = response.json()["tracking_code"]
    return code


async def _situation(somebody: Operator, query: str = "") -> dict[str, Any]:
    response = await somebody.get(f"situation{query}")
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


async def _listed(somebody: Operator, query: str) -> set[str]:
    response = await somebody.get(f"cases?{query}")
    assert response.status_code == 200, response.text
    return {entry["tracking_code"] for entry in response.json()}


@pytest.fixture
async def supervisor(arrive: Arrive) -> Operator:
    return await arrive(Role.SUPERVISOR)


async def test_a_number_counts_the_cases_that_its_list_shows(supervisor: Operator) -> None:
    codes = {await _filed(supervisor.http) for _ in range(2)}
    # An answer may be some seconds old, so an agency is asked for that nobody has asked for yet.
    found = await _situation(supervisor, "?agency_id=abfa")
    (row,) = [row for row in found["provinces"] if row["name"] == PLACE]
    listed = await _listed(supervisor, f"agency_id=abfa&province={PLACE}&{_WAITING}")
    assert codes <= listed
    assert row["waiting"] == len(listed)
    filed = next(moved for moved in found["moved"] if moved["window"] == "day")["filed"]
    assert filed >= 2
    assert codes <= await _listed(supervisor, "moved=registered&within_h=1&sort=newest")
    soon = await _listed(supervisor, f"due_in_h=720&province={PLACE}")
    assert codes <= soon
    assert not codes & await _listed(supervisor, "breached=true&within_h=24")


async def test_a_clerk_sees_the_own_agency_alone(arrive: Arrive) -> None:
    clerk = await arrive(Role.CLERK, "tavanir")
    own = await _situation(clerk)
    assert own["agency_id"] == "tavanir"
    assert own["agencies"] == []
    assert "queue" not in own
    assert await _situation(clerk, "?agency_id=tavanir")
    for other in ("abfa", "no-such-agency"):
        assert_problem(await clerk.get(f"situation?agency_id={other}"), 403, "forbidden")
        assert_problem(await clerk.get(f"situation.csv?agency_id={other}"), 403, "forbidden")


async def test_an_observer_sees_figures_and_no_case(arrive: Arrive) -> None:
    observer = await arrive(Role.OBSERVER)
    code = await _filed(observer.http)
    found = await _situation(observer)
    assert found["queue"]["waiting"] >= 0
    for path in ("cases", f"cases/{code}", f"cases/{code}/ledger", "queue", "audit"):
        assert_problem(await observer.get(path), 403, "forbidden")
    assert code not in (await observer.get("situation")).text


async def test_an_unknown_agency_is_refused(supervisor: Operator) -> None:
    assert_problem(
        await supervisor.get("situation?agency_id=no-such-agency"), 422, "unknown_agency"
    )


async def test_the_table_opens_in_a_spreadsheet(supervisor: Operator) -> None:
    response = await supervisor.get("situation.csv")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in response.headers["content-disposition"]
    assert response.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[0][0] == "بخش"
    assert {len(row) for row in rows} == {len(rows[0])}


async def test_the_address_of_the_wall_leads_to_the_page(supervisor: Operator) -> None:
    response = await supervisor.http.get("/desk/situation", follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, "/desk#situation")
    assert 'id="iran-qom"' in (await supervisor.http.get("/desk")).text


async def test_who_sees_no_figures_gets_no_map(arrive: Arrive) -> None:
    operator = await arrive(Role.OPERATOR)
    assert "iran-qom" not in (await operator.http.get("/desk")).text


_WAITING = "&".join(
    f"status={status}"
    for status in ("registered", "referred", "in_progress", "disputed", "reopened", "misdirected")
)
