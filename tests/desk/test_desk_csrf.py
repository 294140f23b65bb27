"""No other site can make an operator's browser change anything."""

import pytest
from support.citizen import Citizen
from support.operators import DESK, Holder, Operator
from support.problems import assert_problem
from support.serving import Gateway


@pytest.fixture
async def waiting(citizen: Citizen) -> Citizen:
    await citizen.ask_for_human()
    return citizen


@pytest.mark.parametrize("token", ["", "x", "0" * 64], ids=["none", "short", "guessed"])
async def test_the_cookie_alone_changes_nothing(
    operator: Operator, waiting: Citizen, token: str
) -> None:
    path = f"{DESK}/conversations/{waiting.id}/take"
    response = await operator.http.post(path, json={}, headers={"X-CSRF-Token": token})
    assert_problem(response, 403, "csrf")
    assert (await operator.look(waiting.id))["owner"] == "queue"


async def test_the_token_of_another_session_is_worth_nothing(
    operator: Operator, waiting: Citizen, arrive
) -> None:
    other = await arrive()
    path = f"{DESK}/conversations/{waiting.id}/take"
    response = await operator.http.post(path, json={}, headers=other.headers)
    assert_problem(response, 403, "csrf")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_another_sites_page_is_refused_even_with_the_token(
    operator: Operator, waiting: Citizen, headers: dict[str, str]
) -> None:
    path = f"{DESK}/conversations/{waiting.id}/take"
    response = await operator.http.post(path, json={}, headers=operator.headers | headers)
    assert_problem(response, 403, "csrf")


async def test_nobody_is_signed_in_by_another_sites_page(gateway: Gateway, holder: Holder) -> None:
    async with gateway.client() as http:
        response = await http.post(
            f"{DESK}/session",
            json=await holder.credentials(),
            headers={"Origin": "https://evil.example"},
        )
        assert_problem(response, 403, "csrf")


async def test_other_origins_get_no_answer_they_could_read(
    operator: Operator, gateway: Gateway
) -> None:
    response = await operator.http.get(
        f"{DESK}/session", headers={"Origin": "https://evil.example"}
    )
    assert "access-control-allow-origin" not in response.headers
