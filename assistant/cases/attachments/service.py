"""Files of cases, for whoever holds code and pin."""

import asyncio
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.attachments.cleaning import FileLimits, clean
from assistant.cases.attachments.keeping import (
    attach,
    attachment,
    attachments_of,
)
from assistant.cases.attachments.media import KeptFile
from assistant.cases.attachments.models import Attachment, PreparedFile
from assistant.cases.attachments.prepared import prepare
from assistant.cases.by import CITIZEN
from assistant.cases.models import Case
from assistant.cases.service import CaseDesk
from assistant.storage.database import Database
from assistant.storage.locking import locked
from assistant.storage.sealed_files import SealedFiles
from assistant.storage.shared_clock import utc_now


@dataclass(frozen=True)
class ReadFile:
    """A file in the clear, with its row and case."""

    case: Case
    row: Attachment
    data: bytes


class CaseFiles:
    """Adds, lists and gives files of cases.

    `files` holds what is kept. Photos are drawn anew one at a time: each may need some hundred
    megabytes for a moment.
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
        """Clean `data` and put it on the disk; without a row it is swept later.

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
        """What is in a file of `case`, for who has shown the right to it."""
        return ReadFile(case, row, await asyncio.to_thread(self.files.get, row.name))
