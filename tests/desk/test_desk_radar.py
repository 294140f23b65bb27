"""The outage radar at the desk: from what citizens say to a suspicion, and to news for all."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import delete, select, update
from support.citizen import Citizen
from support.elsewhere import from_elsewhere
from support.operators import Operator
from support.problems import assert_problem
from support.samples import MOBILE, complaint
from test_desk_news import listening, next_of

from assistant.cases.models import Case
from assistant.cases.outages import OutageRow
from assistant.desk.models import AuditEntry
from assistant.desk.roles import Role
from assistant.insight.radar.models import RadarHour, RadarSignal, RadarSuspicion
from assistant.insight.radar.suspicions import look
from assistant.storage.database import Database

PUBLIC = "/api/v1/insight/outages"
CASES = "/api/v1/cases"
DOWN = {
    "agency_id": "tax",
    "indicator": "system_down",
    "province": None,
    "city": None,
    "description": "سامانهٔ مالیات از صبح باز نمی‌شود.",
}


@pytest.fixture(autouse=True)
async def quiet_sky(database: Database) -> None:
    """Nothing of other tests is in the radar, and their cases are too old."""
    long_ago = datetime.now(UTC) - timedelta(days=400)

    def work(session: Any) -> None:
        for model in (RadarSuspicion, RadarSignal, RadarHour):
            session.execute(delete(model))
        session.execute(update(Case).values(created_at=long_ago))
        over = update(OutageRow).where(OutageRow.ended_at.is_(None))
        session.execute(over.values(ended_at=long_ago))

    await database.run(work)


async def filed(http: httpx.AsyncClient, **changes: object) -> dict[str, str]:
    draft = complaint(**(DOWN | changes))
    headers = from_elsewhere()
    answer = await http.post(CASES, json=draft, headers=headers)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def seen(http: httpx.AsyncClient, receipt: dict[str, str]) -> dict[str, Any]:
    pin = {"X-Case-Pin": receipt["pin"]}
    answer = await http.get(f"{CASES}/{receipt['tracking_code']}", headers=pin)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def looked(database: Database) -> None:
    await database.run(lambda session: look(session, datetime.now(UTC)))


async def suspected(operator: Operator) -> list[dict[str, Any]]:
    answer = await operator.get("outages")
    assert answer.status_code == 200, answer.text
    return answer.json()["suspected"]


async def told(case: dict[str, Any], kind: str) -> list[str]:
    return [step.get("text", "") for step in case["timeline"] if step["type"] == kind]


async def test_cases_and_questions_together_are_suspected_and_confirmed(
    operator: Operator, http: httpx.AsyncClient, database: Database
) -> None:
    receipts = [await filed(http) for _ in range(4)]
    for _ in range(6):
        address = from_elsewhere()["X-Forwarded-For"]
        citizen = await Citizen.arrive(http, address)
        citizen.address = address
        await citizen.say("سایت مالیات بالا نمیاد")
    # The gateway's own look, once a minute, may have raised it already; this one counts all.
    await looked(database)
    (one,) = await suspected(operator)
    assert (one["agency_id"], one["people"], one["from_cases"]) == ("tax", 10, 4)
    assert one["score"] >= one["threshold"]
    assert one["usual_per_hour"] < 1 < one["observed_per_hour"]
    body = {"agency_id": "tax", "began": one["began"], "source": "خود سازمان", "merges": True}
    added = await operator.post("outages", body | {"asked": "معاونت فناوری سازمان"})
    assert added.status_code == 201, added.text
    outage = added.json()
    assert (outage["people_counted"], outage["followers"], outage["alone"]) == (10, 4, 0)
    assert outage["people_fa"] == "دست‌کم ۱۰ نفر"
    assert await suspected(operator) == []
    for receipt in receipts:
        case = await seen(http, receipt)
        assert case["people"] == (4 if receipt is receipts[0] else 1)
        (news,) = await told(case, "informed")
        assert "دست‌کم ۱۰ نفر" in news
        assert "معاونت فناوری سازمان" in news
    assert (await operator.post(f"outages/{outage['id']}/end")).status_code == 204
    for receipt in receipts:
        assert "پایان یافته است" in (await told(await seen(http, receipt), "informed"))[-1]


async def test_one_address_alone_is_no_outage(
    operator: Operator, http: httpx.AsyncClient, database: Database
) -> None:
    address = from_elsewhere()
    for _ in range(12):
        answer = await http.post(CASES, json=complaint(**DOWN), headers=address)
        assert answer.status_code == 201
    await looked(database)
    assert await suspected(operator) == []
    keys = await database.run(lambda s: list(s.scalars(select(RadarSignal.person_key))))
    assert len(keys) == 1
    assert address["X-Forwarded-For"] not in keys[0]


async def test_a_dismissed_suspicion_is_gone_and_recorded(
    operator: Operator, http: httpx.AsyncClient, database: Database
) -> None:
    for _ in range(8):
        await filed(http)
    await looked(database)
    (one,) = await suspected(operator)
    path = f"outages/suspected/{one['id']}/dismiss"
    assert_problem(await operator.post(path, {"reason": ""}), 422, "invalid")
    assert_problem(await operator.post(path, {"reason": "آزمایش", "hours": 73}), 422, "invalid")
    reason = f"آزمایش خود سازمان بود، {MOBILE} گفت"
    assert (await operator.post(path, {"reason": reason, "hours": 4})).status_code == 204
    assert_problem(await operator.post(path, {"reason": reason}), 404, "not_found")
    for _ in range(8):
        await filed(http)
    await looked(database)
    assert await suspected(operator) == []
    row = await database.run(lambda s: s.get(RadarSuspicion, one["id"]))
    assert row.state == "dismissed"
    assert MOBILE not in row.reason
    query = select(AuditEntry.action).where(AuditEntry.account_id == operator.holder.id)
    assert "outage_dismissed" in await database.run(lambda s: list(s.scalars(query)))


async def test_one_click_merges_what_came_later(
    operator: Operator, http: httpx.AsyncClient
) -> None:
    early = [await filed(http) for _ in range(2)]
    other = await filed(http, service_id="tax-payment", province="قم")
    foreign = await filed(http, province="یزد")
    body = {"agency_id": "tax", "began": "1405-01-01", "expected_end": "1420-01-01"}
    added = await operator.post("outages", body | {"source": "سازمان", "province": "قم"})
    outage = added.json()
    assert outage["alone"] == 3
    merged = await operator.post(f"outages/{outage['id']}/merge")
    assert merged.json() == {"merged": 2, "left": 0}
    assert (await seen(http, early[0]))["people"] == 3
    assert [(await seen(http, one))["is_following"] for one in (early[1], other)] == [True, True]
    assert not (await seen(http, foreign))["is_following"]
    again = await operator.post(f"outages/{outage['id']}/merge")
    assert again.json() == {"merged": 0, "left": 0}
    assert (await operator.post(f"outages/{outage['id']}/end")).status_code == 204
    assert_problem(await operator.post(f"outages/{outage['id']}/merge"), 404, "not_found")


async def test_who_goes_alone_is_told_of_the_end_too(
    operator: Operator, http: httpx.AsyncClient
) -> None:
    receipt = await filed(http)
    body = {"agency_id": "tax", "began": "1405-01-01", "expected_end": "1420-01-01"}
    outage = (await operator.post("outages", body | {"source": "سازمان"})).json()
    assert (await operator.post(f"outages/{outage['id']}/end")).status_code == 204
    first, last = await told(await seen(http, receipt), "informed")
    assert "کمتر از ده نفر" in first
    assert "پایان یافته است" in last


async def test_everybody_sees_confirmed_ones_and_few_people_are_not_counted(
    operator: Operator, http: httpx.AsyncClient, database: Database
) -> None:
    body = {"agency_id": "tax", "began": "1405-01-01", "expected_end": "1420-01-01"}
    outage = (await operator.post("outages", body | {"source": "سازمان"})).json()

    async def public(**query: int) -> dict[str, Any]:
        answer = await http.get(PUBLIC, params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def mine(**query: int) -> list[dict[str, Any]]:
        return [one for one in (await public(**query))["outages"] if one["id"] == outage["id"]]

    (one,) = await mine()
    assert one["people_fa"] == "کمتر از ده نفر"
    assert "people" not in one
    assert "offer" not in one
    assert one["state"] == "goes_on"
    set_people = update(OutageRow).where(OutageRow.id == outage["id"]).values(people=23)
    await database.run(lambda s: s.execute(set_people))
    (one,) = await mine()
    assert (one["people"], one["people_fa"]) == (23, "دست‌کم ۲۳ نفر")
    assert (await operator.post(f"outages/{outage['id']}/end")).status_code == 204
    (one,) = await mine()
    assert one["state"] == "ended"
    days_ago = datetime.now(UTC) - timedelta(days=5)
    set_end = update(OutageRow).where(OutageRow.id == outage["id"]).values(ended_at=days_ago)
    await database.run(lambda s: s.execute(set_end))
    assert await mine(days=3) == []
    assert len(await mine(days=7)) == 1
    assert_problem(await http.get(PUBLIC, params={"days": 0}), 422, "invalid")


async def test_an_open_console_hears_of_a_suspicion(
    arrive, http: httpx.AsyncClient, database: Database
) -> None:
    somebody = await arrive(Role.SUPERVISOR)
    async with listening(somebody) as heard:
        for _ in range(8):
            await filed(http)
        await looked(database)
        news = await next_of(heard, "outages")
        assert list(news["suspected"].values()) == [8]


async def test_a_question_about_a_known_outage_is_answered_with_it(
    operator: Operator, http: httpx.AsyncClient
) -> None:
    body = {"agency_id": "adliyeh", "began": "1405-01-01", "expected_end": "1420-01-01"}
    outage = (await operator.post("outages", body | {"source": "مرکز آمار قضایی"})).json()
    citizen = await Citizen.arrive(http)
    assert "مرکز آمار قضایی" in (await citizen.say("سامانه ثنا قطع شده؟")).said
    assert "مرکز آمار قضایی" not in (await citizen.say("سامانه ثنا قطعه؟")).said
    assert (await operator.post(f"outages/{outage['id']}/end")).status_code == 204
