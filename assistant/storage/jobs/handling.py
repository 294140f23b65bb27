"""How jobs are handled: who does a kind of job, what a failure means, and one attempt at a job."""

import asyncio
import traceback
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

import structlog
from sqlalchemy.orm import Session

from assistant.storage.database import Database
from assistant.storage.jobs import queue
from assistant.storage.jobs.metrics import ATTEMPTS, SECONDS
from assistant.storage.jobs.queue import Claim
from assistant.storage.shared_clock import utc_now
from assistant.tracing import span

_RANDOM = Random()


@dataclass(frozen=True)
class Backoff:
    """Waits that double from `first` to `longest`, each shortened by up to half at random.

    The chance part keeps jobs that failed together from coming back together.
    """

    first: timedelta = timedelta(seconds=2)
    longest: timedelta = timedelta(hours=1)

    def after(self, attempts: int, random: Random = _RANDOM) -> timedelta:
        """The wait after so many failed attempts, 1 or more."""
        # A timedelta overflows, a float does not; beyond 2**60 every wait is the longest one.
        full = self.first.total_seconds() * 2.0 ** min(attempts - 1, 60)
        return timedelta(seconds=min(full, self.longest.total_seconds()) * random.uniform(0.5, 1))


Work = Callable[[Session], object]
"""Changes of the database that are kept together with the job's end, or not at all."""

Handler = Callable[[Claim], Awaitable[Work | None]]
"""Does a job. It may repeat effects outside the database, under the same `Claim.key`."""


@dataclass(frozen=True)
class Handling:
    """A handler, and how often and how long it is tried; a job dies after `max_attempts`.

    Handlers that are `is_slow` never take all places of a worker, so quick jobs need not wait.
    """

    handler: Handler
    backoff: Backoff = field(default_factory=Backoff)
    max_attempts: int = 20
    is_slow: bool = False


class TryAgain(Exception):
    """The attempt failed; try again after `wait`, or after the usual one.

    `reason` is kept as the job's last error, so it holds no personal data.
    """

    def __init__(self, reason: str, wait: timedelta | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


class GiveUp(Exception):
    """No further attempt can succeed: the job is dead. `reason` holds no personal data."""


class Postpone(Exception):
    """It is not time yet; come back at `until`. This does not count as an attempt."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until.isoformat())
        self.until = until


log = structlog.get_logger()


class LostLeaseError(RuntimeError):
    """The lease ended and another worker has the job: nothing of this attempt is kept."""


class JobAttempt:
    """Runs a handler for at most `timeout_s`, and keeps the outcome."""

    def __init__(self, database: Database, timeout_s: float) -> None:
        self._database, self._timeout_s = database, timeout_s

    async def __call__(self, claim: Claim, handling: Handling) -> None:
        """Never raises except when cancelled, and then gives the job back."""
        try:
            with SECONDS.labels(claim.kind).time(), span("job", kind=claim.kind):
                outcome = await self._outcome(claim, handling)
            ATTEMPTS.labels(claim.kind, outcome).inc()
        except asyncio.CancelledError:
            giving_back = self._database.run(lambda session: queue.release(session, claim))
            await asyncio.shield(giving_back)
            raise
        except Exception as error:
            ATTEMPTS.labels(claim.kind, "lost").inc()
            log.error("job_outcome_lost", job=claim.id, kind=claim.kind, exc_info=error)

    async def _outcome(self, claim: Claim, handling: Handling) -> str:
        if claim.attempt > handling.max_attempts:
            # Its workers died one after another before they could report a failure.
            return await self._bury(claim, "هر بار پیش از پایان کار، پردازش قطع شد")
        try:
            async with asyncio.timeout(self._timeout_s):
                work = await handling.handler(claim)
            await self._database.run(lambda session: _finish(session, claim, work))
        except Postpone as later:
            until = later.until
            await self._database.run(lambda session: queue.release(session, claim, until))
            return "postponed"
        except GiveUp as error:
            return await self._bury(claim, str(error))
        except LostLeaseError:
            return "lost"
        except Exception as error:  # noqa: BLE001 - a handler may fail in any way
            return await self._failed(claim, handling, error)
        return "done"

    async def _failed(self, claim: Claim, handling: Handling, error: Exception) -> str:
        words = str(error) if isinstance(error, TryAgain) else _where(error)
        if claim.attempt >= handling.max_attempts:
            return await self._bury(claim, words)
        wait = error.wait if isinstance(error, TryAgain) else None
        run_at = utc_now() + (wait or handling.backoff.after(claim.attempt))
        log.warning("job_failed", job=claim.id, kind=claim.kind, attempt=claim.attempt, why=words)
        await self._database.run(lambda session: queue.retry(session, claim, words, run_at))
        return "failed"

    async def _bury(self, claim: Claim, words: str) -> str:
        log.error("job_dead", job=claim.id, kind=claim.kind, attempt=claim.attempt, why=words)
        now = utc_now()
        await self._database.run(lambda session: queue.bury(session, claim, words, now))
        return "dead"


async def stopped(tasks: Collection[asyncio.Task[None]], grace_s: float) -> None:
    """Let `tasks` end within `grace_s`, then cancel those that have not."""
    if not tasks:
        return
    _, late = await asyncio.wait(set(tasks), timeout=grace_s)
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)


def _finish(session: Session, claim: Claim, work: Work | None) -> None:
    # First, so that two workers with the same job meet here, before anything is changed.
    if not queue.finish(session, claim, utc_now()):
        raise LostLeaseError
    if work is not None:
        work(session)


def _where(error: Exception) -> str:
    """The kind and place of a fault; its message may hold a citizen's words."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({frames[-1].name}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}{place}"
