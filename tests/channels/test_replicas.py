"""Several equal Rasas: turns go to the idle and well ones, and nothing is done twice."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest
from aiohttp import web
from support.rasa_standin import StandIn

from assistant.loopback import own_servers_in, servers_in
from assistant.rasa import client as clients
from assistant.rasa import replica
from assistant.rasa.client import Memory, RasaClient, Understood
from assistant.rasa.replica import RasaUnavailableError

SECRET = "shared"
PATIENCE_S = 1.0
SOON_S = 10


class Actions:
    """A gateway's action route; `called` are the turns whose actions have come."""

    def __init__(self) -> None:
        self.called: list[str] = []
        self.goes_on = asyncio.Event()
        self.goes_on.set()
        self.url = ""

    def has_begun(self, turn_id: str) -> bool:
        return turn_id in self.called

    async def run(self, request: web.Request) -> web.Response:
        call = await request.json()
        self.called.append(call["tracker"]["latest_message"]["metadata"]["turn_id"])
        await self.goes_on.wait()
        return web.json_response({"events": [], "responses": [{"custom": {}}]})

    @asynccontextmanager
    async def served(self) -> AsyncIterator["Actions"]:
        app = web.Application()
        app.router.add_post("/internal/actions/webhook", self.run)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}/internal/actions/webhook"
        try:
            yield self
        finally:
            await runner.cleanup()


class Place:
    """Two replicas, a gateway's action route, and the client between them."""

    def __init__(self, actions: Actions, one: StandIn, other: StandIn) -> None:
        self.actions, self.one, self.other = actions, one, other
        self.client = RasaClient([one.url, other.url], SECRET, PATIENCE_S, actions.url)

    async def turn(self, turn_id: str) -> Understood:
        return await self.client.turn(
            "سلام", turn_id, {}, Memory(), lambda: self.actions.has_begun(turn_id)
        )

    async def ready(self, *replicas: StandIn) -> None:
        """Return when the client takes exactly these for ready."""
        names = {one.url.partition("://")[2] for one in replicas}
        await self.client.is_up()
        async with asyncio.timeout(SOON_S):
            while {one.name for one in self.client._replicas if one.is_ready} != names:
                await asyncio.sleep(0.02)


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replica, "PROBE_EVERY_S", 0.05)
    monkeypatch.setattr(clients, "LOOK_EVERY_S", 0.05)


@pytest.fixture
async def place() -> AsyncIterator[Place]:
    async with AsyncExitStack() as stack:
        actions = await stack.enter_async_context(Actions().served())
        one, other = [await stack.enter_async_context(StandIn(SECRET).served()) for _ in range(2)]
        found = Place(actions, one, other)
        yield found
        one.runs.set()
        other.runs.set()
        actions.goes_on.set()
        await found.client.close()


async def test_turns_are_shared_out_and_each_is_its_own_sender(place: Place) -> None:
    await place.ready(place.one, place.other)
    turns = [f"turn-{number}" for number in range(40)]
    for turn in turns:
        await place.turn(turn)
    assert sorted(place.one.senders + place.other.senders) == sorted(turns)
    assert len(place.one.senders) == len(place.other.senders) == 20
    assert sorted(place.actions.called) == sorted(turns)


async def test_a_turn_goes_to_whoever_has_the_fewest_under_way(place: Place) -> None:
    await place.ready(place.one, place.other)
    place.actions.goes_on.clear()
    asked = [asyncio.create_task(place.turn(f"turn-{number}")) for number in range(12)]
    async with asyncio.timeout(SOON_S):
        while len(place.actions.called) < len(asked):
            await asyncio.sleep(0.01)
    assert (place.one.under_way, place.other.under_way) == (6, 6)
    place.actions.goes_on.set()
    await asyncio.gather(*asked)


async def test_who_is_not_warm_gets_no_turn_while_another_is(place: Place) -> None:
    place.other.is_loaded = False
    await place.ready(place.one)
    for number in range(10):
        await place.turn(f"early-{number}")
    assert place.other.senders == []
    place.other.is_loaded = True
    await place.ready(place.one, place.other)
    assert place.other.parsed, "it was warmed up before any citizen came"
    for number in range(10):
        await place.turn(f"late-{number}")
    assert len(place.other.senders) >= 5


async def test_what_a_replica_has_not_begun_is_tried_once_with_another(place: Place) -> None:
    await place.ready(place.one, place.other)
    place.one.drops = True
    for number in range(20):
        await place.turn(f"turn-{number}")
    assert len(place.actions.called) == len(set(place.actions.called)) == 20
    assert 1 <= len(place.one.senders) <= replica.FAILURES * 20
    assert set(place.one.senders) <= set(place.other.senders)


async def test_a_replica_that_stands_still_costs_half_the_patience_and_no_answer(
    place: Place,
) -> None:
    await place.ready(place.one, place.other)
    place.one.runs.clear()
    loop, waited = asyncio.get_running_loop(), []
    for number in range(12):
        began = loop.time()
        await place.turn(f"turn-{number}")
        waited.append(loop.time() - began)
    assert max(waited) < PATIENCE_S
    assert len(place.one.senders) <= replica.FAILURES
    await place.ready(place.other)
    place.one.runs.set()
    await place.ready(place.one, place.other)


async def test_what_has_begun_is_not_asked_again_elsewhere(place: Place) -> None:
    await place.ready(place.one, place.other)
    place.actions.goes_on.clear()
    with pytest.raises(RasaUnavailableError):
        await place.turn("slow")
    assert place.actions.called == ["slow"]
    assert len(place.one.senders + place.other.senders) == 1


async def test_who_cannot_call_the_gateway_back_does_not_draw_the_turns(place: Place) -> None:
    await place.ready(place.one, place.other)
    place.one.callbacks = set()
    for number in range(20):
        await place.turn(f"turn-{number}")
    assert len(place.actions.called) == 20


async def test_when_all_are_away_nobody_waits(place: Place) -> None:
    place.one.drops = place.other.drops = True
    place.one.is_loaded = place.other.is_loaded = False
    for number in range(2 * replica.FAILURES):
        with pytest.raises(RasaUnavailableError):
            await place.turn(f"turn-{number}")
    began = asyncio.get_running_loop().time()
    with pytest.raises(RasaUnavailableError):
        await place.client.understand("سلام", {})
    assert asyncio.get_running_loop().time() - began < PATIENCE_S / 2
    assert not await place.client.is_up()


async def test_a_reading_is_tried_once_elsewhere_too(place: Place) -> None:
    await place.ready(place.one, place.other)
    place.one.secret = "another"
    assert [(await place.client.understand("سلام", {})).act for _ in range(6)] == ["greet"] * 6


async def test_closing_ends_every_look(place: Place) -> None:
    await place.ready(place.one, place.other)
    await place.client.close()
    names = {task.get_name() for task in asyncio.all_tasks() if not task.done()}
    assert clients.LOOKING not in names


@pytest.mark.parametrize(
    "addresses",
    [
        "",
        " , ",
        "127.0.0.1:5005",
        "ftp://a:1",
        "http://",
        "http://a:1/x",
        "http://a:0",
        "http://a:99999",
        "http://user:word@a:1",
        "http://a:1,http://A:1/",
        ",".join(f"http://a:{port}" for port in range(1, 34)),
    ],
)
def test_a_list_that_is_no_list_of_servers_is_refused(addresses: str) -> None:
    with pytest.raises(ValueError, match=r"address|server|[Pp]ort"):
        servers_in(addresses)


def test_a_list_of_servers_is_read_and_own_ones_are_known() -> None:
    listed = " http://127.0.0.1:5005/, https://rasa.internal:5005 ,http://localhost:5006"
    own = ("http://127.0.0.1:5005", "http://localhost:5006")
    assert servers_in(listed) == (own[0], "https://rasa.internal:5005", own[1])
    assert own_servers_in(listed) == own
