"""What is to be told arrives: through limits, blocks, refusals, and dying processes."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from aiogram.methods import SendMessage
from aiogram.methods.base import Response
from aiogram.types import ResponseParameters
from sqlalchemy import update
from support.chat import Chat, Room

from assistant.channels.messengers import phrases
from assistant.channels.messengers.chats import MessengerCursor
from assistant.channels.messengers.delivery import Deliverer
from assistant.conversation.models import Event, now
from assistant.conversation.turn_records import Speaker, reply_event
from assistant.replies.schemas import TextReply


def refuse(chat: Chat, code: int, words: str, retry_after: int | None = None) -> None:
    """The server's next answer to a message."""
    parameters = ResponseParameters(retry_after=retry_after) if retry_after else None
    answer = Response[Any](ok=False, error_code=code, description=words, parameters=parameters)
    chat.room.sessions[chat.channel].add_result(SendMessage, answer)


async def tell(chat: Chat, text: str, role: Speaker = Speaker.BOT) -> None:
    """Something new in the conversation that is no answer: of an operator, or of the clock."""
    event = reply_event(chat.row().conversation_id, None, role, TextReply(text=text))
    await chat.room.running.database.run(lambda session: session.add(event))


async def change_cursor(chat: Chat, **values: object) -> None:
    change = update(MessengerCursor).where(MessengerCursor.chat_id == chat.own_id)
    await chat.room.running.database.run(lambda session: session.execute(change.values(**values)))


def cursor(chat: Chat) -> MessengerCursor:
    place = (chat.own_id, chat.row().conversation_id)
    with chat.room.running.database.transaction() as session:
        found = session.get(MessengerCursor, place)
    assert found is not None
    return found


async def test_what_an_operator_says_arrives_with_their_role(chat: Chat) -> None:
    await chat.say("سلام")
    await tell(chat, "پروندهٔ شما را دیدم.", Speaker.OPERATOR)
    await chat.room.deliver()
    (message,) = chat.new()
    assert phrases.OPERATOR in message.text.splitlines()[0]
    assert "پروندهٔ شما را دیدم." in message.text


async def test_what_the_citizen_wrote_elsewhere_is_shown_as_theirs(chat: Chat) -> None:
    await chat.say("سلام")
    await tell(chat, "از درگاه نوشتم", Speaker.CITIZEN)
    await chat.room.deliver()
    (message,) = chat.new()
    assert phrases.ELSEWHERE in message.text


async def test_events_arrive_in_order(chat: Chat) -> None:
    await chat.say("سلام")
    for number in range(10):
        await tell(chat, f"سخن {number}")
    await chat.room.deliver()
    assert [message.text for message in chat.new()] == [f"سخن {n}" for n in range(10)]


async def test_a_messenger_that_asks_to_wait_is_waited_for(chat: Chat) -> None:
    refuse(chat, 429, "Too Many Requests", retry_after=30)
    await chat.say("سلام")
    assert len(chat.sent) == 1
    wait = cursor(chat).next_try_at - now()
    assert timedelta(seconds=25) < wait <= timedelta(seconds=30)
    # The whole bot waits, not this chat alone.
    other = chat.room.chat(chat.channel)
    await other.say("سلام")
    assert other.sent == []
    later = Room.over(chat.room.running)
    await change_cursor(chat, next_try_at=now())
    await change_cursor(other, next_try_at=now())
    await later.deliver()
    sent = later.sessions[chat.channel].requests
    assert {str(chat.id), str(other.id)} <= {one.chat_id for one in sent}


async def test_a_blocked_bot_keeps_what_it_has_to_say(chat: Chat) -> None:
    await chat.say("سلام")
    refuse(chat, 403, "Forbidden: bot was blocked by the user")
    await tell(chat, "پاسخ دستگاه رسید.")
    await chat.room.deliver()
    assert chat.row().blocked_at is not None
    await tell(chat, "یادآوری")
    await chat.room.deliver()
    chat.new()
    back = await chat.say("برگشتم")
    assert [m.text for m in back.messages[:2]] == ["پاسخ دستگاه رسید.", "یادآوری"]
    assert chat.row().blocked_at is None


async def test_a_block_that_is_told_is_kept(room: Room) -> None:
    chat = room.chat("tg")
    await chat.say("سلام")
    await member(chat, "kicked")
    assert chat.row().blocked_at is not None
    await member(chat, "member")
    assert chat.row().blocked_at is None


async def member(chat: Chat, status: str) -> None:
    whole = chat.message()
    bot = {"id": 101, "first_name": "دستیار", "is_bot": True}
    new = {"status": status, "user": bot} | ({"until_date": 0} if status == "kicked" else {})
    content = {"old_chat_member": {"status": "member", "user": bot}, "new_chat_member": new}
    await chat.receive({"my_chat_member": whole | content})


async def test_markup_that_is_refused_goes_out_as_plain_words(chat: Chat) -> None:
    asked = await chat.say("می‌خواهم شکایت کنم")
    refuse(chat, 400, "Bad Request: can't parse entities")
    await tell(chat, "الف & ب *ج*", Speaker.OPERATOR)
    await chat.room.deliver()
    _, plain = chat.new()
    assert "الف & ب *ج*" in plain.text
    assert plain.parse_mode is None
    assert asked.messages


async def test_what_is_always_refused_does_not_hold_up_the_rest(chat: Chat) -> None:
    await chat.say("سلام")
    refuse(chat, 400, "Bad Request: no")
    refuse(chat, 400, "Bad Request: no")
    await tell(chat, "این هرگز نمی‌رسد", Speaker.OPERATOR)
    await tell(chat, "این می‌رسد")
    await chat.room.deliver()
    assert chat.new()[-1].text == "این می‌رسد"


async def test_a_server_that_is_down_is_tried_again_with_growing_pauses(chat: Chat) -> None:
    await chat.say("سلام")
    pauses = []
    for _ in range(3):
        refuse(chat, 500, "Internal Server Error")
    await tell(chat, "یک")
    for _ in range(3):
        await change_cursor(chat, next_try_at=now())
        await chat.room.deliver()
        pauses.append((cursor(chat).next_try_at - now()).total_seconds())
    assert pauses[0] < pauses[1] < pauses[2]
    await change_cursor(chat, next_try_at=now())
    await chat.room.deliver()
    assert chat.sent[-1].text == "یک"
    assert cursor(chat).failures == 0


LONG = "\n".join(f"بند {number}. " + "واژه " * 300 for number in range(10))


@pytest.mark.parametrize("dies_after", [1, 2, 3])
async def test_a_process_that_dies_between_messages_loses_and_doubles_nothing(
    chat: Chat, dies_after: int
) -> None:
    await chat.say("سلام")
    await tell(chat, LONG)
    await tell(chat, "پایان")
    await die_before(chat, dies_after + 1)
    told = [message.text for message in chat.new()]
    assert len(told) == dies_after
    # The dead one's lease must end first.
    await chat.room.deliver()
    assert chat.new() == []
    await change_cursor(chat, leased_until=now() - timedelta(seconds=1))
    await chat.room.deliver()
    told += [message.text for message in chat.new()]
    assert told[-1] == "پایان"
    assert "\n".join(told[:-1]).split() == LONG.split()


async def die_before(chat: Chat, number: int) -> None:
    """Kill the delivery at its `number`th message, before the server hears of it."""
    session = chat.room.sessions[chat.channel]
    whole = session.make_request
    count = 0

    class Killed(BaseException):
        """Nothing of the code sees it, as with a real kill."""

    async def request(bot: Any, method: Any, timeout: int | None = None) -> Any:
        nonlocal count
        count += 1
        if count == number:
            raise Killed
        return await whole(bot, method, timeout)

    session.make_request = request  # type: ignore[method-assign]
    with pytest.raises(Killed):
        await chat.room.messengers.deliverer.sweep()
    session.make_request = whole  # type: ignore[method-assign]


async def test_several_processes_tell_everything_once(chat: Chat) -> None:
    await chat.say("سلام")
    for number in range(30):
        await tell(chat, f"سخن {number}")
    slow(chat)
    running, transports = chat.room.running, chat.room.messengers.deliverer._transports
    others = [
        Deliverer(running.database, transports, running.sealer, running.telling) for _ in range(4)
    ]
    await asyncio.gather(*(other.sweep() for other in others for _ in range(3)))
    await chat.room.deliver()
    assert [message.text for message in chat.new()] == [f"سخن {n}" for n in range(30)]


def slow(chat: Chat) -> None:
    """A server that takes its time, so that others have the chance to interfere."""
    session = chat.room.sessions[chat.channel]
    whole: Callable[..., Any] = session.make_request

    async def request(bot: Any, method: Any, timeout: int | None = None) -> Any:
        await asyncio.sleep(0.002)
        return await whole(bot, method, timeout)

    session.make_request = request  # type: ignore[method-assign]


async def test_a_lost_lease_stops_the_one_who_lost_it(chat: Chat) -> None:
    await chat.say("سلام")
    await tell(chat, LONG)
    session = chat.room.sessions[chat.channel]
    whole = session.make_request

    async def request(bot: Any, method: Any, timeout: int | None = None) -> Any:
        await change_cursor(chat, lease="another")
        return await whole(bot, method, timeout)

    session.make_request = request  # type: ignore[method-assign]
    await chat.room.messengers.deliverer.sweep()
    assert len(chat.new()) == 1


async def test_a_change_of_owner_alone_says_nothing(chat: Chat) -> None:
    await chat.say("سلام")
    conversation = chat.row().conversation_id
    event = Event(conversation_id=conversation, type="owner", data={"owner": "operator"})
    await chat.room.running.database.run(lambda session: session.add(event))
    await chat.room.deliver()
    assert chat.new() == []
    assert cursor(chat).event_id == event.id


async def test_a_running_deliverer_sees_what_others_wrote_and_stops(chat: Chat) -> None:
    await chat.say("سلام")
    deliverer = chat.room.messengers.deliverer
    task = asyncio.create_task(deliverer.run())
    await tell(chat, "از فرایندی دیگر")
    for _ in range(100):
        if chat.sent[-1].text == "از فرایندی دیگر":
            break
        await asyncio.sleep(0.05)
    assert chat.sent[-1].text == "از فرایندی دیگر"
    deliverer.stop()
    await asyncio.wait_for(task, 5)
