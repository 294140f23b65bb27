"""Following instead of going alone: one's own code, pin and verdict, and the same answers."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import update
from support.elsewhere import from_elsewhere
from support.operators import Operator
from support.problems import assert_problem
from support.samples import complaint

from assistant.cases.models import Case
from assistant.desk.roles import Role
from assistant.storage.database import Database

CASES = "/api/v1/cases"
DELAY = "سه هفته است انشعاب آب شهرک ما را وصل نمی‌کنند"


@pytest.fixture(autouse=True)
async def nobody_before(database: Database) -> None:
    """Cases of other tests are too old to be of the same matter."""
    long_ago = datetime.now(UTC) - timedelta(days=400)
    await database.run(lambda session: session.execute(update(Case).values(created_at=long_ago)))


async def filed(http: httpx.AsyncClient, **changes: object) -> dict[str, str]:
    draft = complaint(**({"description": DELAY} | changes))
    answer = await http.post(CASES, json=draft, headers=from_elsewhere())
    assert answer.status_code == 201, answer.text
    return answer.json()


async def offered(http: httpx.AsyncClient, **changes: object) -> dict[str, list[dict[str, str]]]:
    known = {name: complaint()[name] for name in ("agency_id", "indicator", "province", "city")}
    body = known | {"description": DELAY} | changes
    answer = await http.post(f"{CASES}/similar", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def following(http: httpx.AsyncClient, **changes: object) -> dict[str, str]:
    (offer,) = (await offered(http))["cases"]
    return await filed(http, follow=offer["offer"], **changes)


async def seen(http: httpx.AsyncClient, receipt: dict[str, str]) -> dict[str, object]:
    pin = {"X-Case-Pin": receipt["pin"]}
    answer = await http.get(f"{CASES}/{receipt['tracking_code']}", headers=pin)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def act(http: httpx.AsyncClient, receipt: dict[str, str], what: str, body: object) -> object:
    pin = {"X-Case-Pin": receipt["pin"]}
    return await http.post(f"{CASES}/{receipt['tracking_code']}/{what}", json=body, headers=pin)


async def test_who_follows_has_a_code_of_their_own_and_gets_the_answer(
    http: httpx.AsyncClient, arrive
) -> None:
    first = await filed(http)
    second = await following(http)
    assert not first["is_following"]
    assert second["is_following"]
    assert second["tracking_code"] != first["tracking_code"]
    clerk = await arrive(Role.CLERK, "abfa")
    answered = await clerk.post(f"cases/{first['tracking_code']}/answer", {"text": "وصل شد"})
    assert answered.status_code == 204, answered.text
    for receipt in (first, second):
        case = await seen(http, receipt)
        assert [answer["text"] for answer in case["answers"]] == ["وصل شد"]
    assert (await act(http, second, "verdict", {"verdict": "solved"})).status_code == 200
    assert (await seen(http, second))["status"] == "confirmed"
    assert (await seen(http, first))["status"] == "answered"


async def test_neither_learns_anything_of_the_other(http: httpx.AsyncClient) -> None:
    first = await filed(http)
    second = await following(http, description="آب شهرک ما سه هفته‌ست وصل نشده")
    views = {}
    for receipt in (first, second):
        ledger = await http.get(
            f"{CASES}/{receipt['tracking_code']}/ledger", headers={"X-Case-Pin": receipt["pin"]}
        )
        views[receipt["tracking_code"]] = f"{await seen(http, receipt)} {ledger.text}"
    assert first["tracking_code"] not in views[second["tracking_code"]]
    assert second["tracking_code"] not in views[first["tracking_code"]]
    assert "هفته‌ست" not in views[first["tracking_code"]]
    assert (await seen(http, first))["people"] == 2
    assert "joined" not in [step["type"] for step in (await seen(http, first))["timeline"]]
    wrong = first | {"pin": second["pin"]}
    assert_problem(await act(http, wrong, "messages", {"text": "من هم"}), 404, "case_not_found")


async def test_people_are_counted_however_they_came(http: httpx.AsyncClient) -> None:
    await filed(http)
    await following(http)
    await filed(http)
    (offer,) = (await offered(http))["cases"]
    assert offer["people"] == 3


async def test_one_may_go_alone_again(http: httpx.AsyncClient) -> None:
    first = await filed(http)
    second = await following(http)
    assert "separate" in (await seen(http, second))["actions"]
    assert "separate" not in (await seen(http, first))["actions"]
    assert (await act(http, second, "separate", {})).status_code == 200
    assert not (await seen(http, second))["is_following"]
    assert (await seen(http, first))["people"] == 1
    assert_problem(await act(http, second, "separate", {}), 409, "move_not_allowed")


@pytest.mark.parametrize(
    "changes",
    [{"agency_id": "tavanir"}, {"indicator": "absence"}, {"city": "کهک"}, {"kind": "praise"}],
)
async def test_an_offer_is_good_for_its_own_matter_only(
    http: httpx.AsyncClient, changes: dict[str, str]
) -> None:
    await filed(http)
    assert not (await following(http, **changes))["is_following"]


async def test_an_offer_that_nobody_made_is_refused_or_follows_nothing(
    http: httpx.AsyncClient,
) -> None:
    first = await filed(http)
    assert not (await filed(http, follow="0" * 32))["is_following"]
    refused = await http.post(CASES, json=complaint(follow=first["tracking_code"]))
    assert_problem(refused, 422, "invalid")


async def test_what_has_ended_is_followed_no_more_but_the_case_is_filed(
    http: httpx.AsyncClient,
) -> None:
    first = await filed(http)
    (offer,) = (await offered(http))["cases"]
    assert (await act(http, first, "withdraw", {})).status_code == 200
    late = await filed(http, follow=offer["offer"])
    assert not late["is_following"]
    assert (await seen(http, late))["status"] == "referred"


async def test_followers_of_an_outage_are_told_when_it_is_over(
    http: httpx.AsyncClient, operator: Operator
) -> None:
    began = "1405-01-01"
    body = {"agency_id": "saham", "began": began, "expected_end": "1420-01-01", "source": "سازمان"}
    outage = (await operator.post("outages", body)).json()
    down = {"agency_id": "saham", "indicator": "system_down", "province": None, "city": None}
    (offer,) = (await offered(http, **down))["outages"]
    receipts = [await filed(http, **down, follow=offer["offer"]) for _ in range(3)]
    assert [receipt["is_following"] for receipt in receipts] == [False, True, True]
    assert (await seen(http, receipts[0]))["people"] == 3
    # Whoever led the others is gone; nobody else is.
    assert (await act(http, receipts[0], "withdraw", {})).status_code == 200
    assert (await operator.post(f"outages/{outage['id']}/end")).status_code == 204
    for receipt in receipts[1:]:
        case = await seen(http, receipt)
        assert [step["type"] for step in case["timeline"]].count("informed") == 1
        assert case["status"] == "referred"
    assert "informed" not in [step["type"] for step in (await seen(http, receipts[0]))["timeline"]]


async def test_the_same_filing_again_follows_once(http: httpx.AsyncClient) -> None:
    first = await filed(http)
    (offer,) = (await offered(http))["cases"]
    body = complaint(description=DELAY, follow=offer["offer"])
    key = {"Idempotency-Key": str(uuid4())} | from_elsewhere()
    answers = [(await http.post(CASES, json=body, headers=key)).json() for _ in range(2)]
    assert answers[0] == answers[1]
    assert (await seen(http, first))["people"] == 2


async def test_one_address_is_one_of_the_people_however_often_it_tells(
    http: httpx.AsyncClient,
) -> None:
    first, address = await filed(http), from_elsewhere()
    (offer,) = (await offered(http))["cases"]
    for follow in (None, offer["offer"], offer["offer"], None):
        body = complaint(description=DELAY, follow=follow)
        assert (await http.post(CASES, json=body, headers=address)).status_code == 201
    (told,) = (await offered(http))["cases"]
    assert told["people"] == 2
    assert (await seen(http, first))["people"] == 1
