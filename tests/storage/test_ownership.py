"""Who owns a conversation: one at any time, whatever happens in which order."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from support.office_times import jalali, shipped

from assistant.conversation.handoff import Handoff, WaitingRoom, estimated_wait
from assistant.conversation.models import Conversation, Event, OwnerChange
from assistant.conversation.ownership import NotOwnerError, OwnerMove, OwnerStep, change_owner
from assistant.conversation.store import ConversationStore
from assistant.replies.schemas import HandoffReply, TextReply
from assistant.storage.database import Database
from knowledge.calendar.work import WorkCalendar

START = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
LEASE = timedelta(seconds=90)
HANDOFF = Handoff(WaitingRoom(None), LEASE)


@pytest.fixture
async def waiting(store: ConversationStore, database: Database) -> str:
    """A conversation in the queue."""
    return await in_queue(store, database, START)


async def in_queue(store: ConversationStore, database: Database, at: datetime) -> str:
    id = (await store.create()).id
    await database.run(lambda session: change_owner(session, id, OwnerStep(OwnerMove.ENQUEUE, at)))
    return id


async def row(database: Database, id: str) -> Conversation:
    found = await database.run(lambda session: session.get(Conversation, id))
    assert found is not None
    return found


async def test_a_taken_conversation_is_held_for_the_lease(database: Database, waiting: str) -> None:
    await database.run(lambda s: HANDOFF.take(s, waiting, "anna", START))
    taken = await row(database, waiting)
    assert (taken.owner, taken.owner_id) == ("operator", "anna")
    assert taken.lease_until == START + LEASE


@pytest.mark.parametrize("late", [timedelta(), timedelta(hours=1)])
async def test_after_the_lease_its_operator_may_do_nothing(
    database: Database, waiting: str, late: timedelta
) -> None:
    await database.run(lambda s: HANDOFF.take(s, waiting, "anna", START))
    at = START + LEASE + late
    for act in (
        lambda s: HANDOFF.say(s, waiting, "anna", TextReply(text="سلام"), at),
        lambda s: HANDOFF.close(s, waiting, "anna", at, "answered"),
        lambda s: HANDOFF.release(s, waiting, "anna", at),
        lambda s: HANDOFF.transfer(s, waiting, "anna", "bela", at),
    ):
        with pytest.raises(NotOwnerError):
            await database.run(act)
    assert await database.run(lambda s: HANDOFF.renew(s, "anna", at)) == 0


async def test_a_lapsed_lease_can_be_taken_over_at_once(database: Database, waiting: str) -> None:
    await database.run(lambda s: HANDOFF.take(s, waiting, "anna", START))
    at = START + LEASE
    early = at - timedelta(seconds=1)
    with pytest.raises(NotOwnerError):
        await database.run(lambda s: HANDOFF.take(s, waiting, "bela", early))
    await database.run(lambda s: HANDOFF.take(s, waiting, "bela", at))
    moves = select(OwnerChange.move).where(OwnerChange.conversation_id == waiting)
    found = await database.run(lambda s: list(s.scalars(moves.order_by(OwnerChange.version))))
    assert found == ["enqueue", "take", "expire", "take"]


async def test_many_take_and_one_gets_it(database: Database, waiting: str) -> None:
    def take(operator: str) -> bool:
        try:
            with database.transaction() as session:
                HANDOFF.take(session, waiting, operator, START)
        except NotOwnerError:
            return False
        return True

    names = [f"operator {n}" for n in range(8)]
    won = await asyncio.gather(*(asyncio.to_thread(take, name) for name in names))
    assert sum(won) == 1
    assert (await row(database, waiting)).owner_id == names[won.index(True)]


async def test_a_move_that_fails_leaves_nothing_behind(database: Database, waiting: str) -> None:
    def half(session) -> None:
        HANDOFF.take(session, waiting, "anna", START)
        raise RuntimeError("the process dies here")

    with pytest.raises(RuntimeError):
        await database.run(half)
    assert (await row(database, waiting)).owner == "queue"
    events = select(Event.type).where(Event.conversation_id == waiting)
    assert await database.run(lambda s: list(s.scalars(events))) == ["owner"]


# What those who wait are told


async def test_nothing_is_said_of_the_wait_while_it_is_not_known(database: Database) -> None:
    long_ago = START - timedelta(days=400)
    assert await database.run(lambda s: estimated_wait(s, 1, long_ago)) is None


async def test_the_wait_is_told_from_what_was_settled_lately(
    store: ConversationStore, database: Database
) -> None:
    at = START + timedelta(days=30)
    for minutes in (4, 6, 8):
        id = await in_queue(store, database, at)
        await database.run(lambda s, id=id: HANDOFF.take(s, id, "anna", at))
        end = at + timedelta(minutes=minutes)
        keep = timedelta(minutes=20)
        held = Handoff(WaitingRoom(None), keep)
        await database.run(lambda s, held=held: held.renew(s, "anna", at))
        await database.run(lambda s, id=id, end=end: HANDOFF.close(s, id, "anna", end, "answered"))
    now = at + timedelta(minutes=9)
    assert await database.run(lambda s: estimated_wait(s, 1, now)) is None, "nobody is there"
    for operator in ("anna", "bela"):
        id = await in_queue(store, database, now)
        await database.run(lambda s, id=id, op=operator: HANDOFF.take(s, id, op, now))
    assert await database.run(lambda s: estimated_wait(s, 4, now)) == timedelta(minutes=12)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (jalali(1405, 9, 4, "10:00"), "نفر"),
        (jalali(1405, 9, 4, "22:00"), "ساعت ۷:۳۰"),
        (jalali(1405, 9, 6, "10:00"), "شماره‌تان را همین‌جا بگذارید"),
    ],
    ids=["open", "night", "friday"],
)
async def test_out_of_hours_one_is_asked_for_a_number(
    database: Database, at: datetime, words: str
) -> None:
    calendar: WorkCalendar = shipped().calendar
    replies = await database.run(lambda s: WaitingRoom(lambda: calendar).replies(s, at, at))
    handoff = replies[0]
    assert isinstance(handoff, HandoffReply)
    assert handoff.text is not None
    assert words in handoff.text
