"""Takes what was of erased cases out of folders, and out of SQLite's log of changes."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.cases.outbox import CaseJob
from assistant.settings import Settings
from assistant.sms.delivery import forget_messages
from assistant.storage.database import Database
from assistant.storage.durable_files import drop_days, drop_lines
from assistant.storage.jobs import Claim
from assistant.storage.statements import delete_all

MOST_PACKED = 1024**3
"""So many bytes are written anew in some ten seconds."""
log = structlog.get_logger()


class Scrubber:
    """Cleans the folders of messages; it may be done again at any time."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database, self._kept_sms = database, timedelta(days=settings.keep_sms_days)
        self._upstream, self._sms = settings.data_dir / "upstream", settings.data_dir / "sms"

    async def scrub(self, claim: Claim) -> None:
        """Drop the lines about the cases of `claim`, and what the database no longer needs."""
        ids = [int(one) for one in claim.payload["case_ids"]]
        codes = await self._database.run(lambda session: _codes(session, ids))
        await asyncio.to_thread(self._drop, set(ids), codes)
        await asyncio.to_thread(self._database.scrub)

    async def pack(self, _: Claim) -> None:
        """Write the database anew, since pages of SQLite may hold traces of rows that moved.

        A large one is left alone, because nobody could write meanwhile; that is logged.
        """
        if not await asyncio.to_thread(self._database.pack, MOST_PACKED):
            log.warning("database_not_packed", more_than=MOST_PACKED)

    async def drop_old_sms(self, now: datetime) -> None:
        """Remove files of text messages that were to be carried on long ago, and notes of such."""
        before = now.astimezone(UTC) - self._kept_sms
        await asyncio.to_thread(drop_days, self._sms, before.date())
        await delete_all(self._database, lambda session: forget_messages(session, before))

    def _drop(self, ids: set[int], codes: set[str]) -> None:
        if ids:
            drop_lines(self._upstream, lambda line: _told_code(line) in codes)
            drop_lines(self._sms, lambda line: _texted_case(line) in ids)


def _codes(session: Session, ids: list[int]) -> set[str]:
    return set(session.scalars(select(Case.tracking_code).where(Case.id.in_(ids))))


def _told_code(line: bytes) -> str | None:
    """The tracking code of a message to the system above; None for a torn line."""
    try:
        code = json.loads(json.loads(line)["body"])["case"]["tracking_code"]
    except (ValueError, KeyError, TypeError):
        return None
    return str(code)


def _texted_case(line: bytes) -> int | None:
    """The case of a text message; None for a torn line."""
    try:
        kind, case_id, _ = json.loads(line)["key"].split(":")
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return int(case_id) if kind == CaseJob.SMS and case_id.isdecimal() else None
