"""Who looks at much personal data is told to supervisors, and stopped."""

import asyncio
from collections.abc import Iterator

import httpx
import pytest
from support.operators import Operator
from support.problems import assert_problem
from support.samples import MOBILE, NAME, complaint
from support.serving import Gateway

from assistant.desk.reveals import SAME_IN_A_ROW
from assistant.desk.roles import Role

WHY = "تماس با شهروند برای تکمیل پرونده"
CONTACT = {"identity": "named", "contact": {"mobile": MOBILE, "name": NAME}}


@pytest.fixture
def bounded(gateway: Gateway) -> Iterator[None]:
    """Few looks an hour; the settings of the shared gateway are put back afterwards."""
    before = gateway.runtime.settings
    few = {"desk_reveals_per_hour": 6, "desk_reveals_alarm_per_hour": 3}
    object.__setattr__(gateway.runtime, "settings", before.model_copy(update=few))
    yield
    object.__setattr__(gateway.runtime, "settings", before)


async def filed(http: httpx.AsyncClient) -> str:
    response = await http.post("/api/v1/cases", json=complaint(**CONTACT))
    assert response.status_code == 201, response.text
    return response.json()["tracking_code"]


async def reveal(operator: Operator, code: str, reason: str) -> httpx.Response:
    wanted = {"field": "mobile", "event_number": 1, "reason": reason}
    return await operator.post(f"cases/{code}/reveal", wanted)


@pytest.mark.usefixtures("bounded")
async def test_a_hundred_looks_at_once_are_stopped_and_told(
    http: httpx.AsyncClient, operator: Operator, arrive
) -> None:
    codes = [await filed(http) for _ in range(20)]
    looks = (reveal(operator, code, WHY) for code in codes * 5)
    answers = await asyncio.gather(*looks)
    assert [answer.status_code for answer in answers].count(200) == 6
    refused = next(answer for answer in answers if answer.status_code != 200)
    assert_problem(refused, 429, "reveals_used_up")
    assert 3500 < int(refused.headers["Retry-After"]) <= 3600
    chief = await arrive(Role.SUPERVISOR)
    told = (await chief.queue())["load"]["alarms"]
    own = [one for one in told if one["name"] == operator.holder.name]
    assert [(one["looks"], one["is_stopped"]) for one in own] == [(6, True), (3, False)]
    assert "load" not in await operator.queue()


async def test_a_reason_says_something(http: httpx.AsyncClient, operator: Operator) -> None:
    code = await filed(http)
    assert_problem(await reveal(operator, code, "ااااااااا"), 422, "reason_poor")
    assert_problem(await reveal(operator, code, "x"), 422, "invalid")
    assert (await reveal(operator, code, WHY)).json() == {"text": MOBILE}


async def test_the_same_reason_does_not_do_for_twenty_cases(
    http: httpx.AsyncClient, operator: Operator
) -> None:
    for _ in range(SAME_IN_A_ROW - 1):
        assert (await reveal(operator, await filed(http), WHY)).status_code == 200
    last = await filed(http)
    assert_problem(await reveal(operator, last, f"{WHY} ۲"), 422, "reason_repeated")
    assert (await reveal(operator, last, "راستی‌آزمایی شماره با خود شهروند")).status_code == 200
