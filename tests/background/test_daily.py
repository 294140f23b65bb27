"""Once a day: a root over what changed, old personal values forgotten, others under the new key."""

import os
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session
from support import media
from support.case_work import CaseWork
from support.logged import everything_logged

from assistant.background import daily
from assistant.background.daily import DailyJob
from assistant.cases.attachments.store import Attachment
from assistant.cases.models import Case, LedgerLeaf, LedgerRoot, PersonalValue
from assistant.cases.moves import Move
from assistant.cases.personal import number_hash
from assistant.cases.terms import CITIZEN
from assistant.cases.verify import verify
from assistant.channels.messengers.chats import MessengerChat
from assistant.storage.jobs import Job, JobState
from assistant.storage.sealed_files import LostFileError
from assistant.storage.sealing import Sealer
from assistant.storage.shared_clock import utc_now

MOBILE = "09121234567"


async def a_day_passes(work: CaseWork) -> None:
    await work.look_at_the_day()
    await work.worker.drain(utc_now() + timedelta(days=1))


async def test_each_is_done_once_a_day_however_many_look(work: CaseWork) -> None:
    await work.database.run(_without_roots)
    await work.file()
    other = CaseWork(work.settings, work.parts.catalogue)
    for each in (work, other, work):
        await a_day_passes(each)
    await other.close()
    query = select(Job.kind, Job.state, func.count()).where(Job.kind.in_(DailyJob))
    jobs = await work.database.run(
        lambda session: session.execute(query.group_by(Job.kind, Job.state)).all()
    )
    assert {kind: (state, count) for kind, state, count in jobs if kind == DailyJob.SEAL} == {
        DailyJob.SEAL: (JobState.DONE, 1)
    }
    assert {row.kind for row in jobs} == set(DailyJob)
    assert {row.state for row in jobs} == {JobState.DONE}
    days = await work.database.run(lambda session: session.scalars(select(LedgerRoot.day)).all())
    assert days == [utc_now().date().isoformat()]
    assert await work.database.run(lambda session: list(verify(session))) == []


def _without_roots(session: Session) -> None:
    """As before the first day: what another test has sealed is sealed anew."""
    session.execute(delete(LedgerLeaf))
    session.execute(delete(LedgerRoot))
    session.execute(update(Case).values(sealed_version=0))


async def test_it_waits_for_the_end_of_the_day_in_iran(work: CaseWork) -> None:
    before = utc_now()
    await work.look_at_the_day()
    query = select(Job.kind, Job.run_at).where(Job.kind.in_(DailyJob))
    moments = dict(await work.database.run(lambda s: s.execute(query).all()))
    # After an update, callers are to be found at once.
    # What is due at once is due by the database's clock, behind which the shared one is at most.
    assert before <= moments.pop(DailyJob.HASH_NUMBERS) <= datetime.now(UTC)
    today = before.date()
    due = datetime(today.year, today.month, today.day, 20, 30, tzinfo=UTC)
    assert set(moments) == set(DailyJob) - {DailyJob.HASH_NUMBERS}
    assert set(moments.values()) == {due}


async def test_numbers_of_an_older_version_are_hashed_at_once(work: CaseWork) -> None:
    case = await work.file(identity="sealed", contact={"mobile": MOBILE})
    of_case = PersonalValue.case_id == case
    older = update(PersonalValue).where(of_case).values(number_hash=None)
    await work.database.run(lambda s: s.execute(older))
    await a_day_passes(work)
    kept = select(PersonalValue.number_hash).where(of_case, PersonalValue.field == "mobile")
    expected = number_hash(work.door.sealer, MOBILE)
    assert await work.database.run(lambda s: s.scalar(kept)) == expected


async def test_who_ended_long_ago_is_forgotten_and_nobody_else(work: CaseWork) -> None:
    contact = {"identity": "sealed", "contact": {"mobile": MOBILE}}
    cases = [await work.file(**contact) for _ in range(53)]
    *old, fresh, open_ = cases
    for case in (*old, fresh):
        await work.move(case, Move.WITHDRAWN, CITIZEN)
    long_ago = utc_now() - timedelta(days=work.settings.keep_personal_days + 1)
    await work.database.run(
        lambda s: s.execute(update(Case).where(Case.id.in_(old)).values(ended_at=long_ago))
    )
    await a_day_passes(work)
    kept = select(PersonalValue.case_id).where(PersonalValue.case_id.in_(cases)).distinct()
    assert await work.database.run(lambda s: set(s.scalars(kept))) == {fresh, open_}
    assert (await work.case(old[0])).status == "withdrawn"


async def test_files_go_with_the_personal_values_and_no_others_do(work: CaseWork) -> None:
    old, open_ = await work.file(), await work.file()
    gone, kept = await work.attach(old, media.pdf("old")), await work.attach(open_, media.ogg())
    shared = await work.attach(old, media.mp3())
    assert await work.attach(open_, media.mp3()) == shared
    await work.move(old, Move.WITHDRAWN, CITIZEN)
    long_ago = utc_now() - timedelta(days=work.settings.keep_personal_days + 1)
    await work.database.run(
        lambda s: s.execute(update(Case).where(Case.id == old).values(ended_at=long_ago))
    )
    for path in work.settings.attachments_dir.rglob("*"):
        os.utime(path, (long_ago.timestamp(), long_ago.timestamp()))
    await a_day_passes(work)
    with pytest.raises(LostFileError):
        work.parts.files.get(gone)
    assert [work.parts.files.get(one)[:4] for one in (kept, shared)] == [
        b"OggS",
        b"\xff\xfb\x90\x64",
    ]
    left = select(Attachment.case_id).where(Attachment.case_id.in_([old, open_]))
    assert await work.database.run(lambda s: s.scalars(left).all()) == [open_, open_]


async def test_files_come_under_the_new_key(work: CaseWork) -> None:
    name = await work.attach(await work.file(), media.pdf("rotated"))
    newer = CaseWork(work.settings, work.parts.catalogue, [b"a newer key"])
    await a_day_passes(newer)
    only_new = Sealer(b"another master", [b"a newer key"])
    (path,) = work.settings.attachments_dir.rglob(name)
    assert only_new.open_bytes(path.read_bytes()) == media.pdf("rotated")
    await newer.close()


async def test_a_value_without_its_key_keeps_no_other_under_the_old_one(
    work: CaseWork,
) -> None:
    contact = {"identity": "sealed", "contact": {"mobile": MOBILE}}
    stranger = CaseWork(work.settings, work.parts.catalogue, [b"a key that is lost"])
    lost, case = await stranger.file(**contact), await work.file(**contact)
    newer = CaseWork(work.settings, work.parts.catalogue, [b"a newer key"])
    with everything_logged() as logged:
        await a_day_passes(newer)
    assert "value_without_key" in logged.text
    assert await keys_of(newer, case) == {newer.parts.sealer.key_id}
    assert await keys_of(newer, lost) == {stranger.parts.sealer.key_id}
    await stranger.close()
    await newer.close()


async def keys_of(work: CaseWork, case: int) -> set[str]:
    query = select(PersonalValue.key_id).where(PersonalValue.case_id == case)
    return await work.database.run(lambda session: set(session.scalars(query)))


async def test_sealed_values_and_addresses_come_under_the_new_key(
    work: CaseWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        daily, "reseal", lambda session, sealer, after: _reseal(session, sealer, after, 2)
    )
    case = await work.file(identity="sealed", contact={"mobile": MOBILE})
    before, sealer = work.parts.sealer.key_id, work.parts.sealer
    chat = MessengerChat(
        id="tg:1",
        channel="tg",
        sealed=sealer.seal("12345"),
        key_id=before,
        conversation_id=await work.conversation(),
    )
    await work.database.run(lambda session: session.merge(chat))
    newer = CaseWork(work.settings, work.parts.catalogue, [b"a newer key"])
    await a_day_passes(newer)
    now: Sealer = newer.parts.sealer
    assert now.key_id != before
    values = select(PersonalValue).where(PersonalValue.case_id == case)
    rows = await newer.database.run(lambda session: session.scalars(values).all())
    assert {row.key_id for row in rows} == {now.key_id}
    only_new = Sealer(b"another master", [b"a newer key"])
    assert MOBILE in {only_new.open(row.sealed) for row in rows}
    found = await newer.database.run(lambda session: session.get_one(MessengerChat, "tg:1"))
    assert (found.key_id, only_new.open(found.sealed)) == (now.key_id, "12345")
    await newer.close()


_reseal = daily.reseal
