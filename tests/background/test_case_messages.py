"""Whatever happens to a case reaches the citizen and the system above: once, in words, in order."""

import hashlib
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update
from support import media
from support.case_work import AGENCY, CaseWork
from support.samples import MOBILE, NAME, NATIONAL_ID, complaint

from assistant.background.workers import build_worker
from assistant.cases.connector.exchange import message_of
from assistant.cases.connector.port import MessageType
from assistant.cases.filing import Origin, file
from assistant.cases.merged_cases import merge
from assistant.cases.models import Case, PersonalReading
from assistant.cases.moves import Move
from assistant.cases.outbox import CaseJob
from assistant.cases.pins import pin_of
from assistant.cases.schemas import OpenDraft
from assistant.cases.terms import CITIZEN, CLOCK, Actor, Role
from assistant.cases.transitions import MoveRequest
from assistant.conversation.models import Conversation, Event
from assistant.language.dates import TEHRAN
from assistant.storage.jobs import Job, JobState, Worker, enqueue
from assistant.storage.shared_clock import utc_now

CONTACT = {"mobile": MOBILE, "name": NAME}
ANSWER = "انشعاب شما فردا وصل می‌شود"


async def jobs(work: CaseWork) -> list[Job]:
    return list(await work.database.run(lambda session: session.scalars(select(Job)).all()))


async def test_a_filing_goes_up_and_says_nobody_s_name(work: CaseWork) -> None:
    case = await work.case(await work.file(identity="named", contact=CONTACT))
    await work.worker.drain()
    (message,) = work.sent_up()
    assert (message.type, message.case.tracking_code) == (MessageType.FILED, case.tracking_code)
    assert message.case.agency_name
    everything = message.model_dump_json() + str([job.payload for job in await jobs(work)])
    for personal in (MOBILE, NAME, NATIONAL_ID):
        assert personal not in everything
    assert await work.said() == [], "who files is told so at once, and not again"


async def test_a_changed_pin_is_told_where_it_was_filed_without_it(work: CaseWork) -> None:
    """A thief of the pin who changes it is noticed."""
    id_ = await work.file(conversation=await work.conversation())
    await work.move(id_, Move.PIN_CHANGED, by=CITIZEN)
    case = await work.case(id_)
    await work.worker.drain()
    (said,) = await work.said()
    assert "رمز پیگیری را عوض کردید" in said
    assert "با کارشناس صحبت کنید" in said
    assert pin_of(work.parts.sealer, case) not in said
    assert [message.type for message in work.sent_up()] == [MessageType.FILED]


async def test_a_case_that_is_not_filed_is_not_told_of(work: CaseWork) -> None:
    class Broken(RuntimeError):
        pass

    def file_and_fail(session):
        file(session, work.door, OpenDraft.model_validate(complaint()), Origin(), utc_now())
        assert session.scalars(select(Job)).all(), "it was about to be told"
        raise Broken

    with pytest.raises(Broken):
        await work.database.run(file_and_fail)
    assert await jobs(work) == []


async def merged(work: CaseWork, case: int, leader: int) -> None:
    def make(session) -> None:
        pair = [session.get_one(Case, id_) for id_ in (case, leader)]
        step = MoveRequest(Move.MERGED, Actor(Role.OPERATOR, "op"), reason="همان است")
        merge(session, work.door, *pair, step=step, now=utc_now())

    await work.database.run(make)


async def test_who_follows_is_told_in_words_and_by_sms_of_their_own(work: CaseWork) -> None:
    leader = await work.file(identity="sealed", contact={"mobile": "09351234567"})
    conversation = await work.conversation()
    case = await work.file(conversation=conversation, identity="sealed", contact=CONTACT)
    await merged(work, case, leader)
    await work.move(leader, Move.ANSWERED, words=ANSWER)
    await work.worker.drain()
    joined, answered = await work.said()
    assert "پاسخ دستگاه به همه می‌رسد" in joined
    assert "نظر شما جدا پرسیده می‌شود" in joined
    assert f"«{ANSWER}»" in answered
    codes = {sms["mobile"]: sms["text"] for sms in work.texted()}
    for id_, mobile in ((leader, "09351234567"), (case, MOBILE)):
        assert (await work.case(id_)).tracking_code in codes[mobile]
    assert len(work.texted()) == 2


async def test_two_cases_of_one_talk_are_told_of_one_answer_once(work: CaseWork) -> None:
    conversation = await work.conversation()
    leader, case = [
        await work.file(conversation=conversation, identity="sealed", contact=CONTACT)
        for _ in range(2)
    ]
    await merged(work, case, leader)
    await work.move(leader, Move.ANSWERED, words=ANSWER)
    await work.worker.drain()
    assert len([said for said in await work.said() if ANSWER in said]) == 1
    assert len(work.texted()) == 1


async def test_an_answer_is_told_with_its_words_and_one_question(work: CaseWork) -> None:
    conversation = await work.conversation()
    case = await work.file(conversation=conversation, identity="sealed", contact=CONTACT)
    await work.move(case, Move.ANSWERED, words=ANSWER)
    await work.worker.drain()
    (said,) = await work.said()
    assert "دستگاه پاسخ داد" in said
    assert f"«{ANSWER}»" in said
    assert "حل شد، تا اندازه‌ای حل شد یا حل نشد" in said
    assert "۱ تا ۵" in said
    (sms,) = work.texted()
    assert sms["mobile"] == MOBILE
    assert (await work.case(case)).tracking_code in sms["text"]
    assert ANSWER not in sms["text"], "others may read a telephone"
    readings = select(PersonalReading.role, PersonalReading.fields).where(
        PersonalReading.case_id == case
    )
    noted = await work.database.run(lambda session: session.execute(readings).all())
    assert [tuple(row) for row in noted] == [(Role.CLOCK, ["mobile"])]


@pytest.mark.parametrize(
    ("owner", "role"), [("bot", "bot"), ("queue", "notice"), ("operator", "notice")]
)
async def test_news_beside_a_human_is_a_notice_and_not_the_assistant_s_word(
    work: CaseWork, owner: str, role: str
) -> None:
    conversation = await work.conversation()
    case = await work.file(conversation=conversation, identity="anonymous")
    change = update(Conversation).where(Conversation.id == conversation).values(owner=owner)
    await work.database.run(lambda session: session.execute(change))
    await work.move(case, Move.ANSWERED, words=ANSWER)
    await work.worker.drain()
    told = select(Event.data).where(Event.conversation_id == conversation)
    (data,) = await work.database.run(lambda session: session.scalars(told).all())
    assert data["role"] == role


async def test_the_reminder_comes_once_and_no_other_question_after_it(work: CaseWork) -> None:
    conversation = await work.conversation()
    case = await work.file(conversation=conversation, identity="sealed", contact=CONTACT)
    await work.move(case, Move.ANSWERED, words=ANSWER)
    await work.move(case, Move.REMINDED, CLOCK, reason="no_verdict")
    await work.move(case, Move.CLOSED_UNCONFIRMED, CLOCK, reason="no_verdict")
    await work.worker.drain()
    said = await work.said()
    assert ["حل شد، تا اندازه‌ای" in one for one in said] == [True, True, False]
    assert "تنها یادآوری" in said[1]
    assert "دوباره باز کنید" in said[2]
    assert len(work.texted()) == 3


async def test_without_a_name_nobody_is_called(work: CaseWork) -> None:
    case = await work.file(identity="anonymous")
    await work.move(case, Move.ANSWERED, words=ANSWER)
    await work.worker.drain()
    assert work.texted() == []
    assert {job.state for job in await jobs(work)} == {JobState.DONE}


async def test_in_the_quiet_hours_the_telephone_stays_silent(work: CaseWork) -> None:
    now = utc_now()
    case = await work.file(identity="sealed", contact=CONTACT)
    await work.move(case, Move.ANSWERED, words=ANSWER)
    await at_night(work).drain()
    assert work.texted() == []
    (waiting,) = [job for job in await jobs(work) if job.state == JobState.WAITING]
    assert waiting.attempts == 0
    assert timedelta(hours=1, minutes=58) < waiting.run_at - now < timedelta(hours=2, minutes=1)
    await work.worker.drain(waiting.run_at)
    assert len(work.texted()) == 1


def at_night(work: CaseWork) -> Worker:
    """A worker for which the quiet hours hold, for two hours more."""
    begins, ends = (datetime.now(TEHRAN) + timedelta(hours=h) for h in (-1, 2))
    settings = work.settings.model_copy(update={"quiet_hours": f"{begins:%H:%M}-{ends:%H:%M}"})
    work.parts = type(work.parts)(**(vars(work.parts) | {"settings": settings}))
    return build_worker(work.parts)


async def test_at_night_a_messenger_stays_silent_and_a_page_does_not(work: CaseWork) -> None:
    conversation = await work.conversation()
    await work.move(await work.file(conversation=conversation), Move.ANSWERED, words=ANSWER)
    worker = at_night(work)
    await worker.drain()
    assert len(await work.said()) == 1, "a page does not ring"
    await work.chat_of(conversation)
    await work.move(await work.file(conversation=conversation), Move.ANSWERED, words=ANSWER)
    await worker.drain()
    assert len(await work.said()) == 1
    (waiting,) = [job for job in await jobs(work) if job.state == JobState.WAITING]
    assert timedelta(hours=1, minutes=58) < waiting.run_at - utc_now()
    await work.worker.drain(waiting.run_at)
    assert len(await work.said()) == 2


async def test_who_has_judged_meanwhile_is_not_asked_again_in_the_morning(work: CaseWork) -> None:
    conversation = await work.conversation()
    case = await work.file(conversation=conversation, identity="sealed", contact=CONTACT)
    await work.move(case, Move.ANSWERED, words=ANSWER)
    await at_night(work).drain()
    await work.move(case, Move.CONFIRMED, CITIZEN)
    await work.worker.drain(utc_now() + timedelta(hours=3))
    assert work.texted() == []
    late = await work.file(conversation=conversation)
    await work.move(late, Move.ANSWERED, words=ANSWER)
    await work.move(late, Move.CONFIRMED, CITIZEN)
    await work.worker.drain()
    assert ["حل شد، تا اندازه‌ای" in said for said in await work.said()] == [True, False]


async def test_the_last_word_on_a_dispute_is_told_with_its_words_and_the_way_on(
    work: CaseWork,
) -> None:
    conversation = await work.conversation()
    case = await work.file(conversation=conversation, identity="sealed", contact=CONTACT)
    await work.move(case, Move.ANSWERED, words=ANSWER)
    for _ in range(2):
        await work.move(case, Move.DISPUTED, CITIZEN)
        await work.move(case, Move.ANSWERED, words=ANSWER)
    await work.move(case, Move.DISPUTED, CITIZEN)
    operator, words = Actor(Role.OPERATOR, "op-1"), "بازرسی جای دیگری برای این کار نیافت"
    await work.move(case, Move.CLOSED, operator, reason="همهٔ راه‌ها رفته شد", words=words)
    before = len(work.texted())
    await work.worker.drain()
    assert f"«{words}»" in (await work.said())[-1]
    assert "دوباره باز کنید" in (await work.said())[-1]
    assert "بسته شد" in work.texted()[-1]["text"]
    assert before < len(work.texted())


async def test_a_case_that_rests_after_the_citizen_s_word_quotes_no_code(work: CaseWork) -> None:
    conversation = await work.conversation()
    case = await work.file(conversation=conversation, identity="sealed", contact=CONTACT)
    await work.move(case, Move.ANSWERED, words=ANSWER)
    await work.move(case, Move.CONFIRMED, CITIZEN)
    await work.move(case, Move.CLOSED, CLOCK, reason="verdict")
    await work.worker.drain()
    assert "verdict" not in (await work.said())[-1]
    assert "دوباره باز کنید" not in (await work.said())[-1]


async def test_what_citizens_do_goes_up_in_order(work: CaseWork) -> None:
    case = await work.file()
    await work.move(case, Move.ANSWERED, words=ANSWER)
    await work.move(case, Move.DISPUTED, CITIZEN, words=f"نه، شماره‌ام {MOBILE} است")
    await work.worker.drain()
    sent = work.sent_up()
    types = [message.type for message in sent]
    assert types == [MessageType.FILED, MessageType.DISPUTED, MessageType.ESCALATED]
    assert sent[1].text == "نه، شماره‌ام [شماره همراه] است"


async def test_of_files_the_hashes_go_up_and_nothing_else(work: CaseWork) -> None:
    case = await work.file()
    given = [media.pdf("a receipt with my name"), media.ogg()]
    first, second = (hashlib.sha256(data).hexdigest() for data in given)
    for data in given:
        await work.attach(case, data)
    await work.worker.drain()
    filed, one, two = work.sent_up()
    assert (filed.type, filed.case.attachments) == (MessageType.FILED, None)
    assert (one.type, [file.sha256 for file in one.case.attachments]) == ("attached", [first])
    assert [(file.sha256, file.media_type, file.size) for file in two.case.attachments] == [
        (first, "application/pdf", len(media.pdf("a receipt with my name"))),
        (second, "audio/ogg", len(media.ogg())),
    ]
    assert "my name" not in str(two)


@pytest.mark.parametrize("is_in_a_messenger", [False, True], ids=["page", "messenger"])
async def test_files_of_an_answer_are_told_with_where_they_are(
    work: CaseWork, is_in_a_messenger: bool
) -> None:
    conversation = await work.conversation()
    if is_in_a_messenger:
        await work.chat_of(conversation)
    case = await work.file(conversation=conversation, identity="sealed", contact=CONTACT)
    await work.attach(case, media.ogg())
    await work.answer_with(case, ANSWER, media.pdf("one"), media.pdf("two"))
    await work.worker.drain()
    (said,) = await work.said()
    assert f"«{ANSWER}»\n۲ فایل هم همراه آن است؛" in said
    assert (work.settings.public_address in said) is is_in_a_messenger
    assert "فایل" not in work.texted()[0]["text"], "others may read it"
    # The line has the citizen's file alone: it knows what it has sent itself.
    assert [one.type for one in work.sent_up()] == ["filed", "attached"]
    await work.move(case, Move.DISPUTED, CITIZEN)
    await work.worker.drain()
    disputed = next(one for one in work.sent_up() if one.type == MessageType.DISPUTED)
    assert len(disputed.case.attachments or ()) == 1


async def test_the_system_above_is_told_who_follows_whom(work: CaseWork) -> None:
    """Both merged at one moment, so that only the name of the bond tells whom each one follows."""
    first, second = [await work.file() for _ in range(2)]
    others = [await work.file() for _ in range(2)]

    def make(session) -> None:
        now = utc_now()
        for case, leader in zip(others, (first, second), strict=True):
            pair = [session.get_one(Case, id_) for id_ in (case, leader)]
            step = MoveRequest(Move.MERGED, Actor(Role.OPERATOR, "op"), reason=f"همان، {MOBILE}")
            merge(session, work.door, *pair, step=step, now=now)

    await work.database.run(make)
    await work.move(others[0], Move.MESSAGE, CITIZEN, words="هنوز قطع است")
    await work.move(first, Move.ANSWERED, words=ANSWER)
    await work.move(others[0], Move.DISPUTED, CITIZEN, words="نه")
    await work.worker.drain()
    codes = [(await work.case(id_)).tracking_code for id_ in (first, second, *others)]
    told: dict[str, list[tuple[str, str | None]]] = {code: [] for code in codes}
    for message in work.sent_up():
        told[message.case.tracking_code].append((message.type, message.case.leader))
    assert told[codes[0]] == told[codes[1]] == [("filed", None)]
    assert told[codes[3]] == [("filed", None), ("merged", codes[1])]
    assert told[codes[2]] == [
        ("filed", None),
        ("merged", codes[0]),
        ("message", codes[0]),
        ("disputed", codes[0]),
        ("escalated", codes[0]),
        ("separated", None),
    ]
    assert MOBILE not in str(work.sent_up())


async def test_a_message_stays_the_same_whatever_comes_after(work: CaseWork) -> None:
    case = await work.file()

    async def first() -> object:
        return await work.database.run(
            lambda session: message_of(session, work.parts.catalogue, work.parts.sealer, case, 1)
        )

    before = await first()
    await work.move(case, Move.MISDIRECTED, reason="با ما نیست")
    operator = Actor(Role.OPERATOR, "op-1")
    await work.move(case, Move.REFERRED, operator, agency_id="tavanir", reason="با برق است")
    assert await first() == before
    await work.worker.drain()
    referred = work.sent_up()[-1]
    assert (referred.type, referred.case.agency_id) == (MessageType.REFERRED, "tavanir")
    assert AGENCY.id != "tavanir"


async def test_with_the_connector_off_nothing_is_kept_waiting(work: CaseWork) -> None:
    work.parts = type(work.parts)(**(vars(work.parts) | {"upstream": None}))
    await work.file()
    await build_worker(work.parts).drain()
    assert work.sent_up() == []
    assert {job.state for job in await jobs(work)} == {JobState.DONE}


async def test_a_caller_gets_code_and_pin_at_once_even_at_night(work: CaseWork) -> None:
    settings = work.settings.model_copy(update={"quiet_hours": "00:00-23:59"})
    work.parts = type(work.parts)(**(vars(work.parts) | {"settings": settings}))
    case = await work.file(identity="sealed", contact=CONTACT)
    payload = {"case_id": case, "number": 1, "is_asked_for": True}
    await work.database.run(lambda session: enqueue(session, CaseJob.SMS, payload))
    await build_worker(work.parts).drain()
    (sms,) = work.texted()
    code = (await work.case(case)).tracking_code
    assert sms["mobile"] == MOBILE
    assert code in sms["text"]
    assert work.parts.sealer.pin(code) in sms["text"]
    assert "آب" not in sms["text"], "nothing of the case itself"
