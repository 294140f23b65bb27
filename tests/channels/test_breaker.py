"""A Rasa that stands still costs a few citizens their patience, not all of them for ever."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from assistant.rasa import replica
from assistant.rasa.client import Memory, RasaClient
from assistant.rasa.replica import RasaUnavailableError
from assistant.rasa.side.protocol import CHANNEL_PATH

TIMEOUT_S = 0.5
ANSWER = {
    "messages": [{"text": "سلام"}],
    "parse": {"intent": {"name": "greet", "confidence": 0.9}},
    "state": {"slots": {}, "active_loop": None},
}


class StillRasa:
    """A server that takes requests and answers while it `runs`, as a process under SIGSTOP does."""

    def __init__(self) -> None:
        self.runs = asyncio.Event()
        self.turns = 0

    async def turn(self, _: web.Request) -> web.Response:
        self.turns += 1
        return await self.answer(_)

    async def answer(self, _: web.Request) -> web.Response:
        await self.runs.wait()
        return web.json_response(ANSWER | {"intent": ANSWER["parse"]["intent"]})

    @asynccontextmanager
    async def served(self) -> AsyncIterator[str]:
        app = web.Application()
        app.router.add_post(CHANNEL_PATH, self.turn)
        app.router.add_post(f"{CHANNEL_PATH}/parse", self.answer)
        app.router.add_get("/webhooks/gateway/", self.answer)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        try:
            yield f"http://127.0.0.1:{runner.addresses[0][1]}"
        finally:
            await runner.cleanup()


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replica, "PROBE_EVERY_S", 0.2)


@pytest.fixture
async def still() -> AsyncIterator[tuple[StillRasa, RasaClient]]:
    rasa = StillRasa()
    async with rasa.served() as url:
        client = RasaClient([url], "secret", TIMEOUT_S, "http://127.0.0.1:1/")
        yield rasa, client
        await client.close()


def has_begun() -> bool:
    """Whenever it answers, an action of the turn has run."""
    return True


async def turn(client: RasaClient, number: int = 0) -> float:
    """Seconds that it took to be told that Rasa is away."""
    began = time.monotonic()
    with pytest.raises(RasaUnavailableError):
        await client.turn("سلام", f"turn-{number}", {}, Memory(), has_begun)
    return time.monotonic() - began


async def test_after_some_failures_nobody_waits_any_more(
    still: tuple[StillRasa, RasaClient],
) -> None:
    rasa, client = still
    waited = [await turn(client, number) for number in range(12)]
    assert min(waited[: replica.FAILURES]) >= TIMEOUT_S * 0.9
    assert max(waited[replica.FAILURES :]) < TIMEOUT_S / 2
    assert rasa.turns == replica.FAILURES
    with pytest.raises(RasaUnavailableError):
        await client.understand("سلام", {})
    assert not await client.is_up()


async def test_who_comes_back_is_asked_again_without_a_citizen_trying(
    still: tuple[StillRasa, RasaClient],
) -> None:
    rasa, client = still
    for number in range(replica.FAILURES):
        await turn(client, number)
    rasa.runs.set()
    async with asyncio.timeout(5):
        while not await client.is_up():
            await asyncio.sleep(0.05)
    answer = await client.turn("سلام", "after", {}, Memory(), has_begun)
    assert answer.act == "greet"


async def test_single_failures_between_answers_change_nothing(
    still: tuple[StillRasa, RasaClient],
) -> None:
    rasa, client = still
    for number in range(3 * replica.FAILURES):
        rasa.runs.clear()
        await turn(client, number)
        rasa.runs.set()
        assert (await client.turn("سلام", f"good-{number}", {}, Memory(), has_begun)).act == "greet"


async def test_closing_ends_the_probe(still: tuple[StillRasa, RasaClient]) -> None:
    _, client = still
    others = probes()  # of gateways that other modules have left running
    for number in range(replica.FAILURES):
        await turn(client, number)
    assert probes() - others
    await client.close()
    assert not probes() - others


def probes() -> set[asyncio.Task[object]]:
    """What looks whether a Rasa is back."""
    tasks = asyncio.all_tasks()
    return {task for task in tasks if task.get_name() == replica.PROBE and not task.done()}
