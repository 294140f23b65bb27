"""The WebSocket: the same events as the stream, and messages the other way."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
import websockets
from sqlalchemy import update
from support.citizen import Citizen
from support.serving import Gateway
from websockets.asyncio.client import ClientConnection

from assistant.conversation.models import Event
from assistant.storage.database import Database

WAIT_S = 20
SENSELESS: dict[str, str | bytes] = {
    "no json": "hello",
    "list": "[]",
    "deep": "[" * 10_000,
    "bytes": b'{"text": "hello"}',
    "no text": "{}",
    "surrogate": '{"text": "\\ud800"}',
    "key is a number": '{"text": "x", "idempotency_key": 5}',
    "key with surrogate": '{"text": "x", "idempotency_key": "\\ud800"}',
    "key with null": '{"text": "x", "idempotency_key": "\\u0000"}',
    "unknown field": '{"text": "x", "admin": true}',
}


@pytest.fixture
def url(gateway: Gateway, citizen: Citizen) -> str:
    return gateway.address.replace("http", "ws") + citizen.path("ws")


@asynccontextmanager
async def connected(url: str, **hello: object) -> AsyncIterator[ClientConnection]:
    async with websockets.connect(url, proxy=None) as socket:
        await socket.send(json.dumps(hello))
        yield socket


async def frame(socket: ClientConnection, event: str) -> dict[str, Any]:
    """The next frame of a kind; others before it are passed over."""
    async with asyncio.timeout(WAIT_S):
        while True:
            found = json.loads(await socket.recv())
            if found["event"] == event:
                return found


async def test_a_message_is_answered_and_told_as_events(url: str, citizen: Citizen) -> None:
    async with connected(url, token=citizen.token) as socket:
        await socket.send(json.dumps({"text": "گذرنامه می‌خواهم", "idempotency_key": "k1"}))
        frames = [json.loads(await socket.recv()) for _ in range(2)]
        turn = next((f for f in frames if f["event"] == "turn"), None) or await frame(
            socket, "turn"
        )
    assert turn["idempotency_key"] == "k1"
    assert set(turn["data"]) == {"turn_id", "owner", "act", "about", "replies"}
    told = [f for f in frames if f["event"] == "reply"]
    assert all({"id", "event", "data"} == set(f) for f in told)


async def test_a_socket_that_comes_back_gets_what_it_missed(url: str, citizen: Citizen) -> None:
    async with connected(url, token=citizen.token) as socket:
        await citizen.say("سلام")
        first = await frame(socket, "reply")
    await citizen.say("هزینه گذرنامه چند است؟")
    async with connected(url, token=citizen.token, last_event_id=first["id"]) as socket:
        missed = await frame(socket, "reply")
    assert missed["id"] > first["id"]
    assert missed["data"]["role"] == "bot"


async def test_the_same_key_over_socket_and_http_is_one_turn(url: str, citizen: Citizen) -> None:
    over_http = await citizen.say("سلام", key="k1")
    async with connected(url, token=citizen.token) as socket:
        await socket.send(json.dumps({"text": "سلام", "idempotency_key": "k1"}))
        turn = await frame(socket, "turn")
    assert turn["data"] == over_http.body


@pytest.mark.parametrize(
    "hello",
    [
        {"token": "wrong"},
        {},
        {"token": None},
        {"token": "", "last_event_id": "x"},
        {"token": {"a": 1}},
    ],
)
async def test_without_the_token_the_socket_is_closed(url: str, hello: dict[str, object]) -> None:
    async with connected(url, **hello) as socket:
        with pytest.raises(websockets.ConnectionClosed) as closed:
            await asyncio.wait_for(socket.recv(), WAIT_S)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4401


@pytest.mark.parametrize("last_id", [10**30, float("inf"), -1, "abc", [1]])
async def test_a_senseless_last_event_id_closes_the_socket(
    url: str, citizen: Citizen, last_id: object
) -> None:
    async with connected(url, token=citizen.token, last_event_id=last_id) as socket:
        with pytest.raises(websockets.ConnectionClosed) as closed:
            await asyncio.wait_for(socket.recv(), WAIT_S)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4401


@pytest.mark.parametrize("sent", SENSELESS.values(), ids=SENSELESS)
async def test_a_senseless_frame_is_told_and_the_socket_stays(
    url: str, citizen: Citizen, sent: str | bytes
) -> None:
    async with connected(url, token=citizen.token) as socket:
        await socket.send(sent)
        problem = await frame(socket, "problem")
        assert (problem["data"]["code"], problem["data"]["status"]) == ("invalid", 422)
        await socket.send(json.dumps({"text": "سلام"}))
        assert (await frame(socket, "turn"))["data"]["replies"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"text": "/ /"}, "empty_text"),
        ({"choice": "confirm"}, "unknown_choice"),
        ({"text": "x" * 20_000}, "too_large"),
    ],
)
async def test_a_refused_message_is_told(
    url: str, citizen: Citizen, body: dict[str, str], code: str
) -> None:
    async with connected(url, token=citizen.token) as socket:
        await socket.send(json.dumps(body))
        problem = await frame(socket, "problem")
    assert problem["data"]["code"] == code
    assert problem["data"]["detail"]


async def test_a_line_that_can_tell_nothing_more_ends(
    url: str, citizen: Citizen, database: Database
) -> None:
    """A socket that stayed open and silent would lose every answer; one that ends is resumed."""
    await citizen.say("سلام")
    broken = update(Event).where(Event.conversation_id == citizen.id).values(data=None)
    await database.run(lambda session: session.execute(broken))
    async with connected(url, token=citizen.token) as socket:
        with pytest.raises(websockets.ConnectionClosed):
            await asyncio.wait_for(socket.recv(), WAIT_S)


@pytest.mark.parametrize("is_known", [False, True], ids=["a stranger", "the citizen"])
async def test_a_frame_that_unpacks_to_megabytes_ends_the_line(
    url: str, citizen: Citizen, is_known: bool
) -> None:
    """Fifteen megabytes of blanks travel as a few kilobytes."""
    async with websockets.connect(url, proxy=None, compression="deflate") as socket:
        if is_known:
            await socket.send(json.dumps({"token": citizen.token}))
        await socket.send(" " * 15_000_000)
        with pytest.raises(websockets.ConnectionClosed) as closed:
            await asyncio.wait_for(socket.recv(), WAIT_S)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1009
    assert (await citizen.say("سلام")).replies


async def test_another_citizens_token_opens_no_line(
    url: str, citizen: Citizen, http: httpx.AsyncClient
) -> None:
    other = await Citizen.arrive(http)
    await citizen.say("این مال من است")
    async with connected(url, token=other.token) as socket:
        with pytest.raises(websockets.ConnectionClosed) as closed:
            await asyncio.wait_for(socket.recv(), WAIT_S)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4401
