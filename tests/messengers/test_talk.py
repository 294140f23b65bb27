"""A talk in a chat, the same in every messenger: words, buttons, a complaint, a case seen again."""

import asyncio
import re

from sqlalchemy import select, text
from sqlalchemy.orm import Session
from support.chat import Chat, Shown

from assistant.channels.messengers import phrases
from assistant.channels.messengers.rendering import button_data
from assistant.conversation.models import Event, Rating, now
from assistant.dialogue.sentences import sentence
from assistant.replies.schemas import TextReply

WORDS = "سه بار رفتم و هر بار گفتند فردا بیا"
CASE = re.compile(r"کد رهگیری: \W*([0-9A-Z]{8})\W")
PIN = re.compile(r"رمز پیگیری: \W*(?:code>)?([0-9]{12})")


async def file_complaint(chat: Chat) -> Shown:
    """By words and buttons to a filed case."""
    await chat.say("می‌خواهم شکایت کنم")
    asked = await chat.say(WORDS)
    asked = await asked.press("نمی‌دانم")
    asked = await asked.press("لازم نیست")
    return await asked.press("ثبت شود")


def case_of(shown: Shown) -> tuple[str, str]:
    plain = shown.text.replace("<code>", "").replace("</code>", "").replace("*", "")
    code, pin = CASE.search(plain + "\n"), PIN.search(plain)
    assert code, shown.text
    assert pin, shown.text
    return code[1], pin[1]


async def test_a_question_is_answered_with_a_card(chat: Chat) -> None:
    shown = await chat.say("گواهینامه‌ام گم شده و المثنی می‌خواهم")
    assert "المثنی" in shown.text
    assert phrases.SOURCE in shown.text or "منبع" in shown.text


async def test_an_update_that_comes_twice_counts_once(chat: Chat) -> None:
    content = {"message": chat.message() | {"text": "هزینه گذرنامه چند است؟"}}
    first = await chat.receive(content, 77)
    again = await chat.receive(content, 77)
    assert first.messages
    assert again.messages == []
    assert len(chat.turns()) == 1


async def test_an_update_that_comes_again_after_others_counts_once(chat: Chat) -> None:
    content = {"message": chat.message() | {"text": "سلام"}}
    await chat.receive(content, 78)
    await chat.say("گذرنامه")
    assert (await chat.receive(content, 78)).messages == []
    assert len(chat.turns()) == 2


async def test_by_buttons_to_a_case_with_its_pin(chat: Chat) -> None:
    filed = await file_complaint(chat)
    assert phrases.CASE_FILED in filed.text
    assert phrases.PIN_WARNING in filed.text
    code, pin = case_of(filed)
    tracked = await chat.say(f"رهگیری {code} رمز {pin}")
    assert code in tracked.text
    assert phrases.CASE_STATE in tracked.text
    assert pin not in tracked.text


async def test_a_pin_is_in_no_row(chat: Chat) -> None:
    _, pin = case_of(await file_complaint(chat))
    with chat.room.running.database.transaction() as session:
        for table in ("events", "turns", "messenger_chats", "conversations"):
            rows = session.execute(text(f"SELECT * FROM {table}")).fetchall()
            assert not [row for row in rows if f'"{pin}"' in str(row) or f" {pin} " in str(row)]


async def test_every_pressed_button_is_answered(chat: Chat) -> None:
    asked = await chat.say("می‌خواهم شکایت کنم")
    await asked.press("انصراف")
    assert chat.flashes == ["انصراف"]


async def test_a_button_that_was_never_shown_does_nothing(chat: Chat) -> None:
    await chat.say("سلام")
    shown = await chat.press("f" * 32)
    assert shown.messages == []
    assert chat.flashes == [phrases.OLD_BUTTON]
    assert len(chat.turns()) == 1


async def test_a_button_of_another_chat_does_nothing(chat: Chat) -> None:
    asked = await chat.say("می‌خواهم شکایت کنم")
    stranger = chat.room.chat(chat.channel)
    await stranger.say("سلام")
    assert (await stranger.press(asked.buttons["انصراف"])).messages == []
    assert stranger.flashes == [phrases.OLD_BUTTON]


async def test_start_greets_and_offers_first_steps(chat: Chat) -> None:
    shown = await chat.command("/start")
    assert "سلام" in shown.text
    assert {"ثبت شکایت ۱۲۸", "پیگیری شکایت", "صحبت با کارشناس"} <= set(shown.buttons)
    asked = await shown.press("ثبت شکایت ۱۲۸")
    assert sentence("ask_description.complaint") in asked.text


async def test_help_tells_what_can_be_done(chat: Chat) -> None:
    assert "/mobile" in (await chat.command("/help")).text


async def test_a_human_is_asked_for_and_the_way_back(chat: Chat) -> None:
    waiting = await chat.say("می‌خواهم با کارشناس صحبت کنم")
    assert "صف" in waiting.text
    back = await waiting.press("ادامه با دستیار")
    assert "ادامه" in back.text


async def test_many_at_once_each_get_their_own_answer(chat: Chat) -> None:
    others = [chat.room.chat(chat.channel) for _ in range(8)]
    asked = {"text": "می‌خواهم شکایت کنم"}
    alone = [message.text for message in (await chat.say(asked["text"])).messages]
    await asyncio.gather(*(o.feed({"message": o.message() | asked}) for o in others))
    await chat.room.deliver()
    assert [[message.text for message in other.sent] for other in others] == [alone] * len(others)


async def test_while_a_human_has_the_word_the_assistant_says_nothing(chat: Chat) -> None:
    await chat.say("می‌خواهم با کارشناس صحبت کنم")
    running, conversation = chat.room.running, chat.row().conversation_id
    with running.database.transaction() as session:
        running.handoff.take(session, conversation, "operator", now())
    await chat.room.deliver()
    assert all(phrases.NOTICE in message.text for message in chat.new())
    chat.new()
    for command in ("/start", "/help"):
        shown = await chat.command(command)
        assert phrases.WITH_HUMAN.splitlines()[0] in shown.text
        assert set(shown.buttons) == {"ادامه با دستیار"}
        assert phrases.NOTICE in shown.text
        assert phrases.WELCOME not in shown.text
        assert phrases.HELP not in shown.text
    with running.database.transaction() as session:
        events = said_in(session, conversation)
    assert [event.data["role"] for event in events[-6:]] == ["citizen", "notice", "notice"] * 2
    long = await chat.say("گ" * 2001)
    assert phrases.TOO_LONG in long.text
    back = await shown.press("ادامه با دستیار")
    assert "ادامه" in back.text


async def test_a_human_is_rated_once_when_they_have_left(chat: Chat) -> None:
    await chat.say("می‌خواهم با کارشناس صحبت کنم")
    running, conversation = chat.room.running, chat.row().conversation_id
    with running.database.transaction() as session:
        running.handoff.take(session, conversation, "operator", now())
        words = TextReply(text="نوبت شما فرداست.")
        running.handoff.say(session, conversation, "operator", words, now())
        running.handoff.close(session, conversation, "operator", now(), "answered")
    await chat.room.deliver()
    goodbye = Shown(chat, chat.new()[-1:])
    assert "به کارتان آمد" in goodbye.text
    assert phrases.RATE_THANKS in (await goodbye.press("۴")).text
    assert (await goodbye.press("۱ (اصلاً)")).messages == []
    assert chat.flashes == ["۴", phrases.OLD_BUTTON]
    query = select(Rating).where(Rating.conversation_id == conversation)
    with running.database.transaction() as session:
        (rating,) = session.scalars(query)
    assert (rating.score, rating.channel, rating.occasion) == (4, chat.channel, "talk")


async def test_nobody_is_rated_who_was_not_there(chat: Chat) -> None:
    await chat.say("سلام")
    assert (await chat.press(button_data("rate:5"))).messages == []
    assert chat.flashes == [phrases.OLD_BUTTON]


def said_in(session: Session, conversation: str) -> list[Event]:
    query = select(Event).where(Event.conversation_id == conversation, Event.type == "reply")
    return list(session.scalars(query.order_by(Event.id)))
