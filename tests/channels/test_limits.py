"""Too much at once is refused with the time to wait, for the one who sends it only."""

import json
from collections.abc import Iterator

import httpx
import pytest
import websockets
from sqlalchemy import select
from support.citizen import CONVERSATIONS, Citizen
from support.georeport import assert_errors
from support.keys import AGENCY_CASES, AgencySystem
from support.problems import assert_problem
from support.samples import complaint
from support.serving import Gateway

from assistant.channels.open311.catalogue import BASE as OPEN311
from assistant.channels.web.bounds.rate_limits import Guards
from assistant.conversation.decisions import CROWDED
from assistant.conversation.handoff import HandoffLimit
from assistant.conversation.models import Conversation
from assistant.guessing.puzzles import solve
from assistant.storage.counting import Counting
from assistant.storage.database import Database

LIMIT = 3


@pytest.fixture(autouse=True)
def strict(gateway: Gateway, citizen: Citizen, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Small limits and fresh counters for the time of a test."""
    generous = gateway.app.state.guards
    limits = dict.fromkeys(
        (
            "messages_per_minute",
            "conversations_per_minute",
            "cases_per_hour",
            "case_looks_per_minute",
            "handoffs_per_hour",
            "similar_per_minute",
            "key_requests_per_minute",
            "wrong_keys_per_minute",
            "open311_per_minute",
        ),
        LIMIT,
    )
    counting, waiting = Counting(), gateway.runtime.handoff.waiting
    gateway.app.state.guards = Guards(gateway.settings.model_copy(update=limits), counting)
    monkeypatch.setattr(waiting, "_queueing", HandoffLimit(counting, LIMIT))
    yield
    gateway.app.state.guards = generous


def assert_too_many(response: httpx.Response, longest_wait_s: int = 60) -> None:
    assert_problem(response, 429, "too_many")
    assert 1 <= int(response.headers["retry-after"]) <= longest_wait_s


async def test_messages_are_limited_in_each_conversation(
    citizen: Citizen, http: httpx.AsyncClient
) -> None:
    for _ in range(LIMIT):
        await citizen.say("سلام")
    assert_too_many(await citizen.send({"text": "سلام"}))
    assert_too_many(await citizen.ask_for_human())
    other = await Citizen.arrive(http)
    await other.say("سلام")


async def test_conversations_are_limited_by_address(http: httpx.AsyncClient) -> None:
    here, there = {"X-Forwarded-For": "5.6.7.8"}, {"X-Forwarded-For": "5.6.7.9"}
    for _ in range(LIMIT):
        assert (await http.post(CONVERSATIONS, headers=here)).status_code == 201
    assert_too_many(await http.post(CONVERSATIONS, headers=here))
    assert (await http.post(CONVERSATIONS, headers=there)).status_code == 201


async def test_an_invented_address_before_the_real_one_does_not_help(
    http: httpx.AsyncClient,
) -> None:
    for number in range(LIMIT):
        invented = {"X-Forwarded-For": f"1.1.1.{number}, 5.6.7.10"}
        assert (await http.post(CONVERSATIONS, headers=invented)).status_code == 201
    assert_too_many(
        await http.post(CONVERSATIONS, headers={"X-Forwarded-For": "9.9.9.9, 5.6.7.10"})
    )


async def test_filing_is_limited(http: httpx.AsyncClient) -> None:
    address = {"X-Forwarded-For": "5.6.7.11"}
    for _ in range(LIMIT):
        filed = await http.post("/api/v1/cases", json=complaint(), headers=address)
        assert filed.status_code == 201
    refused = await http.post("/api/v1/cases", json=complaint(), headers=address)
    assert_too_many(refused, longest_wait_s=3600)


async def crowd(http: httpx.AsyncClient, address: str, count: int) -> list[Citizen]:
    """Citizens who talk from one address; none of them opens too many conversations there."""
    arrived = [await Citizen.arrive(http, f"7.{address}.{one}") for one in range(count)]
    for one in arrived:
        one.address = f"5.6.{address}"
    return arrived


async def owners(gateway: Gateway, citizens: list[Citizen]) -> list[str]:
    ids = [one.id for one in citizens]
    query = select(Conversation.owner).where(Conversation.id.in_(ids))
    return await gateway.runtime.database.run(lambda session: sorted(session.scalars(query)))


async def test_one_address_does_not_fill_the_queue(
    gateway: Gateway, http: httpx.AsyncClient
) -> None:
    many, (neighbour,) = await crowd(http, "8.1", LIMIT + 2), await crowd(http, "8.2", 1)
    asked = [await one.say("می‌خواهم با اپراتور حرف بزنم") for one in [*many, neighbour]]
    assert [one.body["owner"] for one in asked] == ["queue"] * LIMIT + ["bot"] * 2 + ["queue"]
    assert asked[LIMIT].said == CROWDED
    assert "handoff" not in asked[LIMIT].kinds
    assert await owners(gateway, many[LIMIT:]) == ["bot"] * 2
    # Who waits already is no further one, however often they ask.
    assert (await many[0].ask_for_human()).status_code == 202


async def test_behind_a_carrier_the_button_takes_it_for_work(
    gateway: Gateway, http: httpx.AsyncClient
) -> None:
    many = await crowd(http, "9.1", LIMIT + 1)
    for one in many[:LIMIT]:
        assert (await one.ask_for_human()).status_code == 202
    refused = await many[LIMIT].ask_for_human()
    assert_too_many(refused, longest_wait_s=3600)
    puzzle = refused.json()["puzzle"]
    solved = {"X-Puzzle-Solution": solve(puzzle["seed"], puzzle["bits"])}
    assert (await many[LIMIT].ask_for_human(solved)).status_code == 202
    assert await owners(gateway, many) == ["queue"] * (LIMIT + 1)


async def test_guessing_pins_is_limited(http: httpx.AsyncClient) -> None:
    headers = {"X-Forwarded-For": "5.6.7.12", "X-Case-Pin": "123456"}
    for _ in range(LIMIT):
        assert (await http.get("/api/v1/cases/ABCD2345", headers=headers)).status_code == 404
    assert_too_many(await http.get("/api/v1/cases/ABCD2345", headers=headers))


async def test_looking_for_similar_cases_is_limited(http: httpx.AsyncClient) -> None:
    address, body = {"X-Forwarded-For": "5.6.7.13"}, {"agency_id": "abfa"}
    for _ in range(LIMIT):
        found = await http.post("/api/v1/cases/similar", json=body, headers=address)
        assert found.status_code == 200
    assert_too_many(await http.post("/api/v1/cases/similar", json=body, headers=address))


async def test_requests_are_limited_by_key_and_wrong_keys_by_address(
    http: httpx.AsyncClient, database: Database
) -> None:
    busy, other = [await AgencySystem.of(http, database) for _ in "ab"]
    for _ in range(LIMIT):
        assert (await busy.get()).status_code == 200
    assert_too_many(await busy.get())
    assert (await other.get()).status_code == 200
    wrong = {"Authorization": "Bearer dk_wrong", "X-Forwarded-For": "5.6.7.14"}
    for _ in range(LIMIT):
        assert_problem(await http.get(AGENCY_CASES, headers=wrong), 401, "bad_key")
    assert_too_many(await http.get(AGENCY_CASES, headers=wrong))


async def test_queries_of_open311_are_limited_by_address(http: httpx.AsyncClient) -> None:
    address = {"X-Forwarded-For": "5.6.7.15"}
    for _ in range(LIMIT):
        assert (await http.get(f"{OPEN311}/services.json", headers=address)).status_code == 200
    for ending in ("json", "xml"):
        refused = await http.get(f"{OPEN311}/requests.{ending}", headers=address)
        assert_errors(refused, 429)
        assert 1 <= int(refused.headers["retry-after"]) <= 60


async def test_a_socket_has_the_same_limit(gateway: Gateway, citizen: Citizen) -> None:
    url = gateway.address.replace("http", "ws") + citizen.path("ws")
    async with websockets.connect(url, proxy=None) as socket:
        await socket.send(json.dumps({"token": citizen.token, "last_event_id": 0}))
        for _ in range(LIMIT + 1):
            await socket.send(json.dumps({"text": "سلام"}))
        codes = []
        while len(codes) < LIMIT + 1:
            frame = json.loads(await socket.recv())
            if frame["event"] in {"turn", "problem"}:
                codes.append(frame["data"].get("code", "answered"))
    assert codes == ["answered"] * LIMIT + ["too_many"]
