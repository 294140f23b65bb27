"""Daily jobs: they seal the ledger's root, erase whom nothing keeps, and reseal with newer keys.

Erased cases also leave folders, and SQLite's log of changes.
"""

import asyncio
import json
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from functools import partial

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.background.worker_parts import Parts
from assistant.cases.attachments.service import reseal_files, sweep
from assistant.cases.ledger import seal_day
from assistant.cases.lost_pins import forget_recoveries
from assistant.cases.models import Case
from assistant.cases.outbox import CaseJob
from assistant.cases.personal import hash_older, reseal
from assistant.channels.messengers.chats import reseal_chats
from assistant.citizens.sessions import forget_ended
from assistant.conversation.store import reseal_turns
from assistant.desk.casework.workspace import forget_drafts
from assistant.desk.resealing import reseal_accounts, reseal_drafts
from assistant.insight.periods.callbacks import draw
from assistant.insight.periods.closing import due
from assistant.insight.ratings.marks import forget_addresses
from assistant.insight.signals.addresses import forget_judges
from assistant.privacy.erasure import AfterErasing, erase_ended, erase_silent, follow_up
from assistant.settings import Settings
from assistant.sms.delivery import forget_messages
from assistant.storage.database import Database
from assistant.storage.durable_files import drop_days, drop_lines
from assistant.storage.jobs import Claim, Handling, Work, enqueue
from assistant.storage.shared_clock import utc_now
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
        """Write the database again, since pages of SQLite may hold traces of rows that moved.

        A large database is left alone, because nobody could write meanwhile; that is logged.
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


MIDNIGHT_IN_TEHRAN = time(20, 30, tzinfo=UTC)
"""When it is done, so that the root of a day holds what happened on that day in Iran."""


_UNTIL_ERASED = timedelta(hours=1)


class DailyJob(StrEnum):
    """Kinds of jobs of which there is one a day."""

    SEAL = "daily.seal"
    ERASE = "daily.erase"
    ERASE_TALKS = "daily.erase_conversations"
    RESEAL = "daily.reseal"
    HASH_NUMBERS = "daily.hash_numbers"
    RESEAL_CHATS = "daily.reseal_chats"
    RESEAL_FILES = "daily.reseal_files"
    RESEAL_TURNS = "daily.reseal_turns"
    RESEAL_ACCOUNTS = "daily.reseal_accounts"
    FORGET_ADDRESSES = "daily.forget_rating_addresses"
    CLOSE_PERIODS = "daily.close_periods"


class Daily:
    """Has each daily job done once, by any number of processes."""

    def __init__(self, parts: Parts) -> None:
        self._database, self._door, self._files = parts.database, parts.door, parts.files
        self._notary, settings = parts.notary, parts.settings
        self._statements = parts.statements
        self._kept = timedelta(days=settings.keep_personal_days)
        self._kept_talks = timedelta(days=settings.keep_conversation_days)
        self._scrubber = Scrubber(self._database, settings)
        self._known_until = datetime.min.replace(tzinfo=UTC)

    @property
    def handlings(self) -> dict[str, Handling]:
        """The handler of each kind."""
        return {
            DailyJob.SEAL: Handling(self._seal),
            DailyJob.ERASE: Handling(self._erase),
            DailyJob.ERASE_TALKS: Handling(self._erase_talks),
            DailyJob.RESEAL: Handling(self._reseal),
            DailyJob.HASH_NUMBERS: Handling(self._hash_numbers),
            DailyJob.RESEAL_CHATS: Handling(self._reseal_chats),
            DailyJob.RESEAL_FILES: Handling(self._reseal_files),
            DailyJob.RESEAL_TURNS: Handling(self._reseal_turns),
            DailyJob.RESEAL_ACCOUNTS: Handling(self._reseal_accounts),
            DailyJob.FORGET_ADDRESSES: Handling(self._forget_addresses),
            DailyJob.CLOSE_PERIODS: Handling(self._close_periods),
            AfterErasing.SCRUB: Handling(self._scrubber.scrub),
            AfterErasing.SWEEP: Handling(self._sweep),
            AfterErasing.PACK: Handling(self._scrubber.pack),
        }

    async def look(self) -> bool:
        """Add the jobs of today (UTC), unless this process has done so."""
        today = utc_now().date()
        due = datetime.combine(today, MIDNIGHT_IN_TEHRAN)
        if due > self._known_until:
            await self._database.run(lambda session: _add(session, due))
            self._known_until = due
        return False

    async def _seal(self, _: Claim) -> Work:
        def work(session: Session) -> None:
            now = utc_now()
            if root := seal_day(session, self._notary, now):
                draw(session, root, now)

        return work

    async def _close_periods(self, _: Claim) -> Work:
        now = utc_now()
        # Read outside the writing transaction: it takes long, and nobody may wait for it.
        closings = await self._database.run_long(
            DailyJob.CLOSE_PERIODS, lambda s: list(due(s, self._statements, now))
        )

        def work(session: Session) -> None:
            for one in closings:
                one.keep(session, now)

        return work

    async def _erase(self, claim: Claim) -> Work:
        def work(session: Session) -> None:
            now = utc_now()
            erased = erase_ended(session, self._door, now - self._kept, now)
            _go_on(session, claim, erased[-1].case_id if erased else None)
            # Also when nothing is left: what waits for a case in vain is swept as well.
            follow_up(session, [event.case_id for event in erased], now, claim.key)

        return work

    async def _erase_talks(self, claim: Claim) -> Work:
        def work(session: Session) -> None:
            now = utc_now()
            erased = erase_silent(session, now - self._kept_talks)
            _go_on(session, claim, erased[-1] if erased else None)
            if not erased:
                follow_up(session, [], now, claim.key)

        return work

    async def _sweep(self, _: Claim) -> None:
        now = utc_now()
        await sweep(self._database, self._files, now)
        await self._scrubber.drop_old_sms(now)
        await delete_all(self._database, lambda session: forget_recoveries(session, now))

    async def _reseal(self, claim: Claim) -> Work:
        after_id = claim.payload.get("after_id", 0)
        return lambda session: _go_on(session, claim, reseal(session, self._door.sealer, after_id))

    async def _hash_numbers(self, claim: Claim) -> Work:
        after_id, sealer = claim.payload.get("after_id", 0), self._door.sealer
        return lambda session: _go_on(session, claim, hash_older(session, sealer, after_id))

    async def _reseal_turns(self, claim: Claim) -> Work:
        after_id = claim.payload.get("after_id", "")
        return lambda session: _go_on(
            session, claim, reseal_turns(session, self._door.sealer, after_id)
        )

    async def _reseal_accounts(self, _: Claim) -> Work:
        def work(session: Session) -> None:
            reseal_accounts(session, self._door.sealer)
            reseal_drafts(session, self._door.sealer)

        return work

    async def _forget_addresses(self, _: Claim) -> Work:
        now = utc_now()
        for some in (forget_judges, forget_ended, forget_drafts):
            await delete_all(self._database, partial(some, now=now))
        return lambda session: forget_addresses(session, now)

    async def _reseal_chats(self, claim: Claim) -> Work:
        after_id = claim.payload.get("after_id", "")
        return lambda session: _go_on(
            session, claim, reseal_chats(session, self._door.sealer, after_id)
        )

    async def _reseal_files(self, claim: Claim) -> Work:
        after_id, key_id = claim.payload.get("after_id", ""), self._door.sealer.key_id
        return lambda session: _go_on(
            session, claim, reseal_files(session, self._files, key_id, after_id)
        )


def _add(session: Session, due: datetime) -> None:
    for kind in DailyJob:
        # After an update callers are to be found at once, not from the next midnight on.
        when = None if kind is DailyJob.HASH_NUMBERS else due
        enqueue(session, kind, {}, key=f"{kind}:{due:%Y-%m-%d}", run_at=when)
    # When the others have erased what they had to.
    key = f"{AfterErasing.PACK}:{due:%Y-%m-%d}"
    enqueue(session, AfterErasing.PACK, {}, key=key, run_at=due + _UNTIL_ERASED)


def _go_on(session: Session, claim: Claim, after_id: int | str | None) -> None:
    """Each part in its own transaction, so that none takes long."""
    if after_id is not None:
        key = f"{_first(claim)}>{after_id}"
        enqueue(session, claim.kind, {"after_id": after_id}, key=key)


def _first(claim: Claim) -> str:
    """The key of the day's first job of this kind."""
    return claim.key.split(">")[0]
