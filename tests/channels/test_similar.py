"""What a citizen is told before filing: of others' open cases, but nobody's words."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from sqlalchemy import update
from support.elsewhere import from_elsewhere
from support.problems import assert_problem
from support.samples import MOBILE, complaint

from assistant.cases.models import Case
from assistant.storage.database import Database

CASES = "/api/v1/cases"
SIMILAR = f"{CASES}/similar"
DELAY = "سه هفته است انشعاب آب شهرک ما را وصل نمی‌کنند"
THE_SAME = "آب شهرک ما سه هفته‌ست وصل نشده و انشعاب نمی‌دهند"
ANOTHER = "کنتور آب خانه‌ام خراب است و برای تعویض نمی‌آیند"


@pytest.fixture(autouse=True)
async def nobody_before(database: Database) -> None:
    """Cases of other tests are too old to be of the same matter."""
    long_ago = datetime.now(UTC) - timedelta(days=400)
    await database.run(lambda session: session.execute(update(Case).values(created_at=long_ago)))


async def filed(http: httpx.AsyncClient, **changes: object) -> str:
    answer = await http.post(CASES, json=complaint(**changes), headers=from_elsewhere())
    assert answer.status_code == 201, answer.text
    return answer.json()["tracking_code"]


async def looked(http: httpx.AsyncClient, **changes: object) -> dict[str, list[dict[str, object]]]:
    known = {"agency_id": "abfa", "indicator": "delay", "province": "قم", "city": "قم"}
    answer = await http.post(SIMILAR, json=known | changes)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_an_open_case_of_the_same_matter_is_offered(http: httpx.AsyncClient) -> None:
    for words in (DELAY, THE_SAME, ANOTHER):
        await filed(http, description=words)
    (offer,) = (await looked(http, description=THE_SAME))["cases"]
    assert (offer["agency_id"], offer["indicator"]) == ("abfa", "delay")
    assert (offer["province"], offer["city"], offer["people"]) == ("قم", "قم", 2)
    assert offer["status_fa"] == "ارجاع شده به دستگاه"
    assert "۱۴۰" in str(offer["since_fa"])
    assert "ساعت" not in str(offer["since_fa"])
    assert "ساعت" in str(offer["due_at_fa"])


async def test_a_place_is_the_same_however_it_is_spelled(http: httpx.AsyncClient) -> None:
    await filed(http, description=DELAY, province="مازندران", city="قایم شهر")
    place = {"province": "مازندران", "city": "قائمشهر"}
    (offer,) = (await looked(http, description=DELAY, **place))["cases"]
    assert offer["city"] == "قائم‌شهر"


async def test_nobodys_words_code_or_telephone_is_told(http: httpx.AsyncClient) -> None:
    code = await filed(
        http,
        description=f"{DELAY}، شماره من {MOBILE}",
        identity="named",
        contact={"mobile": MOBILE, "name": "پروانه سیمرغی‌زاده"},
    )
    answer = await http.post(
        SIMILAR,
        json={
            "agency_id": "abfa",
            "indicator": "delay",
            "province": "قم",
            "city": "قم",
            "description": DELAY,
        },
    )
    assert len(answer.json()["cases"]) == 1
    for secret in (code, MOBILE, "پروانه", "انشعاب"):
        assert secret not in answer.text


@pytest.mark.parametrize(
    "changes",
    [
        {"agency_id": "tavanir"},
        {"indicator": "absence"},
        {"city": "کهک"},
        {"province": "تهران"},
        {"province": None, "city": None},
        {"description": ANOTHER},
        {"description": None},
    ],
)
async def test_another_matter_is_not_offered(
    http: httpx.AsyncClient, changes: dict[str, object]
) -> None:
    await filed(http, description=DELAY)
    assert (await looked(http, **({"description": DELAY} | changes)))["cases"] == []


async def test_what_is_one_persons_own_is_not_offered(http: httpx.AsyncClient) -> None:
    await filed(http, description=DELAY, indicator="discourtesy")
    found = await looked(http, description=DELAY, indicator="discourtesy")
    assert found == {"cases": [], "outages": []}


async def test_a_case_that_has_ended_or_is_old_is_not_offered(
    http: httpx.AsyncClient, database: Database
) -> None:
    for changes in ({"status": "withdrawn"}, {"created_at": datetime.now(UTC) - timedelta(31)}):
        code = await filed(http, description=DELAY)
        change = update(Case).where(Case.tracking_code == code).values(changes)
        await database.run(lambda session, change=change: session.execute(change))
    assert (await looked(http, description=DELAY))["cases"] == []


async def test_where_a_matter_reaches_far_the_place_is_not_told(http: httpx.AsyncClient) -> None:
    await filed(http, indicator="system_down", description="سامانه باز نمی‌شود")
    found = await looked(http, indicator="system_down", province="تهران", city="ری")
    (offer,) = found["cases"]
    assert "province" not in offer
    assert "city" not in offer


async def test_without_an_indicator_the_words_tell(http: httpx.AsyncClient) -> None:
    await filed(http, description=DELAY)
    assert len((await looked(http, indicator=None, description=THE_SAME))["cases"]) == 1
    assert (await looked(http, indicator=None, description=ANOTHER))["cases"] == []
    assert (await looked(http, indicator=None))["cases"] == []


async def test_services_are_kept_apart(http: httpx.AsyncClient) -> None:
    one, other = "water-connection", "water-bill"
    await filed(http, indicator="system_down", service_id=one)
    found = await looked(http, indicator="system_down", service_id=one)
    assert len(found["cases"]) == 1
    assert (await looked(http, indicator="system_down", service_id=other))["cases"] == []
    assert len((await looked(http, indicator="system_down"))["cases"]) == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"agency_id": "nowhere"}, "unknown_reference"),
        ({"province": "هیچستان"}, "unknown_reference"),
        ({"service_id": "nothing"}, "unknown_reference"),
        ({"indicator": "everything"}, "invalid"),
        ({"description": "x" * 2001}, "invalid"),
        ({"tracking_code": "ABCD2345"}, "invalid"),
    ],
)
async def test_a_bad_question_is_refused(
    http: httpx.AsyncClient, changes: dict[str, str], code: str
) -> None:
    body = {"agency_id": "abfa", "indicator": "delay"} | changes
    assert_problem(await http.post(SIMILAR, json=body), 422, code)
