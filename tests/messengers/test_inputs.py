"""What citizens send beside plain words, the same in every messenger."""

from dataclasses import replace

import pytest
from support.chat import Chat, Room

from assistant.channels.messengers import phrases
from assistant.channels.messengers.service import MessengerSettingsError
from assistant.provider_settings import MessengerMode, MessengerSettings
from assistant.runtime import Runtime
from assistant.settings import Settings

MOBILE = "09121234567"
PHOTO = {"photo": [{"file_id": "p", "file_unique_id": "u", "width": 1, "height": 1}]}
VOICE = {"voice": {"file_id": "v", "file_unique_id": "u", "duration": 3}}
FILE = {"document": {"file_id": "d", "file_unique_id": "u"}}
STICKER = {
    "sticker": {
        "file_id": "s",
        "file_unique_id": "u",
        "type": "regular",
        "width": 1,
        "height": 1,
        "is_animated": False,
        "is_video": False,
    }
}


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (VOICE, phrases.VOICE),
        (PHOTO, phrases.PHOTO),
        (FILE, phrases.FILE),
        (STICKER, phrases.OTHER),
        ({"location": {"latitude": 35.7, "longitude": 51.4}}, phrases.OTHER),
        ({"text": "\u0001"}, phrases.OTHER),
        ({"text": "گ" * 2001}, phrases.TOO_LONG),
    ],
    ids=["voice", "photo", "file", "sticker", "location", "nothing", "long"],
)
async def test_what_is_not_read_is_said_not_to_be_read(
    chat: Chat, content: dict, answer: str
) -> None:
    shown = await chat.send(content)
    assert [message.text for message in shown.messages] == [answer]


async def test_words_below_a_picture_are_a_message(chat: Chat) -> None:
    shown = await chat.send(PHOTO | {"caption": "هزینه گذرنامه چند است؟"})
    assert "گذرنامه" in shown.text
    assert phrases.PHOTO in shown.text


async def test_a_picture_that_comes_twice_counts_once(chat: Chat) -> None:
    content = {"message": chat.message() | PHOTO | {"caption": "می‌خواهم شکایت کنم"}}
    await chat.receive(content, 91)
    assert (await chat.receive(content, 91)).messages == []


async def test_the_mobile_number_is_asked_for_by_a_button(chat: Chat) -> None:
    (asked,) = (await chat.command("/mobile")).messages
    (button,) = asked.reply_markup.keyboard[0]
    assert button.request_contact


async def test_ones_own_number_is_taken_and_masked(chat: Chat) -> None:
    contact = {"phone_number": MOBILE, "first_name": "من", "user_id": chat.id}
    await chat.send({"contact": contact})
    (turn,) = chat.turns()
    assert "[شماره همراه]" in turn.text
    assert MOBILE not in turn.text
    store = chat.room.running.store
    assert MOBILE in (await store.own_words(turn.conversation_id)).values()


@pytest.mark.parametrize("more", [{}, {"user_id": 5}])
async def test_anothers_number_is_not_taken(chat: Chat, more: dict) -> None:
    contact = {"phone_number": MOBILE, "first_name": "دیگری"} | more
    shown = await chat.send({"contact": contact})
    assert shown.text == phrases.FOREIGN_CONTACT
    (turn,) = chat.turns()
    assert MOBILE not in str(turn.text) + str(turn.answer) + str(turn.sealed)


async def test_the_newest_message_may_be_corrected(chat: Chat) -> None:
    message = chat.message() | {"text": "سلاام"}
    await chat.receive({"message": message})
    shown = await chat.receive({"edited_message": message | {"text": "می‌خواهم شکایت کنم"}})
    assert "چه شد" in shown.text


async def test_an_older_message_stays_as_it_was_answered(chat: Chat) -> None:
    older = chat.message() | {"text": "گذرنامه"}
    await chat.receive({"message": older})
    await chat.say("سلام")
    shown = await chat.receive({"edited_message": older | {"text": "شناسنامه"}})
    assert shown.text == phrases.OLD_EDIT


async def test_a_group_hears_nothing(chat: Chat) -> None:
    group = {"id": -5, "type": "group", "title": "همسایه‌ها"}
    await chat.send({"text": "سلام", "chat": group})
    sent = [one for one in chat.requests if getattr(one, "chat_id", None) == "-5"]
    assert sent == []


async def test_the_messengers_own_id_is_nowhere_in_plain(chat: Chat) -> None:
    await chat.say("سلام")
    row = chat.row()
    values = " ".join(str(value) for value in vars(row).values())
    assert str(chat.id) not in values
    assert chat.room.running.sealer.open(row.sealed) == str(chat.id)
    assert row.id.startswith(f"{chat.channel}:")


async def test_the_same_number_in_two_messengers_is_two_chats(room: Room) -> None:
    telegram, bale = room.chat("tg"), room.chat("bale")
    bale.id = telegram.id
    await telegram.say("می‌خواهم شکایت کنم")
    await bale.say("سلام")
    assert telegram.row().conversation_id != bale.row().conversation_id


async def test_too_many_messages_are_told_once(running: Runtime, channel: str) -> None:
    room = Room.over(running)
    room.messengers.inbox._rate = type(room.messengers.inbox._rate)(3)
    chat = room.chat(channel)
    shown = [await chat.say("سلام") for _ in range(6)]
    assert [phrases.TOO_MANY in one.text for one in shown] == [False] * 3 + [True] + [False] * 2
    assert [bool(one.messages) for one in shown] == [True] * 4 + [False] * 2


async def test_a_code_of_no_link_is_told_so(chat: Chat) -> None:
    assert phrases.LINK_DEAD in (await chat.command("/start nonsense")).text


@pytest.mark.parametrize(
    ("bots", "told"),
    [
        ({"icq": {"token": "1:x"}}, "icq"),
        ({"tg": {"token": "1:x", "mode": "webhook"}}, "DASTYAR_PUBLIC_URL"),
    ],
)
async def test_settings_that_cannot_work_are_refused_by_name(
    running: Runtime, bots: dict, told: str
) -> None:
    chosen = {name: MessengerSettings.model_validate(bot) for name, bot in bots.items()}
    settings = running.settings.model_copy(update={"messengers": chosen})
    with pytest.raises(MessengerSettingsError, match=told):
        Room.over(replace(running, settings=settings))


def test_bots_are_named_by_single_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASTYAR_MESSENGERS__BALE__TOKEN", "1:secret")
    monkeypatch.setenv("DASTYAR_MESSENGERS__BALE__MODE", "webhook")
    bot = Settings(_env_file=None).messengers["bale"]
    assert (bot.token.get_secret_value(), bot.mode) == ("1:secret", MessengerMode.WEBHOOK)
    assert "secret" not in repr(bot)


async def test_a_text_to_be_filed_is_shown_as_it_was_typed(chat: Chat, running: Runtime) -> None:
    street = "کوچه شهید رحیمی پلاک ۱۲"
    shown = await chat.say(f"از شرکت آب و فاضلاب شکایت دارم، جلوی منزل ما در {street} قم چاله است")
    if "شکایت خودم ثبت شود" in shown.buttons:
        shown = await shown.press("شکایت خودم ثبت شود")
    assert street in shown.text
    for turn in chat.turns():
        assert street not in f"{turn.text}{turn.answer}"
