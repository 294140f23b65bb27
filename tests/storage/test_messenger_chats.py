"""Chats, cursors and links as they are kept, on both databases."""

import itertools
from datetime import timedelta

import pytest
from sqlalchemy import update

from assistant.channels.messengers import chats
from assistant.channels.messengers.chats import (
    CursorPlace,
    MessengerChat,
    MessengerCursor,
    MessengerLink,
)
from assistant.conversation.models import Event, now
from assistant.conversation.store import ConversationStore
from assistant.storage.database import Database

NUMBERS = itertools.count(1)


async def new_chat(store: ConversationStore, channel: str = "tg") -> CursorPlace:
    conversation = (await store.create()).id
    chat = MessengerChat(
        id=f"{channel}:{next(NUMBERS)}",
        channel=channel,
        sealed="sealed",
        conversation_id=conversation,
    )
    await store.run(lambda session: chats.open_chat(session, chat))
    return CursorPlace(chat.id, conversation)


async def say(store: ConversationStore, conversation: str) -> int:
    event = Event(conversation_id=conversation, type="reply", data={})
    await store.run(lambda session: session.add(event))
    return event.id


async def due(store: ConversationStore, after: int = 0, channel: str = "tg") -> list[CursorPlace]:
    return await store.run(lambda session: chats.due(session, [channel], after, 1000))


async def test_a_chat_is_due_as_long_as_something_is_to_be_told(store: ConversationStore) -> None:
    place = await new_chat(store)
    assert place not in await due(store)
    event = await say(store, place.conversation_id)
    assert place in await due(store)
    assert place in await due(store, after=event - 1)
    assert place not in await due(store, after=event)
    assert place not in await due(store, channel="bale")
    await store.run(lambda session: chats.claim(session, place, "me", 30))
    assert place not in await due(store), "somebody is at it"
    await store.run(lambda session: chats.advance(session, place, "me", 30, event_id=event))
    await store.run(lambda session: chats.release(session, place, "me", 0, 0))
    assert place not in await due(store)


async def test_only_one_holds_a_cursor(store: ConversationStore, database: Database) -> None:
    place = await new_chat(store)
    first = await store.run(lambda session: chats.claim(session, place, "first", 30))
    second = await store.run(lambda session: chats.claim(session, place, "second", 30))
    assert (first, second) == (True, False)
    lapsed = update(MessengerCursor).where(place.row)
    past = now() - timedelta(seconds=1)
    await store.run(lambda session: session.execute(lapsed.values(leased_until=past)))
    assert await store.run(lambda session: chats.claim(session, place, "second", 30))
    kept = await store.run(lambda session: chats.advance(session, place, "first", 30, event_id=9))
    assert not kept, "the one who lost the lease may write nothing down"
    await store.run(lambda session: chats.release(session, place, "first", 0, 0))
    assert not await store.run(lambda session: chats.claim(session, place, "third", 30))


async def test_a_pause_is_kept(store: ConversationStore) -> None:
    place = await new_chat(store)
    await say(store, place.conversation_id)
    await store.run(lambda session: chats.claim(session, place, "me", 30))
    await store.run(lambda session: chats.release(session, place, "me", 60, 2))
    assert place not in await due(store)
    found = await store.run(lambda session: chats.pending(session, place))
    assert found is not None
    assert found.cursor.failures == 2


async def test_who_blocked_the_bot_is_left_alone(store: ConversationStore) -> None:
    place = await new_chat(store)
    await say(store, place.conversation_id)
    await store.run(lambda s: chats.set_blocked(s, place.chat_id, is_blocked=True))
    assert place not in await due(store)
    assert await store.run(lambda session: chats.pending(session, place)) is None
    await store.run(lambda s: chats.set_blocked(s, place.chat_id, is_blocked=False))
    assert place in await due(store)


async def test_a_link_is_used_by_one_chat_only(store: ConversationStore) -> None:
    thief, owner = await new_chat(store), await new_chat(store)
    portal = (await store.create()).id
    code, until = await store.run(lambda session: chats.new_link(session, portal))
    assert now() < until <= now() + chats.LINK_VALID
    taken = await store.run(lambda session: chats.take_over(session, owner.chat_id, code))
    assert taken == portal
    again = await store.run(lambda session: chats.take_over(session, owner.chat_id, code))
    assert again == portal, "the same update, once more"
    assert await store.run(lambda s: chats.take_over(s, thief.chat_id, code)) is None


async def test_a_link_grows_old(store: ConversationStore) -> None:
    place = await new_chat(store)
    portal = (await store.create()).id
    code, _ = await store.run(lambda session: chats.new_link(session, portal))
    change = update(MessengerLink).where(MessengerLink.conversation_id == portal)
    past = now() - timedelta(seconds=1)
    await store.run(lambda session: session.execute(change.values(expires_at=past)))
    assert await store.run(lambda s: chats.take_over(s, place.chat_id, code)) is None


async def test_a_chat_that_moved_on_is_still_told_the_old_conversation(
    store: ConversationStore,
) -> None:
    old = await new_chat(store)
    portal = (await store.create()).id
    await say(store, portal)
    code, _ = await store.run(lambda session: chats.new_link(session, portal))
    await store.run(lambda session: chats.take_over(session, old.chat_id, code))
    new = CursorPlace(old.chat_id, portal)
    assert new not in await due(store), "what was said before is on the portal"
    await say(store, portal)
    await say(store, old.conversation_id)
    assert {old, new} <= set(await due(store))
    chat = await store.run(lambda session: chats.find(session, old.chat_id))
    assert chat is not None
    assert chat.conversation_id == portal


@pytest.mark.parametrize("code", ["", "x", "آ" * 500, "\x00"])
async def test_nonsense_is_no_code(store: ConversationStore, code: str) -> None:
    place = await new_chat(store)
    assert await store.run(lambda s: chats.take_over(s, place.chat_id, code)) is None
