"""Does due jobs, and repeats regular tasks, until it is stopped."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy.orm import Session

from assistant.storage.database import Database, rang_within
from assistant.storage.jobs import queue
from assistant.storage.jobs.handling import Handling, JobAttempt, stopped
from assistant.storage.jobs.queue import Claim
from assistant.storage.shared_clock import utc_now

log = structlog.get_logger()

KEPT_AFTER_DONE = timedelta(days=30)
"""How long a done job's row, and with it its key, is kept."""
_LONGEST_PAUSE_S = 30.0
_STANDSTILL = timedelta(minutes=1)


@dataclass(frozen=True)
class Beat:
    """A task to repeat every so many seconds, in every worker, at the same time as in others.

    `work` returns whether there is more to do at once.
    """

    name: str
    every_s: float
    work: Callable[[], Awaitable[bool]]


class Worker:
    """One of any number of workers on a database.

    A handler may take three quarters of `lease_s`, so that no other worker begins while it works.
    Of `at_once` jobs at most `slow_at_once` are slow ones.
    """

    def __init__(
        self,
        database: Database,
        handlings: Mapping[str, Handling],
        beats: tuple[Beat, ...] = (),
        *,
        at_once: int = 4,
        slow_at_once: int = 2,
        lease_s: float = 60.0,
        poll_s: float = 1.0,
        grace_s: float = 3.0,
    ) -> None:
        self._database, self._handlings = database, dict(handlings)
        self._beats = (*beats, Beat("forget_done_jobs", 3600, self._forget_done))
        self._at_once, self._poll_s, self._grace_s = at_once, poll_s, grace_s
        self._slow_at_once, self._slow_running = slow_at_once, 0
        self._slow = sorted(kind for kind, one in self._handlings.items() if one.is_slow)
        self._quick = sorted(set(self._handlings) - set(self._slow))
        self._lease = timedelta(seconds=lease_s)
        self._attempt = JobAttempt(database, lease_s * 0.75)
        self._running: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()
        self._looked_at: datetime | None = None

    @property
    def is_alive(self) -> bool:
        """Whether it has looked for jobs within the last minute."""
        return self._looked_at is not None and utc_now() - self._looked_at < _STANDSTILL

    async def run(self) -> None:
        """Work until cancelled. It logs faults, such as a database that is away, and goes on.

        When it is cancelled, running jobs may end within `grace_s`; the rest is given back.
        """
        loop = asyncio.get_running_loop()
        with self._database.bell.heard_by(lambda: loop.call_soon_threadsafe(self._wake.set)):
            beats = [asyncio.create_task(self._keep_beat(beat)) for beat in self._beats]
            try:
                await self._keep_claiming()
            finally:
                for beat in beats:
                    beat.cancel()
                await asyncio.gather(*beats, return_exceptions=True)
                await self._stop()

    async def drain(self, now: datetime | None = None) -> int:
        """Do everything that is due at `now`, then return how many attempts that took."""
        attempts = 0
        while claims := await self._claim(self._at_once, now):
            await asyncio.gather(*(self._do(claim) for claim in claims))
            attempts += len(claims)
        return attempts

    async def _keep_claiming(self) -> None:
        pause = self._poll_s
        while True:
            self._wake.clear()
            try:
                free = self._at_once - len(self._running)
                for claim in await self._claim(free) if free else ():
                    self._begin(claim)
                self._looked_at, pause = utc_now(), self._poll_s
            except Exception as error:
                log.error("worker_fault", exc_info=error)
                pause = min(2 * pause, _LONGEST_PAUSE_S)
            # The end of any attempt wakes it too: a place is free, or a lane.
            await rang_within(self._wake, pause)

    async def _claim(self, limit: int, now: datetime | None = None) -> list[Claim]:
        slow_room = self._slow_at_once - self._slow_running

        def claim(session: Session) -> list[Claim]:
            claims: list[Claim] = []
            for kinds, room in ((self._quick, limit), (self._slow, slow_room)):
                free = min(room, limit - len(claims))
                if kinds and free > 0:
                    claims += queue.claim(session, kinds, free, self._lease, now)
            return claims

        if not self._handlings:
            return []
        claiming = asyncio.create_task(self._database.run(claim))
        try:
            claims = await asyncio.shield(claiming)
        except asyncio.CancelledError:
            # The thread would go on, and claim jobs that nobody will do.
            await self._give_back(claiming)
            raise
        self._slow_running += sum(self._handlings[claim.kind].is_slow for claim in claims)
        return claims

    async def _give_back(self, claiming: asyncio.Task[list[Claim]]) -> None:
        try:
            claims = await claiming
            await self._database.run(lambda session: [queue.release(session, c) for c in claims])
        except Exception as error:
            log.error("worker_fault", exc_info=error)

    def _begin(self, claim: Claim) -> None:
        task = asyncio.create_task(self._do(claim))
        self._running.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._wake.set()

    async def _do(self, claim: Claim) -> None:
        handling = self._handlings[claim.kind]
        try:
            await self._attempt(claim, handling)
        finally:
            self._slow_running -= handling.is_slow

    async def _keep_beat(self, beat: Beat) -> None:
        while True:
            try:
                while await beat.work():
                    continue
            except Exception as error:
                log.error("beat_fault", beat=beat.name, exc_info=error)
            await asyncio.sleep(beat.every_s)

    async def _forget_done(self) -> bool:
        before = utc_now() - KEPT_AFTER_DONE
        gone = await self._database.run(lambda session: queue.forget_done(session, before))
        return gone == queue.FORGOTTEN_AT_ONCE

    async def _stop(self) -> None:
        await stopped(self._running, self._grace_s)
