"""Text messages by a provider, from a move of a case to the report that it arrived."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import structlog
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session
from support.case_work import CaseWork
from support.samples import MOBILE
from support.serving import private_settings
from support.sms_server import (
    KEY,
    SmsServer,
    gives,
    refuses,
    takes_and_loses_the_answer,
)

from assistant.background.worker_parts import sms_of
from assistant.background.workers import build_worker, sms_beats
from assistant.cases.models import Case
from assistant.cases.moves import Move
from assistant.cases.outbox import CaseJob
from assistant.cases.terms import CITIZEN, CLOCK
from assistant.privacy.erasure import erase_case
from assistant.sms.accounts import SmsLine, SmsMessage, counts_since, is_working, line_of, standing
from assistant.sms.delivery import HttpSms, forget_messages, next_look
from assistant.sms.profiles import MessageState
from assistant.sms.text_messages import TextMessage
from assistant.storage.database import Database
from assistant.storage.jobs import GiveUp, Job, JobState, Postpone
from assistant.storage.jobs.queue import revive
from assistant.storage.shared_clock import utc_now
from knowledge.catalogue import Catalogue

CONTACT = {"mobile": MOBILE}
HOUR = timedelta(hours=1)


@pytest.fixture
def server() -> Iterator[SmsServer]:
    made = SmsServer()
    yield made
    made.close()


class Texting:
    """A desk whose messages leave by the provider of `server`."""

    def __init__(self, work: CaseWork, server: SmsServer) -> None:
        self.work, self.server, self.name = work, server, work.settings.sms_account.profile

    async def answered(self) -> int:
        case = await self.work.file(identity="sealed", contact=CONTACT)
        await self.work.move(case, Move.ANSWERED, words="انجام شد")
        return case

    async def drain(self, after: timedelta = timedelta()) -> None:
        """Do what is due, or what will be due by then."""
        await self.work.worker.drain(utc_now() + after if after else None)

    async def jobs(self) -> list[Job]:
        query = select(Job).where(Job.kind == CaseJob.SMS).order_by(Job.id)
        return list(await self.run(lambda session: session.scalars(query).all()))

    async def notes(self) -> list[SmsMessage]:
        query = select(SmsMessage).order_by(SmsMessage.id)
        return list(await self.run(lambda session: session.scalars(query).all()))

    async def line(self) -> SmsLine:
        line = await self.run(lambda session: standing(session, self.name))
        assert line is not None
        return line

    async def look(self) -> None:
        (beat,) = sms_beats(self.work.parts)
        while await beat.work():
            continue

    async def is_due(self) -> None:
        change = update(SmsMessage).values(look_at=utc_now())
        await self.run(lambda session: session.execute(change))

    async def run(self, work: Any) -> Any:
        return await self.work.database.run(work)


async def opened(
    name: str, url: str, folder: Path, catalogue: Catalogue, server: SmsServer, **account: Any
) -> Texting:
    provider = server.account(name, **account)
    settings = private_settings(
        folder,
        database_url=url,
        sms="http",
        sms_provider=provider.model_dump() | {"key": KEY},
        connector="off",
        quiet_hours="00:00-00:00",
    )
    return Texting(CaseWork(settings, catalogue), server)


async def emptied(texting: Texting) -> None:
    for model in (Job, SmsMessage, SmsLine):
        await texting.run(lambda session, model=model: session.execute(delete(model)))
    await texting.work.close()


@pytest.fixture(params=["kavenegar", "smsir"])
async def texting(
    request: pytest.FixtureRequest,
    url: str,
    tmp_path: Path,
    catalogue: Catalogue,
    server: SmsServer,
) -> AsyncIterator[Texting]:
    made = await opened(request.param, url, tmp_path / "data", catalogue, server)
    yield made
    await emptied(made)


@pytest.fixture
async def kavenegar(
    url: str, tmp_path: Path, catalogue: Catalogue, server: SmsServer
) -> AsyncIterator[Texting]:
    made = await opened("kavenegar", url, tmp_path / "data", catalogue, server)
    yield made
    await emptied(made)


async def test_an_answer_is_texted_once_and_its_arrival_is_known(texting: Texting) -> None:
    case = await texting.answered()
    await texting.drain()
    ((id_, sent),) = texting.server.sent.items()
    assert sent.mobile == MOBILE
    assert (await texting.work.case(case)).tracking_code in sent.text
    (note,) = await texting.notes()
    assert (note.state, note.provider_id, note.parts) == (MessageState.UNDER_WAY, str(id_), 2)
    asked = len(texting.server.asked)
    await texting.look()
    assert len(texting.server.asked) == asked + 1, "only the credit: it is too early to ask"
    texting.server.states[id_] = {"kavenegar": 10, "smsir": 1}[texting.name]
    await texting.is_due()
    await texting.look()
    (note,) = await texting.notes()
    assert (note.state, note.look_at) == (MessageState.DELIVERED, None)
    since = utc_now() - HOUR
    counts = await texting.run(lambda session: counts_since(session, texting.name, since))
    assert counts == {MessageState.DELIVERED: 1}


async def test_what_did_not_arrive_is_known_and_what_is_never_told_ends(texting: Texting) -> None:
    for _ in range(2):
        await texting.answered()
    await texting.drain()
    first, second = texting.server.sent
    codes = {"kavenegar": (11, 4), "smsir": (2, 3)}[texting.name]
    texting.server.states = {first: codes[0], second: codes[1]}
    await texting.is_due()
    await texting.look()
    # Two messages that leave at the same time are noted in either order.
    states = {note.provider_id: note.state for note in await texting.notes()}
    assert states == {
        str(first): MessageState.UNDELIVERED,
        str(second): MessageState.UNDER_WAY,
    }
    long_ago = utc_now() - 49 * HOUR
    change = update(SmsMessage).values(taken_at=long_ago)
    await texting.run(lambda session: session.execute(change))
    await texting.is_due()
    await texting.look()
    states = {note.provider_id: note.state for note in await texting.notes()}
    assert states[str(second)] == MessageState.UNKNOWN


async def test_a_lost_answer_does_not_send_twice_where_the_provider_knows_ids(
    kavenegar: Texting,
) -> None:
    """The answer breaks, then the worker dies before it can note that the message was taken."""
    await kavenegar.answered()
    kavenegar.server.faults.append(takes_and_loses_the_answer)
    await kavenegar.drain()
    (job,) = await kavenegar.jobs()
    assert (job.state, job.attempts) == (JobState.WAITING, 1)
    assert "کاوه‌نگار" in (job.last_error or "")
    sms = kavenegar.work.parts.sms
    assert isinstance(sms, HttpSms)
    assert len(kavenegar.server.sent) == 1
    code = next(iter(kavenegar.server.sent.values())).text
    # As a worker does that is killed between the sending and the note: what it would keep is lost.
    assert await sms.send(TextMessage(MOBILE, code, job.unique_key or ""))
    await kavenegar.drain(HOUR)
    (job,) = await kavenegar.jobs()
    assert job.state == JobState.DONE
    assert len(kavenegar.server.sent) == 1
    local_ids = {
        asked.fields["localid"] for asked in kavenegar.server.asked if "localid" in asked.fields
    }
    assert len(local_ids) == 1
    ((id_, _),) = kavenegar.server.sent.items()
    assert [note.provider_id for note in await kavenegar.notes()] == [str(id_)]


async def test_a_refusal_of_the_message_is_dead_and_told_in_persian(texting: Texting) -> None:
    code = {"kavenegar": 411, "smsir": 104}[texting.name]
    await texting.answered()
    texting.server.faults.append(refuses(texting.name, code))
    await texting.drain()
    (job,) = await texting.jobs()
    assert (job.state, job.attempts) == (JobState.DEAD, 1)
    assert "شمارهٔ" in (job.last_error or "")
    assert MOBILE not in (job.last_error or "")
    assert await texting.run(lambda session: is_working(session, texting.name))
    await texting.run(lambda session: revive(session, job.id))
    await texting.drain()
    assert [one.state for one in await texting.jobs()] == [JobState.DONE]
    assert len(texting.server.sent) == 1


async def test_a_wrong_key_is_dead_and_the_administrator_sees_it_until_it_works(
    texting: Texting,
) -> None:
    code = {"kavenegar": 403, "smsir": 10}[texting.name]
    await texting.answered()
    texting.server.faults.append(refuses(texting.name, code))
    with structlog.testing.capture_logs() as logs:
        await texting.drain()
    (trouble,) = [one for one in logs if one["event"] == "sms_trouble"]
    assert "کلید" in trouble["why"]
    assert not await texting.run(lambda session: is_working(session, texting.name))
    assert "کلید" in ((await texting.line()).trouble_fa or "")
    (job,) = await texting.jobs()
    assert job.state == JobState.DEAD
    await texting.run(lambda session: revive(session, job.id))
    await texting.drain()
    assert await texting.run(lambda session: is_working(session, texting.name))


async def test_without_credit_all_wait_and_one_asks_again(texting: Texting) -> None:
    code = {"kavenegar": 418, "smsir": 102}[texting.name]
    await texting.answered()
    texting.server.faults.append(refuses(texting.name, code))
    await texting.drain()
    (job,) = await texting.jobs()
    assert (job.state, job.attempts) == (JobState.WAITING, 0), "this counts as no attempt"
    assert timedelta(minutes=9) < job.run_at - utc_now() <= timedelta(minutes=10)
    line = await texting.line()
    assert (line.trouble, line.held_until is not None) == ("credit", True)
    asked = len(texting.server.asked)
    await texting.answered()
    await texting.drain()
    assert len(texting.server.asked) == asked, "the line is held"
    await texting.run(_let_go)
    await texting.run(lambda session: session.execute(update(Job).values(run_at=job.created_at)))
    await texting.drain()
    assert [one.state for one in await texting.jobs()] == [JobState.DONE] * 2
    assert len(texting.server.sent) == 2
    assert await texting.run(lambda session: is_working(session, texting.name))


async def test_who_waited_a_day_for_credit_is_left_to_a_human(texting: Texting) -> None:
    code = {"kavenegar": 418, "smsir": 102}[texting.name]
    await texting.answered()
    texting.server.faults += [refuses(texting.name, code)] * 2
    await texting.drain()
    yesterday = utc_now() - 25 * HOUR
    await texting.run(_let_go)
    change = update(SmsMessage).values(created_at=yesterday)
    await texting.run(lambda session: session.execute(change))
    await texting.run(lambda session: session.execute(update(Job).values(run_at=yesterday)))
    await texting.drain()
    (job,) = await texting.jobs()
    assert job.state == JobState.DEAD
    assert "اعتبار" in (job.last_error or "")


def _let_go(session: Session) -> None:
    session.execute(update(SmsLine).values(held_until=None, next_at=None))
    session.execute(update(SmsMessage).values(slot_at=None))


async def test_what_may_pass_is_tried_again_and_not_forever(texting: Texting) -> None:
    code = {"kavenegar": 409, "smsir": 0}[texting.name]
    await texting.answered()
    texting.server.faults += [refuses(texting.name, code), gives(b"", 503, Retry_After="1800")]
    await texting.drain()
    (job,) = await texting.jobs()
    assert (job.state, job.attempts) == (JobState.WAITING, 1)
    await texting.drain(timedelta(minutes=5))
    (job,) = await texting.jobs()
    assert job.attempts == 2
    assert timedelta(minutes=29) < job.run_at - utc_now() <= timedelta(minutes=30)
    await texting.drain(HOUR)
    assert [one.state for one in await texting.jobs()] == [JobState.DONE]


async def test_too_fast_for_the_provider_holds_all_of_them_for_a_minute(texting: Texting) -> None:
    code = {"kavenegar": 451, "smsir": 20}[texting.name]
    await texting.answered()
    texting.server.faults.append(refuses(texting.name, code))
    await texting.drain()
    line = await texting.line()
    assert line.held_until is not None
    assert timedelta(seconds=50) < line.held_until - utc_now() <= timedelta(minutes=1)
    assert await texting.run(lambda session: is_working(session, texting.name))


async def test_several_workers_keep_one_pace(
    url: str, tmp_path: Path, catalogue: Catalogue, server: SmsServer
) -> None:
    """Six a minute: the first goes at once, the others have turns ten seconds apart, once each."""
    made = await opened("kavenegar", url, tmp_path / "data", catalogue, server, per_minute=6)
    parts = made.work.parts
    others = [build_worker(parts) for _ in range(2)]
    for _ in range(6):
        await made.answered()
    await asyncio.gather(made.work.worker.drain(), *(one.drain() for one in others))
    assert len(server.sent) == 1
    waiting = [job for job in await made.jobs() if job.state == JobState.WAITING]
    assert all(job.attempts == 0 for job in waiting)
    turns = sorted(job.run_at for job in waiting)
    gaps = [late - early for early, late in pairwise(turns)]
    assert gaps == [timedelta(seconds=10)] * 4
    await emptied(made)


async def test_a_turn_that_was_missed_long_ago_is_no_turn(kavenegar: Texting) -> None:
    """After a standstill those that wait do not all go at once."""
    sms = kavenegar.work.parts.sms
    assert isinstance(sms, HttpSms)
    slow = HttpSms(kavenegar.work.database, sms.provider, per_minute=1)
    assert await slow.send(TextMessage(MOBILE, "یک", "job-1"))
    for key in ("job-2", "job-3"):
        with pytest.raises(Postpone):
            await slow.send(TextMessage(MOBILE, "یک", key))
    past = utc_now() - HOUR
    change = update(SmsMessage).where(SmsMessage.slot_at.is_not(None)).values(slot_at=past)
    await kavenegar.run(lambda session: session.execute(change))
    with pytest.raises(Postpone) as caught:
        await slow.send(TextMessage(MOBILE, "یک", "job-2"))
    assert caught.value.until > utc_now() + timedelta(minutes=2)


@pytest.mark.parametrize(
    ("mobile", "text", "why"),
    [
        ("02188889999", "سلام", "شمارهٔ همراه"),
        ("09121234567\n", "سلام", "شمارهٔ همراه"),
        ("۰۹۱۲۱۲۳۴۵۶۷", "سلام", "شمارهٔ همراه"),
        (MOBILE, "س" * 202, "بلند"),
    ],
)
async def test_what_cannot_be_sent_never_leaves(
    kavenegar: Texting, mobile: str, text: str, why: str
) -> None:
    sms = kavenegar.work.parts.sms
    assert sms
    with pytest.raises(GiveUp, match=why):
        await sms.send(TextMessage(mobile, text, "job-1"))
    assert kavenegar.server.asked == []
    assert mobile.strip() not in repr(TextMessage(mobile, text, "job-1"))


async def test_the_credit_is_asked_once_an_hour_by_one_and_little_of_it_is_told(
    url: str, tmp_path: Path, catalogue: Catalogue, server: SmsServer
) -> None:
    made = await opened("smsir", url, tmp_path / "data", catalogue, server, credit_warning=100)
    server.credit = 99
    with structlog.testing.capture_logs() as logs:
        await asyncio.gather(*(made.look() for _ in range(3)))
    low = [one for one in logs if one["event"] == "sms_credit_low"]
    assert [(one["credit"], one["unit"]) for one in low] == [(99, "پیامک")]
    assert (await made.line()).credit == 99
    assert [asked.path for asked in server.asked] == ["/v1/credit"]
    await emptied(made)


async def test_a_report_that_fails_is_asked_for_later(kavenegar: Texting) -> None:
    await kavenegar.answered()
    await kavenegar.drain()
    await kavenegar.run(lambda session: _credit_is_known(session, kavenegar.name))
    await kavenegar.is_due()
    kavenegar.server.faults.append(gives(b"", 500))
    with structlog.testing.capture_logs() as logs:
        await kavenegar.look()
    assert [one["event"] for one in logs] == ["sms_report_failed"]
    (note,) = await kavenegar.notes()
    assert note.state == MessageState.UNDER_WAY
    assert note.look_at is not None
    assert note.look_at > utc_now() + timedelta(minutes=9)


def _credit_is_known(session: Session, name: str) -> None:
    line_of(session, name).credit_at = utc_now()


def test_it_is_asked_less_and_less_often() -> None:
    waits = [next_look(hours * HOUR) for hours in (0, 1, 5, 20, 47)]
    assert waits == sorted(waits)
    assert waits[0] < waits[-1] == 6 * HOUR


async def test_an_erased_case_leaves_no_note_and_a_late_answer_no_fault(
    kavenegar: Texting,
) -> None:
    work = kavenegar.work
    case = await kavenegar.answered()
    await work.move(case, Move.CONFIRMED, CITIZEN)
    await work.move(case, Move.CLOSED, CLOCK, reason="verdict")
    sms, text = work.parts.sms, TextMessage(MOBILE, "یک", "job-1", case)
    assert sms
    keep = await sms.send(text)
    assert keep

    def gone(session: Session) -> None:
        found = session.get_one(Case, case, with_for_update=True)
        erase_case(session, work.door, found, CLOCK, now=utc_now())

    await kavenegar.run(gone)
    assert await kavenegar.notes() == []
    await kavenegar.run(keep)
    assert await kavenegar.notes() == []


async def test_old_notes_go(kavenegar: Texting) -> None:
    await kavenegar.answered()
    await kavenegar.drain()
    now = utc_now()
    await kavenegar.run(lambda session: forget_messages(session, now - HOUR))
    assert len(await kavenegar.notes()) == 1
    await kavenegar.run(lambda session: forget_messages(session, now + HOUR))
    assert await kavenegar.notes() == []


async def test_numbers_and_keys_are_in_no_log(
    kavenegar: Texting, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await kavenegar.answered()
    kavenegar.server.faults += [takes_and_loses_the_answer, refuses("kavenegar", 411)]
    with structlog.testing.capture_logs() as logs:
        await kavenegar.drain()
        await kavenegar.drain(HOUR)
    assert {one["event"] for one in logs} >= {"job_failed", "job_dead"}
    everything = caplog.text + str(logs)
    assert MOBILE not in everything
    assert KEY not in everything


async def test_an_account_is_needed(tmp_path: Path) -> None:
    settings = private_settings(tmp_path, sms="http")
    database = Database(settings.database)
    with pytest.raises(ValueError, match="DASTYAR_SMS_PROVIDER__PROFILE"):
        sms_of(settings, database)
    await database.close()
