"""Outages at the desk: confirmed and ended, told to citizens only while they hold."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from persiantools.jdatetime import JalaliDateTime
from sqlalchemy import select
from support.operators import Operator
from support.problems import assert_problem

from assistant.desk.models import AuditEntry
from assistant.language.dates import TEHRAN
from assistant.storage.database import Database

OUTAGE = {"agency_id": "tax", "source": "اعلام سازمان امور مالیاتی"}


def written(moment: datetime) -> str:
    return JalaliDateTime(moment.astimezone(TEHRAN)).strftime("%Y-%m-%d %H:%M")


def ago(**time: int) -> str:
    return written(datetime.now(UTC) - timedelta(**time))


def later(**time: int) -> str:
    return written(datetime.now(UTC) + timedelta(**time))


async def told(http: httpx.AsyncClient, **changes: object) -> list[dict[str, object]]:
    body = {"agency_id": "tax", "indicator": "system_down"} | changes
    answer = await http.post("/api/v1/cases/similar", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()["outages"]


async def confirmed(operator: Operator, **changes: object) -> dict[str, object]:
    answer = await operator.post("outages", OUTAGE | {"began": ago(hours=2)} | changes)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def ended(operator: Operator, outage: dict[str, object]) -> None:
    assert (await operator.post(f"outages/{outage['id']}/end")).status_code == 204


async def noted(database: Database, account: str) -> list[str]:
    query = select(AuditEntry.action).where(AuditEntry.account_id == account)
    return await database.run(lambda session: list(session.scalars(query)))


async def test_citizens_are_told_of_a_confirmed_outage_until_it_is_ended(
    operator: Operator, http: httpx.AsyncClient, database: Database
) -> None:
    outage = await confirmed(operator, expected_end=later(hours=3))
    assert outage["is_told"]
    (seen,) = await told(http)
    assert seen == {name: outage[name] for name in seen}
    assert set(outage) - set(seen) == {"is_told", "people_counted", "followers", "alone"}
    assert seen["source"] == OUTAGE["source"]
    assert "ساعت" in str(seen["expected_end_fa"])
    assert outage in (await operator.get("outages")).json()["outages"]
    await ended(operator, outage)
    assert await told(http) == []
    assert outage not in (await operator.get("outages")).json()["outages"]
    assert_problem(await operator.post(f"outages/{outage['id']}/end"), 404, "not_found")
    assert {"outage_added", "outage_ended"} <= set(await noted(database, operator.holder.id))


async def test_it_is_told_only_to_whom_it_may_concern(
    operator: Operator, http: httpx.AsyncClient
) -> None:
    one, other = "tax-return", "tax-account-registration"
    outage = await confirmed(operator, service_id=one, province="قم")
    assert len(await told(http)) == 1
    assert len(await told(http, indicator=None, service_id=one, province="قم")) == 1
    for changes in (
        {"agency_id": "abfa"},
        {"indicator": "discourtesy"},
        {"service_id": other},
        {"province": "تهران"},
    ):
        assert await told(http, **changes) == []
    await ended(operator, outage)


@pytest.mark.parametrize(
    "changes",
    [
        {"began": later(hours=1)},
        {"began": ago(hours=9), "expected_end": ago(hours=1)},
        {"began": ago(days=4)},
    ],
)
async def test_what_has_not_begun_or_may_be_over_is_not_told(
    operator: Operator, http: httpx.AsyncClient, changes: dict[str, str]
) -> None:
    outage = await confirmed(operator, **changes)
    assert not outage["is_told"]
    assert await told(http) == []
    assert outage in (await operator.get("outages")).json()["outages"]
    await ended(operator, outage)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"agency_id": "nowhere"}, "unknown_reference"),
        ({"service_id": "nothing"}, "unknown_reference"),
        ({"service_id": "water-bill"}, "unknown_reference"),
        ({"province": "ناکجاآباد"}, "unknown_reference"),
        ({"began": "1405-12-31"}, "invalid"),
        ({"expected_end": "1404-01-01"}, "invalid"),
        ({"source": " "}, "invalid"),
        ({"source": "x" * 501}, "invalid"),
        ({"asked": "x" * 201}, "invalid"),
        ({"indicator": "delay"}, "invalid"),
    ],
)
async def test_a_bad_outage_is_refused(
    operator: Operator, changes: dict[str, str], code: str
) -> None:
    body = OUTAGE | {"began": ago(hours=1)} | changes
    assert_problem(await operator.post("outages", body), 422, code)
