"""What is done once a day: the ledger's root, forgetting who was long helped, and newer keys."""

from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from assistant.background.parts import Parts
from assistant.cases.attachments.sweeping import reseal_files, sweep
from assistant.cases.daily_roots import seal_day
from assistant.cases.personal import reseal
from assistant.cases.retention import erase_ended
from assistant.channels.messengers.chats import reseal_chats
from assistant.storage.jobs import Claim, Handling, Work, enqueue

MIDNIGHT_IN_TEHRAN = time(20, 30, tzinfo=UTC)
"""When it is done, so that the root of a day holds what happened on that day in Iran."""


class DailyJob(StrEnum):
    """Kinds of jobs of which there is one a day."""

    SEAL = "daily.seal"
    ERASE = "daily.erase"
    RESEAL = "daily.reseal"
    RESEAL_CHATS = "daily.reseal_chats"
    RESEAL_FILES = "daily.reseal_files"
    SWEEP = "daily.sweep_files"


class Daily:
    """Has each daily job done once, by any number of processes."""

    def __init__(self, parts: Parts, keep_personal_days: int) -> None:
        self._database, self._door, self._files = parts.database, parts.door, parts.files
        self._notary = parts.notary
        self._kept = timedelta(days=keep_personal_days)
        self._known_until = datetime.min.replace(tzinfo=UTC)

    @property
    def handlings(self) -> dict[str, Handling]:
        """The handler of each kind."""
        return {
            DailyJob.SEAL: Handling(self._seal),
            DailyJob.ERASE: Handling(self._erase),
            DailyJob.RESEAL: Handling(self._reseal),
            DailyJob.RESEAL_CHATS: Handling(self._reseal_chats),
            DailyJob.RESEAL_FILES: Handling(self._reseal_files),
            DailyJob.SWEEP: Handling(self._sweep),
        }

    async def look(self) -> bool:
        """Add the jobs of today (UTC), unless this process has done so."""
        today = datetime.now(UTC).date()
        due = datetime.combine(today, MIDNIGHT_IN_TEHRAN)
        if due > self._known_until:
            await self._database.run(lambda session: _add(session, due))
            self._known_until = due
        return False

    async def _seal(self, _: Claim) -> Work:
        notary, sealer = self._notary, self._door.sealer
        return lambda session: seal_day(session, notary, sealer, datetime.now(UTC))

    async def _erase(self, claim: Claim) -> Work:
        def work(session: Session) -> None:
            now = datetime.now(UTC)
            erased = erase_ended(session, self._door, now - self._kept, now)
            _go_on(session, claim, erased[-1].case_id if erased else None)
            if not erased:
                # Only now is it known which files nobody needs.
                key = f"{DailyJob.SWEEP}:{_first(claim)}"
                enqueue(session, DailyJob.SWEEP, {}, key=key)

        return work

    async def _sweep(self, _: Claim) -> None:
        await sweep(self._database, self._files, datetime.now(UTC))

    async def _reseal(self, claim: Claim) -> Work:
        after_id = claim.payload.get("after_id", 0)
        return lambda session: _go_on(session, claim, reseal(session, self._door.sealer, after_id))

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
    for kind in set(DailyJob) - {DailyJob.SWEEP}:
        enqueue(session, kind, {}, key=f"{kind}:{due:%Y-%m-%d}", run_at=due)


def _go_on(session: Session, claim: Claim, after_id: int | str | None) -> None:
    """Each part in a transaction of its own, so that none takes long."""
    if after_id is not None:
        key = f"{_first(claim)}>{after_id}"
        enqueue(session, claim.kind, {"after_id": after_id}, key=key)


def _first(claim: Claim) -> str:
    """The key of the day's first job of this kind."""
    return claim.key.split(">")[0]
