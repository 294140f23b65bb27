"""The table of cases: order, counts, who sees to a case, many at once, sheets and views."""

import csv
import io
from typing import Any

import httpx
import pytest
from sqlalchemy import select
from support.elsewhere import from_elsewhere
from support.operators import DESK, Operator
from support.problems import assert_problem
from support.samples import MOBILE, complaint

from assistant.desk.casework import search, workspace
from assistant.desk.models import AuditEntry
from assistant.desk.roles import Role
from assistant.storage.database import Database

WHY = "کار آن دستگاه است"
SHOWN = {"state": "all", "q": "کنتور", "sort": "newest", "columns": ["due", "status"]}


async def filed(http: httpx.AsyncClient, **changes: object) -> str:
    draft = complaint(**changes)
    response = await http.post("/api/v1/cases", json=draft, headers=from_elsewhere())
    assert response.status_code == 201, response.text
    code: str = response.json()["tracking_code"]
    return code


async def listed(somebody: Operator, **query: object) -> list[str]:
    response = await somebody.http.get(f"{DESK}/cases", params=query)
    assert response.status_code == 200, response.text
    return [entry["tracking_code"] for entry in response.json()]


async def counted(somebody: Operator, **query: object) -> dict[str, Any]:
    response = await somebody.http.get(f"{DESK}/case-count", params=query)
    assert response.status_code == 200, response.text
    return response.json()


async def records(database: Database, who: Operator, action: str) -> list[dict[str, Any]]:
    query = select(AuditEntry.data).where(
        AuditEntry.account_id == who.holder.id, AuditEntry.action == action
    )
    return await database.run(lambda s: list(s.scalars(query.order_by(AuditEntry.id))))


@pytest.mark.parametrize("sort", ["due", "due_last", "newest", "oldest"])
async def test_every_order_is_paged_without_a_gap_or_a_twin(
    sort: str, http: httpx.AsyncClient, operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    city = f"شهر {sort}"
    # Two of the same moment differ by their place alone.
    codes = [await filed(http, description=f"نشتی در {city}") for _ in range(5)]
    monkeypatch.setattr(search, "MOST", 2)
    found: list[str] = []
    while page := await listed(
        operator, q=f"نشتی {sort}", sort=sort, **({"after": found[-1]} if found else {})
    ):
        found += page
    assert found == (codes if sort in {"due", "oldest"} else codes[::-1])


async def test_a_search_says_what_its_filters_hide(
    http: httpx.AsyncClient, operator: Operator, arrive, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = [await filed(http, description="زنبورستان کنار جاده", province="یزد") for _ in "abc"]
    await filed(http, description="زنبورستان دیگر", agency_id="tavanir", province="قم")
    told = await counted(operator, q="زنبورستان", province="قم")
    assert told == {"count": 1, "is_more": False, "hidden": 3, "is_more_hidden": False}
    assert (await counted(operator, q="زنبورستان", status="withdrawn"))["hidden"] == 4
    # What is another agency's is not hidden by a filter, and so not counted.
    clerk = await arrive(Role.CLERK, "abfa")
    assert (await counted(clerk, q="زنبورستان", province="قم"))["hidden"] == 3
    assert (await counted(operator, q=codes[0], province="قم"))["hidden"] == 1
    monkeypatch.setattr(search, "MOST_COUNTED", 2)
    assert await counted(operator, q="زنبورستان") == {
        "count": 2,
        "is_more": True,
        "hidden": 0,
        "is_more_hidden": False,
    }
    told = await counted(operator, q="زنبورستان", province="قم")
    assert (told["hidden"], told["is_more_hidden"]) == (1, True)


async def test_each_side_sees_to_a_case_on_its_own(
    http: httpx.AsyncClient, operator: Operator, arrive, database: Database
) -> None:
    code = await filed(http, description="خرابی شیر یکتا")
    path = f"cases/{code}"
    clerk, colleague = await arrive(Role.CLERK, "abfa"), await arrive(Role.CLERK, "abfa")
    foreign, chief = await arrive(Role.CLERK, "tavanir"), await arrive(Role.SUPERVISOR)
    people = {one["id"] for one in (await clerk.get("case-assignees")).json()}
    assert {clerk.holder.id, colleague.holder.id} <= people
    assert not {foreign.holder.id, operator.holder.id, chief.holder.id} & people

    for _ in range(2):
        to = {"account_id": colleague.holder.id}
        assert (await clerk.post(f"{path}/assign", to)).status_code == 204
    (told,) = await records(database, clerk, "case_assigned")
    assert told == {"case": code, "account": colleague.holder.id}
    assert (await colleague.get(path)).json()["assignee"]["title"] == colleague.holder.name
    assert code in await listed(colleague, assignee="me", sort="newest")
    assert code not in await listed(clerk, assignee="me", sort="newest")
    assert code in await listed(clerk, assignee=colleague.holder.id, sort="newest")

    # At the desk it is nobody's yet.
    assert code in await listed(operator, assignee="-", q="یکتا")
    assert "assignee" not in (await operator.get(path)).json()
    assert (await operator.post(f"{path}/assign", {"account_id": "me"})).status_code == 204
    assert code not in await listed(operator, assignee="-", q="یکتا")
    assert (await operator.post(f"{path}/assign")).status_code == 204
    assert code in await listed(operator, assignee="-", q="یکتا")

    for wrong in (foreign.holder.id, operator.holder.id, "nobody"):
        refused = await clerk.post(f"{path}/assign", {"account_id": wrong})
        assert_problem(refused, 422, "unknown_colleague")
    assert_problem(await foreign.post(f"{path}/assign"), 404, "not_found")


async def test_many_cases_are_referred_each_for_itself_and_once(
    http: httpx.AsyncClient, operator: Operator, arrive, database: Database
) -> None:
    good = [await filed(http, description="چراغ معبر") for _ in "ab"]
    chief = await arrive(Role.SUPERVISOR)
    body = {"codes": [*good, "X", good[0].lower()], "agency_id": "tavanir", "reason": WHY}
    for _ in range(2):
        told = (await operator.post("many-cases/refer", body, Idempotency_Key="many-1")).json()
        done = {one["tracking_code"]: one["is_done"] for one in told["outcomes"]}
        assert done == {good[0]: True, good[1]: True, "X": False}
    (failed,) = [one for one in told["outcomes"] if not one["is_done"]]
    assert (failed["code"], bool(failed["detail"])) == ("not_found", True)
    for code in good:
        assert (await operator.get(f"cases/{code}")).json()["agency_id"] == "tavanir"
    moved = await records(database, operator, "case_moved")
    assert [one["case"] for one in moved] == good
    unknown = await chief.post("many-cases/refer", body | {"agency_id": "no-such"})
    assert_problem(unknown, 422, "unknown_reference")
    many = await chief.post("many-cases/refer", body | {"codes": ["X"] * 101})
    assert_problem(many, 422, "invalid")


async def test_many_cases_get_somebody_who_sees_to_them(http: httpx.AsyncClient, arrive) -> None:
    own, other = await filed(http), await filed(http, agency_id="tavanir")
    clerk = await arrive(Role.CLERK, "abfa")
    told = (
        await clerk.post("many-cases/assign", {"codes": [own, other], "account_id": "me"})
    ).json()
    assert [one["is_done"] for one in told["outcomes"]] == [True, False]
    assert await listed(clerk, assignee="me") == [own]


async def test_a_sheet_has_what_the_table_has_and_is_on_record(
    http: httpx.AsyncClient, arrive, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = f"=شتربانان شماره‌ام {MOBILE} است"
    own = await filed(http, description=words)
    await filed(http, description=words, agency_id="tavanir")
    clerk = await arrive(Role.CLERK, "abfa")
    response = await clerk.get("cases.csv?q=شتربانان")
    assert response.headers["content-type"].startswith("text/csv")
    header, *rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert header[0] == "کد رهگیری"
    assert [row[0] for row in rows] == [own]
    # Masked as everywhere, and no formula.
    assert MOBILE not in response.text
    assert rows[0][-1].startswith("'=")
    (told,) = await records(database, clerk, "cases_exported")
    assert told == {"filters": ["q"], "rows": 1}
    monkeypatch.setattr(search, "MOST_EXPORTED", 0)
    assert_problem(await clerk.get("cases.csv"), 422, "too_many_cases")


async def test_views_are_kept_for_oneself(operator: Operator, arrive) -> None:
    other = await arrive()
    first = await operator.post("case-views", {"name": "کنتورها", "shown": SHOWN})
    assert first.status_code == 201, first.text
    again = await operator.post(
        "case-views", {"name": "کنتورها", "shown": SHOWN | {"q": f"تلفن {MOBILE}"}}
    )
    assert again.json()["id"] == first.json()["id"]
    (kept,) = (await operator.get("case-views")).json()["views"]
    assert kept["shown"]["columns"] == ["due", "status"]
    assert MOBILE not in kept["shown"]["q"]
    assert (await other.get("case-views")).json() == {"views": []}
    path = f"case-views/{kept['id']}/remove"
    assert_problem(await other.post(path), 404, "not_found")
    assert (await operator.post(path)).status_code == 204
    assert (await operator.get("case-views")).json() == {"views": []}
    for bad in ({"columns": ["pin"]}, {"columns": ["due", "due"]}, {"secret": "x"}):
        refused = await operator.post("case-views", {"name": "نما", "shown": SHOWN | bad})
        assert_problem(refused, 422, "invalid")


async def test_only_so_many_views_are_kept(
    operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspace, "MOST_VIEWS", 1)
    first = {"name": "یک نما", "shown": SHOWN}
    assert (await operator.post("case-views", first)).status_code == 201
    second = await operator.post("case-views", first | {"name": "نمای دوم"})
    assert_problem(second, 409, "views_full")
    assert (await operator.post("case-views", first)).status_code == 201
