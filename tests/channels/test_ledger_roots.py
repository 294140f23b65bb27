"""The daily roots over HTTP: public, bounded, and what proves a case's history."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from support.problems import assert_problem
from support.samples import complaint

from assistant.cases.daily_roots import seal_day
from assistant.cases.verify_ledger import faults
from assistant.storage.database import Database

ROOTS = "/api/v1/ledger/roots"
# Far away, so that no other test has sealed these days.
DAY = datetime(2031, 5, 1, 21, tzinfo=UTC)


async def test_the_published_roots_prove_a_case(
    http: httpx.AsyncClient, database: Database
) -> None:
    filed = (await http.post("/api/v1/cases", json=complaint())).json()
    assert await database.run(lambda session: seal_day(session, DAY))
    answer = await http.get(ROOTS, params={"from": "2031-05-01", "to": "2031-05-01"})
    assert answer.status_code == 200
    (published,) = answer.json()["roots"]
    assert published["day"] == "2031-05-01"
    assert published["created_at"] == "2031-05-01T21:00:00Z"
    url, pin = f"/api/v1/cases/{filed['tracking_code']}/ledger", {"X-Case-Pin": filed["pin"]}
    ledger = (await http.get(url, headers=pin)).json()
    assert faults(ledger, {published["day"]: published["root"]}) == []
    assert faults(ledger, {published["day"]: "0" * 64}) != []


async def test_without_days_it_is_the_last_month(
    http: httpx.AsyncClient, database: Database
) -> None:
    today = datetime.now(UTC)
    for days in (40, 5, 0):
        await http.post("/api/v1/cases", json=complaint())
        await database.run(lambda s, d=days: seal_day(s, today - timedelta(days=d)))
    days = [root["day"] for root in (await http.get(ROOTS)).json()["roots"]]
    assert f"{today - timedelta(days=5):%Y-%m-%d}" in days
    assert f"{today:%Y-%m-%d}" in days
    assert f"{today - timedelta(days=40):%Y-%m-%d}" not in days
    assert days == sorted(days)


@pytest.mark.parametrize(
    "asked",
    [
        {"from": "2031-05-02", "to": "2031-05-01"},
        {"from": "2030-01-01", "to": "2031-01-02"},
        {"from": "yesterday"},
        {"to": "1405-09-31"},
        {"from": "2031-05-02", "to": ""},
    ],
)
async def test_days_that_cannot_be_are_refused(
    http: httpx.AsyncClient, asked: dict[str, str]
) -> None:
    assert_problem(await http.get(ROOTS, params=asked), 422, "invalid")


@pytest.mark.parametrize(
    "asked", [{"to": "0001-01-03"}, {"from": "9999-12-31", "to": "9999-12-31"}]
)
async def test_the_ends_of_time_have_no_roots(
    http: httpx.AsyncClient, asked: dict[str, str]
) -> None:
    answer = await http.get(ROOTS, params=asked)
    assert (answer.status_code, answer.json()["roots"]) == (200, [])
