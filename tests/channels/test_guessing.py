"""Guessing over HTTP and in talks: strangers lock nobody out, and get nowhere."""

from collections.abc import Iterator

import httpx
import pytest
from support.citizen import Citizen
from support.operators import DESK, Holder
from support.pins import wrong
from support.problems import assert_problem
from support.samples import complaint
from support.serving import Gateway
from support.tries import tries_of
from support.wordings import says

from assistant.channels.web.bounds.rate_limits import Guards
from assistant.desk.sign_in import DEVICE_COOKIE
from assistant.guessing.puzzles import solve
from assistant.guessing.tries import Tries, TryLimits
from assistant.storage.counting import Counting
from assistant.storage.database import Database

LIMITS = TryLimits(at_target=10, by_address=30, free=3)
CASES = "/api/v1/cases"


@pytest.fixture(autouse=True)
def strict(gateway: Gateway, citizen: Citizen, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Limits as an installation has them."""
    running, before = gateway.runtime, gateway.runtime.sign_ins
    monkeypatch.setattr(running.desk.opening, "tries", tries_of(running.sealer, LIMITS))
    object.__setattr__(running, "sign_ins", Tries("sign_in", running.sealer, Counting(), LIMITS))
    yield
    object.__setattr__(running, "sign_ins", before)


def solved(refused: httpx.Response) -> dict[str, str]:
    puzzle = assert_problem(refused, 429, "too_many")["puzzle"]
    assert puzzle["algorithm"] == "sha256"
    return {"X-Puzzle-Solution": solve(puzzle["seed"], puzzle["bits"])}


async def test_a_citizen_gets_in_while_strangers_try_the_case(http: httpx.AsyncClient) -> None:
    case = (await http.post(CASES, json=complaint())).json()
    path = f"{CASES}/{case['tracking_code']}"

    async def see(address: str, pin: str, **more: str) -> httpx.Response:
        return await http.get(path, headers={"X-Forwarded-For": address, "X-Case-Pin": pin} | more)

    known = await see("5.1.1.1", case["pin"])
    device = known.headers["X-Known-Device"]
    tried = [await see(f"6.1.1.{number}", wrong(case["pin"])) for number in range(40)]
    assert [answer.status_code for answer in tried].count(404) == 10
    assert (await see("5.2.2.2", case["pin"], **{"X-Known-Device": device})).status_code == 200
    refused = await see("5.3.3.3", case["pin"])
    assert int(refused.headers["Retry-After"]) >= 1
    assert (await see("5.3.3.3", case["pin"], **solved(refused))).status_code == 200
    verdict = await http.post(
        f"{path}/withdraw", json={}, headers={"X-Case-Pin": case["pin"], "X-Known-Device": device}
    )
    assert verdict.status_code == 200


async def test_an_unknown_code_is_answered_as_a_known_one(http: httpx.AsyncClient) -> None:
    headers = {"X-Forwarded-For": "6.2.2.2", "X-Case-Pin": "123456"}
    for code in ("ABCD2345", "no code"):
        tried = [await http.get(f"{CASES}/{code}", headers=headers) for _ in range(4)]
        assert [answer.status_code for answer in tried] == [404, 404, 404, 429]
        assert "X-Known-Device" not in tried[0].headers


async def test_pins_in_talks_count_with_those_of_the_page(http: httpx.AsyncClient) -> None:
    case = (await http.post(CASES, json=complaint())).json()
    code, pin = case["tracking_code"], case["pin"]
    for _ in range(3):
        guesser = await Citizen.arrive(http)
        answer = await guesser.say(f"رهگیری {code} رمز {wrong(pin)}")
        assert says(answer.said, "code_not_found")
    another = await Citizen.arrive(http)
    assert says((await another.say(f"رهگیری {code} رمز {wrong(pin)}")).said, "code_elsewhere")
    headers = {"X-Case-Pin": pin}
    refused = await http.get(f"{CASES}/{code}", headers=headers)
    assert_problem(refused, 429, "too_many")
    seen = await http.get(f"{CASES}/{code}", headers=headers | solved(refused))
    assert seen.status_code == 200


async def test_seventy_pins_in_talks_are_not_compared(http: httpx.AsyncClient) -> None:
    case = (await http.post(CASES, json=complaint())).json()
    answered = []
    for number in range(10):
        guesser = await Citizen.arrive(http)
        for pin in range(7):
            said = f"رهگیری {case['tracking_code']} رمز {(number * 7 + pin):06}"
            answered.append((await guesser.say(said)).said)
    compared = [said for said in answered if not says(said, "code_elsewhere")]
    assert len(compared) <= LIMITS.free


@pytest.fixture
async def owner(gateway: Gateway, database: Database) -> Holder:
    return await Holder.enrol(database, gateway.runtime.sealer)


async def sign_in(
    http: httpx.AsyncClient, shown: dict[str, str], address: str, **more: str
) -> httpx.Response:
    headers = {"X-Forwarded-For": address} | more
    return await http.post(f"{DESK}/session", json=shown, headers=headers)


async def test_an_operator_gets_in_while_strangers_try_the_login(
    gateway: Gateway, owner: Holder
) -> None:
    async with gateway.client() as browser:
        first = await sign_in(browser, await owner.credentials(), "5.5.5.5")
        assert first.status_code == 200
        device = first.cookies[DEVICE_COOKIE]
        assert "HttpOnly" in str(first.headers.get_list("set-cookie"))
    bad = {"login": owner.login, "password": "not the password", "code": "000000"}
    async with gateway.client() as strangers:
        tried = [await sign_in(strangers, bad, f"6.6.6.{number}") for number in range(30)]
    assert [answer.status_code for answer in tried].count(401) == 10
    async with gateway.client() as known:
        known.cookies.set(DEVICE_COOKIE, device, domain="127.0.0.1", path=f"{DESK}/session")
        again = await sign_in(known, await owner.credentials(), "5.6.6.6")
        assert again.status_code == 200
    async with gateway.client() as new:
        shown = await owner.credentials()
        refused = await sign_in(new, shown, "5.7.7.7")
        assert (await sign_in(new, shown, "5.7.7.7", **solved(refused))).status_code == 200


async def test_a_thousand_behind_one_address_come_by_work(
    gateway: Gateway, http: httpx.AsyncClient
) -> None:
    generous_guards = gateway.app.state.guards
    strict_settings = gateway.settings.model_copy(update={"conversations_per_minute": 3})
    gateway.app.state.guards = Guards(strict_settings, Counting())
    try:
        carrier = {"X-Forwarded-For": "5.9.9.9"}
        opened = [await http.post("/api/v1/conversations", headers=carrier) for _ in range(3)]
        assert [answer.status_code for answer in opened] == [201] * 3
        for _ in range(4):
            refused = await http.post("/api/v1/conversations", headers=carrier)
            worked = carrier | solved(refused)
            assert (await http.post("/api/v1/conversations", headers=worked)).status_code == 201
        used = await http.post("/api/v1/conversations", headers=worked)
        assert_problem(used, 429, "too_many")
    finally:
        gateway.app.state.guards = generous_guards
