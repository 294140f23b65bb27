"""Photos, voice messages and documents in chats become files of the citizen's case."""

import asyncio
import itertools
from datetime import timedelta
from typing import Any

import pytest
from aiogram.methods import GetFile
from aiogram.methods.base import Response
from sqlalchemy import func, select
from support import media
from support.chat import Chat, Shown

from assistant.cases.attachments.cleaning import FileLimits
from assistant.cases.attachments.pending import WAITS
from assistant.cases.attachments.service import sweep
from assistant.cases.attachments.store import Attachment, WaitingFile, attachments_of
from assistant.cases.models import Case
from assistant.channels.messengers import phrases
from assistant.storage.shared_clock import utc_now

COMPLAIN = "می‌خواهم شکایت کنم"
WORDS = "سه روز است برق خانه ما قطع است و کسی پاسخ نمی‌دهد"
_IDS = itertools.count(1)


def on_server(chat: Chat, data: bytes) -> str:
    """The id of a file that the messenger's server holds."""
    id_ = f"file-{next(_IDS)}"
    chat.room.sessions[chat.channel].files[id_] = (f"photos/{id_}", data)
    return id_


def photo(id_: str, **more: Any) -> dict[str, Any]:
    small = {"file_id": "small", "file_unique_id": "s", "width": 9, "height": 9}
    large = {"file_id": id_, "file_unique_id": id_, "width": 90, "height": 90}
    return {"photo": [small, large]} | more


def voice(id_: str) -> dict[str, Any]:
    return {"voice": {"file_id": id_, "file_unique_id": id_, "duration": 3}}


def document(id_: str) -> dict[str, Any]:
    return {"document": {"file_id": id_, "file_unique_id": id_}}


async def file(chat: Chat) -> Shown:
    """Complain, and answer every question of the form by the plainest button."""
    await chat.say(COMPLAIN)
    return await fill_in(await chat.say(WORDS))


async def fill_in(shown: Shown) -> Shown:
    """Answer what is asked, and file."""
    for _ in range(6):
        known = [one for one in ("ثبت شود", "نمی‌دانم", "لازم نیست") if one in shown.buttons]
        if not known:
            return shown
        shown = await shown.press(known[0])
    raise AssertionError(f"no case after six answers: {shown.text}")


def files_of(chat: Chat) -> list[Attachment]:
    """The files of the chat's newest case."""
    own = select(Case).where(Case.conversation_id == chat.row().conversation_id)
    with chat.room.running.database.transaction() as session:
        return attachments_of(session, session.scalars(own.order_by(Case.id.desc())).first())


def waiting(chat: Chat) -> int:
    own = WaitingFile.conversation_id == chat.row().conversation_id
    with chat.room.running.database.transaction() as session:
        return session.scalar(select(func.count()).where(own))


def fetched(chat: Chat) -> list[GetFile]:
    return [request for request in chat.requests if isinstance(request, GetFile)]


@pytest.fixture
async def filed(chat: Chat) -> Chat:
    """Someone who has filed a case in the chat."""
    assert phrases.CASE_FILED in (await file(chat)).text
    return chat


async def test_files_join_the_open_case(filed: Chat) -> None:
    sent = {
        "image/jpeg": photo(on_server(filed, media.photo())),
        "audio/ogg": voice(on_server(filed, media.ogg())),
        "application/pdf": document(on_server(filed, media.pdf())),
    }
    for content in sent.values():
        shown = await filed.send(content)
        assert "پیوست شد" in shown.text
    rows = files_of(filed)
    assert [row.media for row in rows] == list(sent)
    store = filed.room.running.files.files
    assert media.CAMERA.encode() not in store.get(rows[0].name)
    assert [turn.text for turn in filed.turns()][-3:] == ["[عکس]", "[پیام صوتی]", "[فایل]"]


async def test_an_update_that_comes_twice_adds_one_file(filed: Chat) -> None:
    content = {"message": filed.message() | photo(on_server(filed, media.photo()))}
    await filed.receive(content, 501)
    assert (await filed.receive(content, 501)).messages == []
    assert len(files_of(filed)) == 1


async def test_files_sent_at_the_same_time_all_arrive(filed: Chat) -> None:
    contents = [
        {"message": filed.message() | document(on_server(filed, media.pdf(f"page {number}")))}
        for number in range(4)
    ]
    await asyncio.gather(*(filed.feed(content) for content in contents))
    assert len(files_of(filed)) == 4


async def test_a_file_during_the_form_waits_and_joins_the_case_that_is_filed(chat: Chat) -> None:
    await chat.say(COMPLAIN)
    shown = await chat.send(voice(on_server(chat, media.ogg())))
    assert phrases.FILE_WAITS in shown.text
    shown = await chat.send(photo(on_server(chat, media.photo())))
    assert phrases.FILE_WAITS in shown.text
    assert waiting(chat) == 2
    shown = await fill_in(await chat.say(WORDS))
    assert "۲ فایلی که فرستادید" in shown.text
    assert [row.media for row in files_of(chat)] == ["audio/ogg", "image/jpeg"]
    assert waiting(chat) == 0


async def test_a_photo_with_a_complaint_below_it_opens_the_form_and_waits(chat: Chat) -> None:
    shown = await chat.send(photo(on_server(chat, media.photo()), caption=COMPLAIN))
    assert phrases.FILE_WAITS in shown.text
    assert waiting(chat) == 1


async def test_a_form_that_is_let_go_takes_its_files_along(chat: Chat) -> None:
    asked = await chat.say(COMPLAIN)
    await chat.send(photo(on_server(chat, media.photo())))
    assert waiting(chat) == 1
    await asked.press("انصراف")
    assert waiting(chat) == 0
    await file(chat)
    assert files_of(chat) == []


async def test_what_waits_in_vain_is_forgotten_and_swept(chat: Chat) -> None:
    running = chat.room.running
    await chat.say(COMPLAIN)
    await chat.send(photo(on_server(chat, media.picture("PNG", (31, 17)))))
    assert waiting(chat) == 1
    await sweep(running.database, running.files.files, utc_now() + WAITS / 2)
    assert waiting(chat) == 1
    assert await sweep(running.database, running.files.files, utc_now() + WAITS * 2) >= 1
    assert waiting(chat) == 0


async def test_without_a_case_nothing_is_fetched(chat: Chat) -> None:
    said = {
        phrases.PHOTO: photo(on_server(chat, media.photo())),
        phrases.VOICE: voice(on_server(chat, media.ogg())),
        phrases.FILE: document(on_server(chat, media.pdf())),
    }
    for words, content in said.items():
        assert (await chat.send(content)).text == words
    assert fetched(chat) == []


async def test_a_case_at_rest_takes_no_file(filed: Chat) -> None:
    running = filed.room.running
    own = select(Case).where(Case.conversation_id == filed.row().conversation_id)
    with running.database.transaction() as session:
        session.scalar(own).status = "withdrawn"
    assert (await filed.send(photo(on_server(filed, media.photo())))).text == phrases.PHOTO
    assert files_of(filed) == []


async def test_another_chat_has_its_own_cases(filed: Chat) -> None:
    other = filed.room.chat(filed.channel)
    assert (await other.send(photo(on_server(other, media.photo())))).text == phrases.PHOTO
    assert files_of(filed) == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<html><script>alert(1)</script></html>", phrases.FILE_TYPE),
        (media.picture("GIF"), phrases.FILE_TYPE),
        (media.photo()[:-60], phrases.FILE_BROKEN),
        (media.bomb(), phrases.FILE_TOO_LARGE),
        (b"%PDF-" + bytes(11_000_000), phrases.FILE_TOO_LARGE),
    ],
    ids=["page", "gif", "cut", "bomb", "large"],
)
async def test_what_is_not_kept_is_said(filed: Chat, data: bytes, words: str) -> None:
    assert (await filed.send(document(on_server(filed, data)))).text == words
    assert files_of(filed) == []


async def test_what_the_messenger_does_not_give_is_said(filed: Chat) -> None:
    session = filed.room.sessions[filed.channel]
    for told, words in (
        ("Bad Request: file is too big", phrases.FILE_TOO_LARGE),
        ("Bad Request: wrong file_id", phrases.FILE_BROKEN),
    ):
        refusal = Response(ok=False, error_code=400, description=told)
        session.add_result(GetFile, refusal)
        assert (await filed.send(photo(on_server(filed, media.photo())))).text == words


async def test_a_film_is_no_file_of_a_case(filed: Chat) -> None:
    note = {"video_note": {"file_id": "v", "file_unique_id": "v", "length": 9, "duration": 3}}
    assert (await filed.send(note)).text == phrases.FILE_TYPE
    assert fetched(filed) == []


async def test_a_case_that_is_full_takes_no_more(
    filed: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = FileLimits(1_000_000, 1_000_000, per_case=1)
    monkeypatch.setattr(filed.room.running.files, "limits", limits)
    await filed.send(document(on_server(filed, media.pdf("first"))))
    shown = await filed.send(document(on_server(filed, media.pdf("second"))))
    assert shown.text == phrases.FILES_FULL


async def test_a_messenger_that_is_away_is_asked_again(filed: Chat) -> None:
    session = filed.room.sessions[filed.channel]
    content = {"message": filed.message() | photo(on_server(filed, media.photo()))}
    session.add_result(GetFile, Response(ok=False, error_code=502, description="Bad Gateway"))
    with pytest.raises(Exception, match="Bad Gateway"):
        await filed.feed(content, 777)
    assert files_of(filed) == []
    assert "پیوست شد" in (await filed.receive(content, 777)).text
    assert timedelta(0) <= utc_now() - files_of(filed)[0].created_at
