"""Files of cases in both databases: counted under a lock, swept when no case needs them."""

import asyncio
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, update
from support import media
from support.samples import complaint

from assistant.cases.attachments.cleaning import FileLimits
from assistant.cases.attachments.service import CaseFiles, reseal_files, sweep
from assistant.cases.attachments.store import Attachment, TooManyFilesError
from assistant.cases.models import Case
from assistant.cases.schemas import OpenDraft
from assistant.cases.service import CaseDesk, FiledCase
from assistant.privacy.erasure import erase_ended
from assistant.storage.database import Database
from assistant.storage.sealed_files import LostFileError, SealedFiles
from assistant.storage.sealing import Sealer

KEY = b"a key of the tests"
LIMITS = FileLimits(1_000_000, 1_000_000, per_case=3)


@pytest.fixture
def files(database: Database, desk: CaseDesk, tmp_path: Path) -> CaseFiles:
    return CaseFiles(database, desk, SealedFiles(tmp_path, Sealer(KEY)), LIMITS)


@pytest.fixture
async def filed(desk: CaseDesk) -> FiledCase:
    return await desk.file(OpenDraft.model_validate(complaint()))


async def add(files: CaseFiles, filed: FiledCase, data: bytes) -> Attachment:
    return (await files.add(filed.case, data))[1]


def grow_old(folder: Path) -> None:
    long_ago = (datetime.now(UTC) - timedelta(hours=3)).timestamp()
    for path in folder.rglob("*"):
        os.utime(path, (long_ago, long_ago))


async def test_a_case_never_has_more_files_than_it_may(files: CaseFiles, filed: FiledCase) -> None:
    sent = [add(files, filed, media.pdf(f"page {number}")) for number in range(8)]
    outcomes = await asyncio.gather(*sent, return_exceptions=True)
    refused = [one for one in outcomes if isinstance(one, TooManyFilesError)]
    assert (len(refused), len(outcomes) - len(refused)) == (5, 3)
    rows = await files.listed(filed.case)
    assert [row.event_number for row in rows] == [3, 4, 5]


async def test_the_same_file_sent_at_the_same_time_is_one(
    files: CaseFiles, filed: FiledCase
) -> None:
    rows = await asyncio.gather(*(add(files, filed, media.ogg()) for _ in range(5)))
    assert len({row.id for row in rows}) == 1


async def test_a_file_that_two_cases_share_goes_with_the_last(
    files: CaseFiles, desk: CaseDesk, database: Database, tmp_path: Path
) -> None:
    cases = [await desk.file(OpenDraft.model_validate(complaint())) for _ in "ab"]
    rows = [await add(files, case, media.pdf()) for case in cases]
    alone = await add(files, cases[0], media.pdf("alone"))
    grow_old(tmp_path)
    now = datetime.now(UTC)
    for number, (left, removed) in enumerate(((True, 1), (False, 1))):
        ended = {"status": "withdrawn", "ended_at": now - timedelta(days=400)}
        of_case = Case.id == cases[number].case.id
        await database.run(lambda s, w=of_case, e=ended: s.execute(update(Case).where(w).values(e)))
        erased = await database.run(
            lambda s: erase_ended(s, desk.door, now - timedelta(days=365), now)
        )
        assert [event.data["files"] for event in erased if event.case_id == rows[number].case_id]
        assert await sweep(database, files.files, now) == removed
        assert bool(list(tmp_path.rglob(rows[0].name))) == left
    with pytest.raises(LostFileError):
        files.files.get(alone.name)


async def test_a_young_file_waits_for_its_row(files: CaseFiles, database: Database) -> None:
    kept = await files.keep(media.pdf("young"))
    assert await sweep(database, files.files, datetime.now(UTC)) == 0
    assert files.files.get(kept.name) == media.pdf("young")
    assert await sweep(database, files.files, datetime.now(UTC) + timedelta(hours=2)) == 1


async def test_files_come_under_the_newer_key_and_a_lost_one_stops_none(
    files: CaseFiles, filed: FiledCase, database: Database, tmp_path: Path
) -> None:
    await database.run(lambda session: session.execute(delete(Attachment)))
    rows = [await add(files, filed, media.pdf(f"page {number}")) for number in range(3)]
    lost = min(rows, key=lambda row: row.id)
    files.files.discard(lost.name, datetime.now(UTC) + timedelta(hours=1))
    newer = Sealer(KEY, [b"a newer key"])
    store, after = SealedFiles(tmp_path, newer), ""
    while after is not None:
        after = await database.run(
            lambda s, a=after: reseal_files(s, store, newer.key_id, a, limit=1)
        )
    only_new = Sealer(b"another master", [b"a newer key"])
    for row in rows:
        found = await database.run(lambda s, id_=row.id: s.get_one(Attachment, id_))
        if row is lost:
            assert found.key_id != newer.key_id
        else:
            (path,) = tmp_path.rglob(row.name)
            assert found.key_id == newer.key_id
            assert only_new.open_bytes(path.read_bytes())[:4] == b"%PDF"
            assert only_new.open(found.sha256_sealed)
