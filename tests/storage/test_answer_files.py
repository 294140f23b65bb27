"""Files that go with an answer, in both databases: kept before it, and the case's with it."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from support import media
from support.samples import complaint

from assistant.cases.attachments.cleaning import FileLimits
from assistant.cases.attachments.pending import MOST, Along, forget_prepared, move_with
from assistant.cases.attachments.service import CaseFiles, sweep
from assistant.cases.attachments.store import (
    Attachment,
    PreparedFile,
    TooManyFilesError,
    UnknownFileError,
    attachments_of,
    referenced,
)
from assistant.cases.merged_cases import merge
from assistant.cases.models import Case, CaseEvent
from assistant.cases.move_requests import ALONG, IllegalMoveError
from assistant.cases.moves import Move
from assistant.cases.redaction import redact
from assistant.cases.schemas import OpenDraft
from assistant.cases.service import CaseDesk
from assistant.cases.terms import CITIZEN, Actor, Role
from assistant.cases.transitions import MoveRequest
from assistant.cases.verify import VerifyMeans, verify
from assistant.privacy.erasure import erase_case
from assistant.storage.database import Database
from assistant.storage.sealed_files import SealedFiles
from assistant.storage.sealing import Sealer

KEY = b"a key of the tests"
SEALER = Sealer(KEY)
LIMITS = FileLimits(1_000_000, 1_000_000, per_case=8)
AGENCY = Actor(Role.AGENCY, "abfa")
ANSWER = MoveRequest(Move.ANSWERED, AGENCY, words="نامهٔ پاسخ پیوست است", key="k")
HAND = "clerk"


@pytest.fixture
def files(database: Database, desk: CaseDesk, tmp_path: Path) -> CaseFiles:
    return CaseFiles(database, desk, SealedFiles(tmp_path, SEALER), LIMITS)


@pytest.fixture
async def case(desk: CaseDesk) -> Case:
    return (await desk.file(OpenDraft.model_validate(complaint()))).case


async def prepare(files: CaseFiles, case: Case, text: str = "letter", hand: str = HAND) -> str:
    return (await files.prepare(case.id, hand, media.pdf(text))).id


async def answer(
    database: Database,
    desk: CaseDesk,
    case: Case,
    ids: Sequence[str],
    *,
    hand: str = HAND,
    step: MoveRequest = ANSWER,
) -> int:
    """Answer with files; the number of the answer's event."""

    def work(session: Session) -> int:
        found = desk.door.case(session, case.tracking_code)
        assert found is not None
        along = Along(ids, hand, LIMITS.per_case)
        event = move_with(session, desk.door, found, step, along=along, now=datetime.now(UTC))
        return event.number

    return await database.run(work)


async def events(database: Database, case: Case) -> list[CaseEvent]:
    query = select(CaseEvent).where(CaseEvent.case_id == case.id).order_by(CaseEvent.number)
    return await database.run(lambda session: list(session.scalars(query)))


async def waiting(database: Database, case: Case) -> int:
    query = select(func.count()).where(PreparedFile.case_id == case.id)
    return await database.run(lambda session: session.scalar(query) or 0)


async def faults(database: Database, case: Case) -> list[str]:
    def work(session: Session) -> list[str]:
        return [
            fault for of, fault in verify(session, VerifyMeans(SEALER)) if of == case.tracking_code
        ]

    return await database.run(work)


async def test_an_answer_names_its_files_and_the_ledger_holds_their_hashes(
    files: CaseFiles, case: Case, database: Database, desk: CaseDesk
) -> None:
    first, second = await prepare(files, case, "one"), await prepare(files, case, "two")
    number = await answer(database, desk, case, [second, first])
    *_, one, two, answered = await events(database, case)
    assert (answered.number, answered.type) == (number, Move.ANSWERED)
    assert answered.data[ALONG] == [one.number, two.number]
    assert {one.type, two.type} == {Move.ATTACHED}
    assert "file_commitment" in one.data
    rows = await files.listed(case)
    assert [(row.event_number, row.added_by, row.added_by_id) for row in rows] == [
        (one.number, "agency", "abfa"),
        (two.number, "agency", "abfa"),
    ]
    # In the order in which they were named.
    assert (await files.read(case, rows[0])).data == media.pdf("two")
    assert await waiting(database, case) == 0
    assert await faults(database, case) == []
    told = await database.run(
        lambda s: s.get_one(Attachment, rows[0].id).sha256_sealed != rows[1].sha256_sealed
    )
    assert told


async def test_an_answer_that_is_refused_leaves_its_files_waiting(
    files: CaseFiles, case: Case, database: Database, desk: CaseDesk
) -> None:
    id_ = await prepare(files, case)
    foreign = MoveRequest(Move.ANSWERED, Actor(Role.AGENCY, "tavanir"), words="پاسخ")
    with pytest.raises(IllegalMoveError):
        await answer(database, desk, case, [id_], step=foreign)
    before = len(await events(database, case))
    for ids, hand in (([id_, "0" * 32], HAND), ([id_], "somebody else")):
        with pytest.raises(UnknownFileError):
            await answer(database, desk, case, ids, hand=hand)
    assert len(await events(database, case)) == before
    assert (await waiting(database, case), await files.listed(case)) == (1, [])


async def test_the_same_key_again_gives_the_answer_once(
    files: CaseFiles, case: Case, database: Database, desk: CaseDesk
) -> None:
    id_ = await prepare(files, case)
    numbers = [await answer(database, desk, case, [id_]) for _ in range(3)]
    assert len(set(numbers)) == 1
    assert len(await files.listed(case)) == 1


async def test_no_more_files_wait_than_may_go_and_the_same_is_one(
    files: CaseFiles, case: Case, database: Database
) -> None:
    sent = [prepare(files, case, f"page {number}") for number in range(MOST + 3)]
    outcomes = await asyncio.gather(*sent, return_exceptions=True)
    refused = [one for one in outcomes if isinstance(one, TooManyFilesError)]
    assert (len(refused), await waiting(database, case)) == (3, MOST)
    kept = next(number for number, one in enumerate(outcomes) if isinstance(one, str))
    assert await prepare(files, case, f"page {kept}") == outcomes[kept]
    assert await waiting(database, case) == MOST


async def test_each_side_has_its_own_room(
    files: CaseFiles, case: Case, database: Database, desk: CaseDesk
) -> None:
    for number in range(LIMITS.per_case):
        await files.add(case, media.pdf(f"of the citizen {number}"))
    with pytest.raises(TooManyFilesError):
        await files.add(case, media.pdf("one too many"))
    ids = [await prepare(files, case, f"of the agency {number}") for number in range(MOST)]
    asked = MoveRequest(Move.ASKED, AGENCY, words="این فرم را پر کنید")
    await answer(database, desk, case, ids, step=asked)
    for number in range(LIMITS.per_case - MOST):
        await prepare(files, case, f"later {number}")
    with pytest.raises(TooManyFilesError):
        await prepare(files, case, "one too many of the agency")
    assert len(await files.listed(case)) == LIMITS.per_case + MOST


async def test_what_the_citizen_sent_can_go_with_an_answer_and_stays_one_file(
    files: CaseFiles, case: Case, database: Database, desk: CaseDesk
) -> None:
    _, row = await files.add(case, media.pdf("a form"))
    id_ = await prepare(files, case, "a form")
    number = await answer(database, desk, case, [id_])
    told = {event.number: event.data for event in await events(database, case)}
    assert told[number][ALONG] == [row.event_number]
    assert len(await files.listed(case)) == 1
    assert await faults(database, case) == []


async def test_followers_get_the_words_and_not_the_files(
    files: CaseFiles, case: Case, database: Database, desk: CaseDesk
) -> None:
    """A letter may name whom it is to."""
    other = (await desk.file(OpenDraft.model_validate(complaint()))).case

    def tie(session: Session) -> None:
        pair = [session.get_one(Case, one.id) for one in (other, case)]
        step = MoveRequest(Move.MERGED, Actor(Role.OPERATOR, "op"), reason="همان است")
        merge(session, desk.door, *pair, step=step, now=datetime.now(UTC))

    await database.run(tie)
    await answer(database, desk, case, [await prepare(files, case)])
    assert (await events(database, other))[-1].type == Move.ANSWERED
    assert not [event for event in await events(database, other) if ALONG in event.data]
    assert (len(await files.listed(case)), await files.listed(other)) == (1, [])


async def test_words_can_be_taken_out_of_an_answer_with_files(
    files: CaseFiles, case: Case, database: Database, desk: CaseDesk
) -> None:
    await answer(database, desk, case, [await prepare(files, case)])
    step = MoveRequest(Move.REDACTED, Actor(Role.OPERATOR, "op"), reason="باید می‌رفت")
    await database.run(
        lambda s: redact(
            s, desk.door, s.get_one(Case, case.id), "نامهٔ", step=step, now=datetime.now(UTC)
        )
    )
    assert await faults(database, case) == []


async def test_erasing_takes_files_of_answers_and_those_that_wait(
    files: CaseFiles, case: Case, database: Database, desk: CaseDesk
) -> None:
    await answer(database, desk, case, [await prepare(files, case, "sent")])
    await prepare(files, case, "never sent")
    rows = await files.listed(case)
    names = [row.name for row in rows]

    def erase(session: Session) -> None:
        found = desk.door.case(session, case.tracking_code)
        assert found is not None
        desk.door.move(session, found, MoveRequest(Move.CONFIRMED, CITIZEN), datetime.now(UTC))
        erase_case(session, desk.door, found, CITIZEN, now=datetime.now(UTC))

    await database.run(erase)
    assert (await files.listed(case), await waiting(database, case)) == ([], 0)
    assert await database.run(lambda s: referenced(s, names)) == set()
    assert await faults(database, case) == []
    assert (await events(database, case))[-1].data["files"] == 1


async def test_what_waits_in_vain_is_forgotten_and_swept(
    files: CaseFiles, case: Case, database: Database, tmp_path: Path
) -> None:
    await prepare(files, case, f"in vain {case.tracking_code}")
    soon, late = (datetime.now(UTC) + timedelta(hours=hours) for hours in (23, 25))
    await database.run(lambda s: forget_prepared(s, soon))
    assert await waiting(database, case) == 1
    await sweep(database, files.files, soon)
    assert [path for path in tmp_path.rglob("*") if path.is_file()], "it is needed until then"
    await sweep(database, files.files, late)
    assert await waiting(database, case) == 0
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


async def test_files_are_of_their_case_alone(
    files: CaseFiles, case: Case, database: Database, desk: CaseDesk
) -> None:
    other = (await desk.file(OpenDraft.model_validate(complaint()))).case
    id_ = await prepare(files, other)
    with pytest.raises(UnknownFileError):
        await answer(database, desk, case, [id_])
    assert await database.run(lambda s: attachments_of(s, s.get_one(Case, other.id))) == []
