"""Files of cases, for whoever has code and pin; and the sweep of files that no row needs.

The sweep removes such files, and seals older files again under the newest key.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import structlog
from cryptography.fernet import InvalidToken
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.attachments.cleaning import FileLimits, clean
from assistant.cases.attachments.media import KeptFile
from assistant.cases.attachments.pending import forget_prepared, forget_waiting, prepare
from assistant.cases.attachments.store import (
    Attachment,
    PreparedFile,
    attach,
    attachment,
    attachments_of,
    referenced,
)
from assistant.cases.models import Case
from assistant.cases.service import CaseDesk
from assistant.cases.terms import CITIZEN
from assistant.storage.database import Database
from assistant.storage.sealed_files import LostFileError, SealedFiles
from assistant.storage.shared_clock import utc_now
from assistant.storage.statements import delete_all, locked


@dataclass(frozen=True)
class ReadFile:
    """A decrypted file, with its row and case."""

    case: Case
    row: Attachment
    data: bytes


class CaseFiles:
    """Adds, lists and gives files of cases.

    `files` is the store. Photos are drawn again one at a time: each may need some hundred megabytes
    for a moment.
    """

    def __init__(
        self, database: Database, desk: CaseDesk, files: SealedFiles, limits: FileLimits
    ) -> None:
        self._database, self._desk, self.files, self.limits = database, desk, files, limits
        self._turn = asyncio.Semaphore(1)

    async def add(
        self, found: Case, data: bytes, key: str | None = None
    ) -> tuple[Case, Attachment]:
        """Add a file to a case, for its holder. Raises what `clean` and `attach` raise."""
        kept = await self.keep(data)
        door, most = self._desk.door, self.limits.per_case

        def work(session: Session) -> Attachment:
            (case,) = locked(session, select(Case).where(Case.id == found.id))
            return attach(session, door, case, kept, CITIZEN, now=utc_now(), per_case=most, key=key)

        return found, await self._database.run(work)

    async def prepare(self, case_id: int, hand: str, data: bytes) -> PreparedFile:
        """Let a file wait for an answer; raises what `clean` and `prepare` raise."""
        kept = await self.keep(data)
        most = self.limits.per_case

        def work(session: Session) -> PreparedFile:
            (case,) = locked(session, select(Case).where(Case.id == case_id))
            return prepare(session, case, hand, kept, utc_now(), per_case=most)

        return await self._database.run(work)

    async def keep(self, data: bytes) -> KeptFile:
        """Clean `data` and put it on the disk; the sweep removes it if it gets no row.

        Raises what `clean` raises.
        """
        async with self._turn:
            file = await asyncio.to_thread(clean, data, self.limits)
        name, sha256_sealed = await asyncio.to_thread(self.files.put, file.data)
        return KeptFile(name, sha256_sealed, file.media, len(file.data), self.files.key_id)

    async def listed(self, case: Case) -> list[Attachment]:
        """The files of a case, oldest first."""
        return await self._database.run(lambda session: attachments_of(session, case))

    async def one(self, case: Case, id_: str) -> ReadFile:
        """One file of a case.

        Raises `UnknownFileError` for an id that is not one of this case's, and what
        `SealedFiles.get` raises.
        """
        row = await self._database.run(lambda session: attachment(session, case, id_))
        return await self.read(case, row)

    async def read(self, case: Case, row: Attachment) -> ReadFile:
        """The content of a file of `case`; the caller has checked that the reader may see it."""
        return ReadFile(case, row, await asyncio.to_thread(self.files.get, row.name))


log = structlog.get_logger()

GRACE = timedelta(hours=1)
"""A file may wait this long for its row."""
_BATCH = 500


async def sweep(database: Database, files: SealedFiles, now: datetime) -> int:
    """Remove the files that no row has needed for an hour; returns how many.

    Files that waited too long for a case or an answer are no longer needed.
    """
    await delete_all(database, lambda session: forget_waiting(session, now))
    await delete_all(database, lambda session: forget_prepared(session, now))
    before, removed = now - GRACE, 0
    old = await asyncio.to_thread(lambda: list(files.old(before)))
    for begin in range(0, len(old), _BATCH):
        some = old[begin : begin + _BATCH]
        needed = await database.run(partial(referenced, names=some))
        for name in set(some) - needed:
            removed += await asyncio.to_thread(files.discard, name, before)
    await asyncio.to_thread(files.tidy, before)
    return removed


def reseal_files(
    session: Session, files: SealedFiles, key_id: str, after_id: str = "", limit: int = 20
) -> str | None:
    """Seal the next `limit` files of older keys under the newest key, which is `key_id`.

    Returns the id to go on after, None at the end. A file that is lost, or that no key opens, is
    logged and passed over.
    """
    query = select(Attachment).where(Attachment.key_id != key_id, Attachment.id > after_id)
    rows = session.scalars(query.order_by(Attachment.id).limit(limit)).all()
    for row in rows:
        try:
            row.sha256_sealed = files.reseal(row.name)
        except (LostFileError, InvalidToken) as error:
            log.error("attachment_lost", attachment=row.id, why=type(error).__name__)
        else:
            row.key_id = key_id
    return rows[-1].id if len(rows) == limit else None
