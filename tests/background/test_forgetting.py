"""What nothing keeps any longer is forgotten by itself, in rows and folders, on both databases."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session
from support.case_work import CaseWork
from support.samples import MOBILE

from assistant.background.daily import Scrubber
from assistant.cases.models import Case, CaseEvent, PersonalReading
from assistant.cases.move_requests import MoveRequest
from assistant.cases.moves import Move
from assistant.cases.terms import CITIZEN
from assistant.cases.verify import VerifyMeans, verify
from assistant.channels.messengers.chats import (
    MessengerChat,
    MessengerCursor,
    MessengerLink,
    open_chat,
)
from assistant.conversation.messages import Message
from assistant.conversation.models import Conversation, Event, Turn
from assistant.conversation.store import ConversationStore
from assistant.desk.models import Account, DeskNote
from assistant.privacy.erasure import erase_conversation
from assistant.storage.durable_files import append_line, drop_lines
from assistant.storage.jobs import Claim, Job
from assistant.storage.sealing import Sealer
from assistant.storage.shared_clock import utc_now

NAME = "ماندانا دریانورد"


async def a_day_passes(work: CaseWork) -> None:
    await work.look_at_the_day()
    await work.worker.drain(utc_now() + timedelta(days=1))


async def talk(work: CaseWork, age: timedelta, **changes: object) -> str:
    """A conversation with a sealed turn, an event and a note, last used so long ago."""
    id_, at, sealer = uuid4().hex, utc_now() - age, work.parts.sealer
    store = ConversationStore(work.database, sealer)
    message = Message(text=f"شماره من {MOBILE} است")
    rows = [
        Turn(
            id=uuid4().hex,
            conversation_id=id_,
            request_hash=store.request_hash(id_, message),
            text="شماره من [شماره همراه] است",
            sealed=sealer.seal(message.text or ""),
            key_id=sealer.key_id,
            answer={},
            created_at=at,
        ),
        Event(conversation_id=id_, type="reply", data={"text": NAME}, created_at=at),
    ]

    def add(session: Session) -> None:
        session.add(Conversation(id=id_, token_hash="h", created_at=at, last_turn_at=at, **changes))
        session.flush()
        session.add_all(rows)

    await work.database.run(add)
    return id_


async def there(work: CaseWork, *ids: str) -> list[bool]:
    query = select(Conversation.id).where(Conversation.id.in_(ids))
    found = await work.database.run(lambda s: set(s.scalars(query)))
    return [one in found for one in ids]


async def end(work: CaseWork, case: int, move: Move = Move.WITHDRAWN, *, days_ago: int = 0) -> None:
    """Have a case end by a move of its citizen, so long ago."""
    at = utc_now() - timedelta(days=days_ago)

    def make(session: Session) -> None:
        row = session.get_one(Case, case, with_for_update=True)
        work.door.move(session, row, MoveRequest(move, CITIZEN), at)

    await work.database.run(make)


async def test_a_silent_conversation_goes_and_others_stay(work: CaseWork) -> None:
    old, young = timedelta(days=91), timedelta(days=89)
    silent = [await talk(work, old) for _ in range(53)]
    kept = [await talk(work, young), await talk(work, old, owner="queue")]
    under_way, ended = await talk(work, old), await talk(work, old)
    await work.file(conversation=under_way)
    case = await work.file(conversation=ended)
    await work.move(case, Move.WITHDRAWN, CITIZEN)
    await a_day_passes(work)
    assert await there(work, *silent) == [False] * 53
    assert await there(work, *kept, under_way, ended) == [True] * 4
    at = utc_now() - timedelta(days=91)
    aged = update(Case).where(Case.id == case).values(ended_at=at)
    await work.database.run(lambda s: s.execute(aged))
    await work.database.run(lambda s: s.execute(delete(Job)))
    next_day = CaseWork(work.settings, work.parts.catalogue)
    await a_day_passes(next_day)
    await next_day.close()
    assert await there(work, ended, under_way) == [False, True]
    assert (await work.case(case)).conversation_id is None
    turns = select(Turn.id).where(Turn.conversation_id.in_([*silent, ended]))
    assert await work.database.run(lambda s: s.scalars(turns).all()) == []


async def test_an_old_case_takes_along_what_was_said_until_its_end(work: CaseWork) -> None:
    """The conversation goes on: in a messenger one has but one, for years."""
    going_on = await talk(work, timedelta(days=400))
    case = await work.file(conversation=going_on)
    await end(work, case, days_ago=366)
    later = await talk(work, timedelta(days=1))
    await work.database.run(
        lambda s: (
            s.execute(
                update(Turn).where(Turn.conversation_id == later).values(conversation_id=going_on)
            ),
            s.execute(
                update(Conversation)
                .where(Conversation.id == going_on)
                .values(last_turn_at=utc_now())
            ),
        )
    )
    await a_day_passes(work)
    turns = select(Turn.created_at).where(Turn.conversation_id == going_on)
    (left,) = await work.database.run(lambda s: s.scalars(turns).all())
    assert left > utc_now() - timedelta(days=2)
    row = await work.case(case)
    assert (row.conversation_id, row.description, row.city, row.salt) == (None, "", None, None)
    assert row.erased_at is not None
    words = select(CaseEvent.words).where(CaseEvent.case_id == case)
    assert await work.database.run(lambda s: set(s.scalars(words))) == {None}
    means = VerifyMeans(work.parts.sealer, logs=(PersonalReading,))
    found = await work.database.run(lambda s: list(verify(s, means)))
    assert [fault for place, fault in found if place == row.tracking_code] == []


async def test_a_chat_goes_with_all_that_points_to_it(work: CaseWork) -> None:
    before, now_in, other = [await talk(work, timedelta()) for _ in range(3)]
    chat = MessengerChat(
        id=uuid4().hex, channel="tg", sealed=work.parts.sealer.seal("17"), conversation_id=now_in
    )

    def add(session: Session) -> None:
        account = Account(
            id=uuid4().hex, login=uuid4().hex, name="-", role="operator", totp_sealed="-"
        )
        session.add(account)
        open_chat(session, chat)
        session.flush()
        session.add(MessengerCursor(chat_id=chat.id, conversation_id=before))
        session.add(
            MessengerLink(
                code_hash=uuid4().hex,
                conversation_id=other,
                chat_id=chat.id,
                expires_at=utc_now(),
            )
        )
        session.add(DeskNote(conversation_id=now_in, account_id=account.id, text=NAME))

    await work.database.run(add)
    gone = await work.database.run(lambda session: erase_conversation(session, now_in))
    assert {name for name, count in gone.items() if count} == {
        *("conversations", "turns", "events", "messenger_chats", "messenger_cursors"),
        *("messenger_links", "desk_notes"),
    }
    assert gone["messenger_cursors"] == 2
    assert await there(work, before, now_in, other) == [True, False, True]


async def test_messages_in_folders_go_with_their_case(work: CaseWork) -> None:
    contact = {"identity": "sealed", "contact": {"mobile": MOBILE}}
    old, young = [await work.file(description=f"{NAME} و انشعاب آب", **contact) for _ in "ab"]
    for case in (old, young):
        await work.move(case, Move.ANSWERED, words="انشعاب وصل شد")
    await work.worker.drain()
    assert len(work.texted()) == 2
    assert len({message.case.tracking_code for message in work.sent_up()}) == 2
    code = (await work.case(young)).tracking_code
    await end(work, old, Move.CONFIRMED, days_ago=366)
    await a_day_passes(work)
    assert {message.case.tracking_code for message in work.sent_up()} == {code}
    assert [code in sms["text"] for sms in work.texted()] == [True]


async def test_text_messages_are_not_kept_for_long(work: CaseWork) -> None:
    folder = work.settings.data_dir / "sms"
    append_line(folder, b'{"key": "x"}')
    (today,) = folder.iterdir()
    for days in (30, 31):
        day = (utc_now() - timedelta(days=days)).date()
        (folder / f"{day}.jsonl").write_bytes(today.read_bytes())
    await a_day_passes(work)
    assert len(list(folder.iterdir())) == 2


async def test_what_a_crash_tore_stays_and_stops_nothing(work: CaseWork) -> None:
    folder = work.settings.data_dir / "upstream"
    for line in (b'{"torn', b'{"body": "no message"}', b'{"body": "{}"}', b"[]", b"7"):
        append_line(folder, line)
    scrubber = Scrubber(work.database, work.settings)
    await scrubber.scrub(Claim(1, "privacy.scrub", {"case_ids": [1, 2]}, "k", 1, "l"))
    assert len(next(folder.iterdir()).read_bytes().splitlines()) == 5


def test_a_line_that_comes_while_others_go_is_kept(tmp_path: Path) -> None:
    """Whoever waits for the file's lock must not write into the one that was replaced."""
    append_line(tmp_path, b"old")

    def is_dropped(line: bytes) -> bool:
        return line.startswith(b"old")

    assert drop_lines(tmp_path, is_dropped) == 1
    append_line(tmp_path, b"new")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"new\n"]


async def test_turns_and_codes_of_operators_come_under_the_new_key(work: CaseWork) -> None:
    id_ = await talk(work, timedelta())
    account = Account(
        id=uuid4().hex,
        login=uuid4().hex,
        name="-",
        role="operator",
        totp_sealed=work.parts.sealer.seal("code"),
    )
    await work.database.run(lambda session: session.add(account))
    newer = CaseWork(work.settings, work.parts.catalogue, [b"a newer key"])
    await a_day_passes(newer)
    only_new = Sealer(b"another master", [b"a newer key"])
    turn = select(Turn).where(Turn.conversation_id == id_)
    found = await newer.database.run(lambda session: session.scalars(turn).one())
    assert only_new.open(found.sealed or "") == f"شماره من {MOBILE} است"
    assert found.key_id == newer.parts.sealer.key_id
    row = await newer.database.run(lambda session: session.get_one(Account, account.id))
    assert only_new.open(row.totp_sealed) == "code"
    await newer.close()
