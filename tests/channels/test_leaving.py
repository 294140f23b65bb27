"""A gateway that is told to end: it says so, ends its lines, and finishes what it answers."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import httpx
import pytest
import websockets
from support.gateway_process import Gateways
from support.serving import ClosedPort, client_of, private_settings
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosedError
from websockets.frames import CloseCode

from assistant.channels.web.shutdown import LINES_PER_S
from assistant.storage.database import Database
from assistant.storage.migrate import migrate

NOTICE_S = 2.0
LINES = 40


@pytest.fixture(scope="module")
def gateways() -> Iterator[Gateways]:
    made = Gateways()
    yield made
    made.close()


@pytest.fixture
async def running(gateways: Gateways, tmp_path: Path) -> AsyncIterator[Gateways]:
    no_rasa = ClosedPort()
    database = Database(private_settings(tmp_path).database)
    await migrate(database)
    await database.close()
    gateways.start(tmp_path, rasa_url=no_rasa.url, leave_notice_s=NOTICE_S)
    async with client_of(gateways.address) as http:
        await http.get("/readyz")
    yield gateways
    if gateways.pid is not None:
        gateways.kill()
    no_rasa.close()


@asynccontextmanager
async def opened(http: httpx.AsyncClient) -> AsyncIterator[tuple[str, dict[str, str]]]:
    talk = (await http.post("/api/v1/conversations", json={})).json()
    path = f"/api/v1/conversations/{talk['conversation_id']}"
    yield path, {"Authorization": f"Bearer {talk['token']}"}


async def _end_of_stream(http: httpx.AsyncClient, is_open: asyncio.Event) -> tuple[str, float]:
    """What a listener is told at last, and when its stream ends."""
    async with (
        opened(http) as (path, auth),
        http.stream("GET", f"{path}/events", headers=auth) as told,
    ):
        is_open.set()
        last = [line async for line in told.aiter_lines() if line][-1]
        return last, time.monotonic()


async def test_listeners_are_sent_away_one_by_one(running: Gateways) -> None:
    async with client_of(running.address) as http:
        bells = [asyncio.Event() for _ in range(LINES)]
        listeners = [asyncio.create_task(_end_of_stream(http, bell)) for bell in bells]
        await asyncio.gather(*(bell.wait() for bell in bells))
        began = time.monotonic()
        running.ask_to_end()
        ends = await asyncio.gather(*listeners)
    assert all(last.startswith("retry: ") for last, _ in ends)
    assert len({last for last, _ in ends}) > LINES / 4
    times = sorted(at - began for _, at in ends)
    assert times[0] > NOTICE_S - 0.1
    assert times[-1] - times[0] > LINES / LINES_PER_S / 4
    async with asyncio.timeout(15):
        await asyncio.to_thread(running.wait)


async def test_it_says_so_and_answers_until_it_ends(running: Gateways) -> None:
    async with client_of(running.address) as http, opened(http) as (path, auth):
        running.ask_to_end()
        await asyncio.sleep(NOTICE_S / 5)
        ready = await http.get("/readyz")
        assert ready.status_code == 503
        assert ready.json()["components"]["gateway"] == "down"
        said = await http.post(f"{path}/messages", json={"text": "گذرنامه"}, headers=auth)
        assert said.status_code == 200


async def test_a_socket_is_told_to_come_back(running: Gateways) -> None:
    async with client_of(running.address) as http, opened(http) as (path, auth):
        url = f"{running.address}{path}/ws".replace("http", "ws")
        async with websockets.connect(url, proxy=None) as socket:
            await socket.send(json.dumps({"token": auth["Authorization"].split()[1]}))
            await socket.send(json.dumps({"text": "گذرنامه", "idempotency_key": "k"}))
            # Its first event says that it was taken up, however busy the machine is.
            taken_up = json.loads(await socket.recv())
            running.ask_to_end()
            told = [taken_up, *await _until_closed(socket)]
    assert "turn" in {frame["event"] for frame in told}
    assert socket.close_code == CloseCode.SERVICE_RESTART


async def _until_closed(socket: ClientConnection) -> list[dict[str, object]]:
    told = []
    with suppress(ConnectionClosedError):
        async with asyncio.timeout(20):
            while True:
                told.append(json.loads(await socket.recv()))
    return told


async def test_told_twice_it_ends_at_once(running: Gateways) -> None:
    began = time.monotonic()
    running.ask_to_end()
    await asyncio.sleep(0.2)
    running.ask_to_end()
    async with asyncio.timeout(15):
        await asyncio.to_thread(running.wait)
    assert time.monotonic() - began < NOTICE_S
