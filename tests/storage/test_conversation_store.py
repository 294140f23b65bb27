"""Conversations, turns and events as they are kept."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assistant.conversation.handoff import queue_place
from assistant.conversation.models import Conversation, Event, Turn, now
from assistant.conversation.ownership import OwnerMove, OwnerStep, change_owner
from assistant.conversation.store import ConversationChangedError, ConversationStore
from assistant.storage.database import Database

UNKNOWN = "0" * 32


def turn_of(conversation: Conversation, text: str = "سلام", key: str | None = None) -> Turn:
    return Turn(
        id=uuid4().hex,
        conversation_id=conversation.id,
        idempotency_key=key,
        request_hash="x" * 64,
        text=text,
        answer={"replies": [{"kind": "text", "text": "درود"}]},
    )


def event_of(conversation: Conversation, text: str) -> Event:
    return Event(conversation_id=conversation.id, type="reply", data={"text": text})


async def save(
    store: ConversationStore,
    conversation: Conversation,
    turn: Turn,
    raw: str,
    events: list[Event],
) -> None:
    """Keep a turn and its events in one transaction."""

    def work(session: Session) -> None:
        store.save_turn(session, conversation, turn, raw)
        session.add_all(events)

    await store.run(work)
    conversation.version += 1


async def opened(store: ConversationStore) -> Conversation:
    return (await store.get((await store.create()).id)).conversation


async def test_only_the_token_opens_a_conversation(store: ConversationStore) -> None:
    new, other = await store.create(), await store.create()
    assert await store.authorised(new.id, new.token)
    for token in ("", "x", other.token, new.token[:-1], new.token + "x"):
        assert not await store.authorised(new.id, token)
    assert not await store.authorised(UNKNOWN, new.token)


@pytest.mark.parametrize("id", ["\x00", "", "x" * 5000, "😀"])
async def test_an_impossible_conversation_is_only_unknown(
    store: ConversationStore, id: str
) -> None:
    assert not await store.authorised(id, "token")


async def test_the_token_itself_is_not_kept(store: ConversationStore, database: Database) -> None:
    new = await store.create()
    with database.transaction() as session:
        row = session.get(Conversation, new.id)
    assert row is not None
    assert new.token not in row.token_hash


async def test_an_unknown_conversation_is_a_key_error(store: ConversationStore) -> None:
    with pytest.raises(KeyError):
        await store.get(UNKNOWN)


async def test_a_turn_is_kept_with_state_and_events(store: ConversationStore) -> None:
    conversation = await opened(store)
    conversation.state = {"slots": {"agency_id": "abfa"}, "active_loop": "case_form"}
    conversation.shown_choices = {"cancel": "انصراف"}
    events = [event_of(conversation, text) for text in ("یک", "دو", "سه")]
    await save(store, conversation, turn_of(conversation, key="k"), "سلام", events)
    again = (await store.get(conversation.id)).conversation
    assert again.state == conversation.state
    assert again.shown_choices == {"cancel": "انصراف"}
    assert again.last_turn_at.utcoffset() == timedelta(0)
    kept = (await store.get(conversation.id, "k")).earlier
    assert kept is not None
    assert kept.answer["replies"][0]["text"] == "درود"
    events = await store.events_after(conversation.id, 0)
    assert [event.data["text"] for event in events] == ["یک", "دو", "سه"]


async def test_only_its_own_key_finds_a_turn(store: ConversationStore) -> None:
    conversation, other = await opened(store), await opened(store)
    await save(store, conversation, turn_of(conversation, key="k"), "سلام", [])
    for id, key in ((conversation.id, None), (conversation.id, "x"), (other.id, "k")):
        assert (await store.get(id, key)).earlier is None


async def test_events_go_on_after_the_last_one_seen(store: ConversationStore) -> None:
    conversation = await opened(store)
    events = [event_of(conversation, str(number)) for number in range(5)]
    await save(store, conversation, turn_of(conversation), "سلام", events)
    first = await store.events_after(conversation.id, 0)
    rest = await store.events_after(conversation.id, first[2].id)
    assert [event.data["text"] for event in rest] == ["3", "4"]
    assert await store.events_after(conversation.id, first[-1].id) == []


async def test_a_turn_that_cannot_be_kept_leaves_nothing_behind(
    store: ConversationStore, database: Database
) -> None:
    conversation = await opened(store)
    await save(store, conversation, turn_of(conversation, key="k"), "سلام", [])
    conversation.state = {"slots": {"agency_id": "abfa"}}
    with pytest.raises(IntegrityError):
        await save(
            store,
            conversation,
            turn_of(conversation, key="k"),
            "سلام",
            [event_of(conversation, "نیمه")],
        )
    assert (await store.get(conversation.id)).conversation.state == {}
    assert await store.events_after(conversation.id, 0) == []
    with database.transaction() as session:
        turns = session.scalars(select(Turn).where(Turn.conversation_id == conversation.id))
        assert len(list(turns)) == 1


async def test_the_words_as_typed_are_sealed_when_they_were_masked(
    store: ConversationStore, database: Database
) -> None:
    conversation = await opened(store)
    turn = turn_of(conversation, "شماره من [شماره همراه]")
    await save(store, conversation, turn, "شماره من 09121234567", [])
    with database.transaction() as session:
        row = session.get(Turn, turn.id)
    assert row is not None
    assert row.sealed
    assert "09121234567" not in row.sealed
    assert await store.own_words(conversation.id) == {"[شماره همراه]": "09121234567"}


async def test_words_without_secrets_are_kept_once(store: ConversationStore) -> None:
    conversation = await opened(store)
    turn = turn_of(conversation)
    await save(store, conversation, turn, "سلام", [])
    assert turn.sealed is None
    assert await store.own_words(conversation.id) == {}


async def test_words_are_opened_only_for_their_conversation(store: ConversationStore) -> None:
    conversation, other = await opened(store), await opened(store)
    turn = turn_of(conversation, "شماره من [شماره همراه]")
    await save(store, conversation, turn, "شماره من 09121234567", [])
    assert await store.own_words(other.id) == {}
    assert await store.own_words(UNKNOWN) == {}


async def test_the_queue_counts_those_who_came_before(
    store: ConversationStore, database: Database
) -> None:
    start = now()
    before = await database.run(lambda session: queue_place(session, start))
    for minutes in (1, 2, 3):
        id, at = (await opened(store)).id, start + timedelta(minutes=minutes)
        await database.run(
            lambda s, id=id, at=at: change_owner(s, id, OwnerStep(OwnerMove.ENQUEUE, at))
        )
    places = [start, start + timedelta(minutes=3)]
    told = [await database.run(lambda s, at=at: queue_place(s, at)) for at in places]
    assert told == [before, before + 2]


async def test_a_turn_that_was_overtaken_is_not_kept(store: ConversationStore) -> None:
    conversation = await opened(store)
    again = (await store.get(conversation.id)).conversation
    await save(store, conversation, turn_of(conversation), "سلام", [])
    with pytest.raises(ConversationChangedError):
        await save(store, again, turn_of(again), "سلام", [event_of(again, "نیمه")])
    assert await store.events_after(conversation.id, 0) == []
