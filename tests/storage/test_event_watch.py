"""One look of a process finds what other processes wrote, in whatever order it was committed."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing, asynccontextmanager

import pytest
from sqlalchemy import event

from assistant.conversation import event_stream
from assistant.conversation import event_stream as watching
from assistant.conversation.event_stream import EventStream, EventWatch
from assistant.conversation.models import Event
from assistant.conversation.store import AT_ONCE, ConversationStore
from assistant.storage.database import Database

WAIT_S = 10
"""Far less than a listener waits that nobody wakes."""


def told(conversation: str, number: int, id_: int | None = None) -> Event:
    return Event(id=id_, conversation_id=conversation, type="reply", data={"number": number})


async def write(database: Database, *events: Event) -> None:
    """As another process does: nobody here is told."""
    await database.run(lambda session: session.add_all(events))


@asynccontextmanager
async def followed(
    database: Database, store: ConversationStore, *conversations: str
) -> AsyncIterator[list[asyncio.Queue[int]]]:
    """What listeners of a process with a watch hear, each from its conversation."""
    stream = EventStream(store)
    heard: list[asyncio.Queue[int]] = [asyncio.Queue() for _ in conversations]

    async def listen(conversation: str, into: asyncio.Queue[int]) -> None:
        async with aclosing(stream.follow(conversation, 0)) as events:
            async for found in events:
                assert isinstance(found, Event)
                into.put_nowait(found.data["number"])

    tasks = [asyncio.create_task(listen(*one)) for one in zip(conversations, heard, strict=True)]
    async with EventWatch(database, stream).at_work():
        await asyncio.sleep(0.3)
        yield heard
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def commit_late(database: Database, early: Event, conversation: str, number: int) -> None:
    """As a transaction does that got its id early: by the id of an event that was heard."""
    await database.run(lambda session: session.delete(session.get_one(Event, early.id)))
    await write(database, told(conversation, number, early.id))


async def next_of(heard: asyncio.Queue[int]) -> int:
    return await asyncio.wait_for(heard.get(), WAIT_S)


@pytest.fixture
def statements(database: Database) -> Iterator[list[str]]:
    """What is asked of the database."""
    asked: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        asked.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    yield asked
    event.remove(database.engine, "before_cursor_execute", note)


async def test_what_another_process_wrote_is_told(
    database: Database, store: ConversationStore
) -> None:
    conversation = (await store.create()).id
    async with followed(database, store, conversation) as (heard,):
        for number in range(3):
            await write(database, told(conversation, number))
            assert await next_of(heard) == number
        assert heard.empty()


async def test_an_event_that_is_committed_after_a_higher_one_is_told(
    database: Database, store: ConversationStore
) -> None:
    early, late, other = [(await store.create()).id for _ in range(3)]
    async with followed(database, store, early, late, other) as heard:
        heard_early, heard_late, heard_other = heard
        # Ids in the order in which they were given, commits in the other one.
        given = told(early, 0)
        await write(database, given)
        assert await next_of(heard_early) == 0
        await write(database, told(late, 2))
        assert await next_of(heard_late) == 2
        await commit_late(database, given, other, 1)
        assert await next_of(heard_other) == 1


async def test_more_than_one_reading_holds_is_told_at_once(
    database: Database, store: ConversationStore
) -> None:
    conversation, count = (await store.create()).id, AT_ONCE + 20
    await write(database, *(told(conversation, number) for number in range(count)))
    async with followed(database, store, conversation) as (heard,):
        assert [await next_of(heard) for _ in range(count)] == list(range(count))


async def test_many_listeners_cost_no_more_looks_than_one(
    database: Database,
    store: ConversationStore,
    statements: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(watching, "WATCH_EVERY_S", 0.1)
    conversations = [(await store.create()).id for _ in range(30)]
    async with followed(database, store, *conversations) as heard:
        statements.clear()
        await asyncio.sleep(1)
        assert 2 <= len(statements) <= 2 * 11
        await write(database, told(conversations[7], 7))
        assert await next_of(heard[7]) == 7


async def test_what_is_committed_late_is_told_however_much_others_write_meanwhile(
    database: Database, store: ConversationStore
) -> None:
    """At a national peak a second has more events than any number of ids that is read again."""
    early, busy, late = [(await store.create()).id for _ in range(3)]
    async with followed(database, store, early, busy, late) as heard:
        heard_early, heard_busy, heard_late = heard
        given = told(early, 0)
        await write(database, given)
        assert await next_of(heard_early) == 0
        await write(database, *(told(busy, number) for number in range(500)))
        for number in range(500):
            assert await next_of(heard_busy) == number
        # In another conversation: the listener of the first has heard this id.
        await commit_late(database, given, late, 1)
        assert await next_of(heard_late) == 1


def test_looking_back_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = [100.0]
    monkeypatch.setattr(event_stream.time, "monotonic", lambda: moment[0])
    back = event_stream.LookBack()
    for newest in range(60):
        moment[0] += 1
        after = back.after(newest)
    assert len(back._looks) <= event_stream.LOOK_BACK_S + 2
    assert after == newest - event_stream.LOOK_BACK_S
