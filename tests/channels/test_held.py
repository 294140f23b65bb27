"""Bodies that never end, files of strangers, streams without end: what is held for them."""

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager

import httpx
import pytest
import websockets
from support import media
from support.citizen import Citizen
from support.logged import Logged
from support.problems import assert_problem
from support.samples import complaint
from support.serving import Gateway

from assistant.channels.web.bounds import bodies
from assistant.channels.web.bounds.bodies import UploadRoom
from assistant.channels.web.bounds.rate_limits import LONGEST_S
from assistant.channels.web.refusals import refusals

CASES = "/api/v1/cases"
SIZE = 3_000_000


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "PAUSE_S", 0.5)


@pytest.fixture
def little_room(gateway: Gateway) -> Iterator[None]:
    """Room for one file at once."""
    before = gateway.app.state.uploads
    gateway.app.state.uploads = UploadRoom(SIZE + 1000, wait_s=0.5)
    yield
    gateway.app.state.uploads = before


@asynccontextmanager
async def held(gateway: Gateway, path: str, size: int = SIZE, **headers: str) -> AsyncIterator:
    """A POST that stops one byte before its end; the reader of its answer."""
    port = int(gateway.address.rsplit(":", 1)[1])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    lines = [f"{name}: {value}" for name, value in headers.items()]
    head = [f"POST {path} HTTP/1.1", "Host: a", f"Content-Length: {size}", *lines]
    writer.write("\r\n".join([*head, "", ""]).encode())
    writer.write(b"a" * (size - 1))
    try:
        yield reader
    finally:
        writer.close()


async def status_of(reader: asyncio.StreamReader) -> int:
    async with asyncio.timeout(20):
        return int((await reader.readline()).split()[1])


async def filed(http: httpx.AsyncClient) -> dict[str, str]:
    return (await http.post(CASES, json=complaint())).json()


@pytest.mark.usefixtures("impatient")
async def test_a_stranger_is_refused_before_a_file_is_read(
    gateway: Gateway, http: httpx.AsyncClient
) -> None:
    case = await filed(http)
    for code, pin in ((case["tracking_code"], "000000"), ("ABCD2345", case["pin"])):
        path = f"{CASES}/{code}/attachments"
        async with held(gateway, path, **{"X-Case-Pin": pin}) as reader:
            assert await status_of(reader) == 404


@pytest.mark.usefixtures("impatient")
async def test_the_refusal_of_a_file_reaches_who_sends_all_of_it(http: httpx.AsyncClient) -> None:
    case = await filed(http)
    path = f"{CASES}/{case['tracking_code']}/attachments"
    refused = await http.post(path, content=b"a" * SIZE, headers={"X-Case-Pin": "000000"})
    assert_problem(refused, 404, "case_not_found")


@pytest.mark.usefixtures("impatient", "little_room")
async def test_held_files_have_so_much_room_and_time(
    gateway: Gateway, http: httpx.AsyncClient
) -> None:
    case = await filed(http)
    path, pin = f"{CASES}/{case['tracking_code']}/attachments", {"X-Case-Pin": case["pin"]}
    async with AsyncExitStack() as stack:
        began = time.monotonic()
        readers = [await stack.enter_async_context(held(gateway, path, **pin)) for _ in range(6)]
        codes = sorted([await status_of(reader) for reader in readers])
        assert set(codes) <= {408, 503}
        assert 408 in codes
        assert 503 in codes
        assert time.monotonic() - began < 10
    added = await http.post(path, content=media.pdf(), headers=pin)
    assert added.status_code == 201


@pytest.mark.usefixtures("impatient")
async def test_a_body_that_trickles_is_given_up(gateway: Gateway) -> None:
    async with held(gateway, "/api/v1/conversations", size=50) as reader:
        assert await status_of(reader) == 408


@pytest.mark.usefixtures("impatient")
async def test_a_body_of_a_question_is_bounded_too(gateway: Gateway) -> None:
    async with held(gateway, "/api/v1/conversations", size=500_000) as reader:
        assert await status_of(reader) in {408, 413}


async def until_streams(gateway: Gateway, count: int) -> None:
    async with asyncio.timeout(20):
        while gateway.app.state.streams.count != count:
            await asyncio.sleep(0.05)


async def test_a_conversation_has_so_many_streams(
    gateway: Gateway, http: httpx.AsyncClient, citizen: Citizen
) -> None:
    most, before = gateway.settings.streams_per_conversation, gateway.app.state.streams.count
    other = await Citizen.arrive(http)
    async with AsyncExitStack() as stack, gateway.client() as many:
        answers = [
            await stack.enter_async_context(
                many.stream("GET", citizen.path("events"), headers=citizen.headers)
            )
            for _ in range(most + 3)
        ]
        assert [answer.status_code for answer in answers] == [200] * most + [429] * 3
        assert int(answers[-1].headers["Retry-After"]) >= 1
        others = many.stream("GET", other.path("events"), headers=other.headers)
        assert (await stack.enter_async_context(others)).status_code == 200
        url = gateway.address.replace("http", "ws") + citizen.path("ws")
        async with websockets.connect(url, proxy=None) as socket:
            await socket.send(json.dumps({"token": citizen.token}))
            with pytest.raises(websockets.ConnectionClosed) as closed:
                await socket.recv()
            assert closed.value.rcvd.code == 4429
    await until_streams(gateway, before)
    # A refusal is remembered for a moment.
    await asyncio.sleep(LONGEST_S)
    async with (
        gateway.client() as again,
        again.stream("GET", citizen.path("events"), headers=citizen.headers) as answer,
    ):
        assert answer.status_code == 200


async def test_frames_without_sense_end_the_socket(gateway: Gateway, citizen: Citizen) -> None:
    url = gateway.address.replace("http", "ws") + citizen.path("ws")
    async with websockets.connect(url, proxy=None) as socket:
        await socket.send(json.dumps({"token": citizen.token}))
        for _ in range(30):
            await socket.send("no json")
        # Reading ends when the line does.
        with contextlib.suppress(websockets.ConnectionClosed):
            async for frame in socket:
                assert json.loads(frame)["data"]["code"] == "invalid"
        assert socket.close_code == 4429


@pytest.mark.usefixtures("impatient")
async def test_a_refusal_is_told_by_its_route_and_not_by_whom(
    gateway: Gateway, http: httpx.AsyncClient, logged: Logged
) -> None:
    refusals._told.clear()
    case = await filed(http)
    path = f"{CASES}/{case['tracking_code']}/messages"
    async with held(gateway, path, size=50) as reader:
        assert await status_of(reader) == 408
    (line,) = [one for one in logged.lines if '"refused"' in one]
    assert json.loads(line)["route"] == f"{CASES}/{{tracking_code}}/messages"
    assert case["tracking_code"] not in logged.text
