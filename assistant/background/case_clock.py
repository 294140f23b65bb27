"""Makes the moves of cases that are due, while the machine's clock can be believed.

A clock that jumps ten days ahead would escalate, close and erase thousands of cases for good. Two
things are unusual enough to ask a human first: wall time that ran ahead of the time since boot,
and a large share of all open cases that is due at once, which is how a jump looks after a restart.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from prometheus_client import Gauge
from sqlalchemy.orm import Session

from assistant.cases.clock import due_and_open, fire_due, reschedule
from assistant.cases.closures import ClosureRow, CurrentTimes
from assistant.cases.outbox import CaseJob
from assistant.cases.service import Now
from assistant.cases.transitions import Door
from assistant.storage.database import Database
from assistant.storage.jobs import Claim, Work, enqueue
from assistant.storage.shared_clock import since_boot, utc_now

log = structlog.get_logger()

AHEAD = timedelta(minutes=5)
"""What the clock may run ahead between two looks, a second apart; time servers step by less."""
MANY, SHARE = 500, 0.25
"""Cases due at once that are a burst: at least so many, and such a share of the open ones. A tenth
of the open cases is due on a usual day."""
_CONFIRMED_FOR = timedelta(hours=1)
STOPPED = Gauge("dastyar_clock_stopped", "1 while the clock is not believed and a human must look.")


class ClockGuard:
    """One in each process that moves due cases; `confirmation` is a file made by an operator."""

    def __init__(
        self,
        confirmation: Path,
        now: Callable[[], datetime] = utc_now,
        since_boot: Callable[[], timedelta] = since_boot,
    ) -> None:
        self._confirmation, self._now, self._since_boot = confirmation, now, since_boot
        self._agreed = now() - since_boot()
        self._reason = ""

    @property
    def is_stopped(self) -> bool:
        """Whether a human has to look."""
        return bool(self._reason)

    def jumped(self) -> bool:
        """Whether the clock ran ahead and does not agree again; the log says so once."""
        offset = self._now() - self._since_boot()
        if offset - self._agreed > AHEAD and not self._is_confirmed():
            self._stop("ahead", by_s=(offset - self._agreed).total_seconds())
            return True
        self._agreed = offset
        if self._reason == "ahead":
            self._go_on()
        return False

    def allows(self, due: int, open_cases: int) -> bool:
        """Whether so many cases of all that are open may be due at once."""
        if due >= MANY and due > SHARE * open_cases and not self._is_confirmed():
            self._stop("burst", due=due, open=open_cases)
            return False
        if self._reason == "burst":
            self._go_on()
        return True

    def guarding(self, work: Callable[[], Awaitable[bool]]) -> Callable[[], Awaitable[bool]]:
        """`work`, left undone while the clock is not believed."""

        async def guarded() -> bool:
            return False if self.jumped() or self.is_stopped else await work()

        return guarded

    def _stop(self, reason: str, **told: float) -> None:
        if self._reason != reason:
            log.error("clock_stopped", reason=reason, **told)
        self._reason = reason
        STOPPED.set(1)

    def _go_on(self) -> None:
        log.warning("clock_goes_on", was=self._reason)
        self._reason = ""
        STOPPED.set(0)

    def _is_confirmed(self) -> bool:
        """Whether an operator has confirmed the present time within the last hour of it."""
        try:
            said = datetime.fromisoformat(self._confirmation.read_text().strip())
        except (OSError, ValueError):
            return False
        return timedelta() <= self._now() - said < _CONFIRMED_FOR


def confirmation_file(data_dir: Path) -> Path:
    """Where `dastyar calendar confirm-clock` says that the clock is right."""
    return data_dir / "clock-confirmed"


_CASES_AT_ONCE = 50
_DEADLINES_AT_ONCE = 200


class Clock:
    """Moves cases when their time comes, unasked; any number of processes may have one."""

    def __init__(
        self,
        database: Database,
        door: Door,
        times: CurrentTimes,
        now: Now = utc_now,
        guard: ClockGuard | None = None,
    ) -> None:
        self._database, self._door, self._times, self._now = database, door, times, now
        self._guard = guard

    async def fire(self) -> bool:
        """Make the due moves of some cases; returns whether there may be more."""
        if self._guard and self._guard.jumped():
            return False
        return bool(await self._database.run(self._fire))

    async def move_deadlines(self, claim: Claim) -> Work:
        """Move the deadlines of the next open cases that a closure touches, and go on after."""
        return lambda session: self._move_deadlines(session, claim)

    def _fire(self, session: Session) -> list[object]:
        now = self._now()
        if self._guard and not self._guard.allows(*due_and_open(session, now)):
            return []
        # In the same transaction, so that nothing fires on a deadline that has moved.
        self._times.refresh(session)
        return list(fire_due(session, self._door, now, _CASES_AT_ONCE))

    def _move_deadlines(self, session: Session, claim: Claim) -> None:
        self._times.refresh(session)
        closure = session.get(ClosureRow, claim.payload["closure_id"])
        if closure is None:
            return
        after_id, _ = reschedule(
            session,
            self._door,
            self._now(),
            province=closure.province,
            after_id=claim.payload["after_id"],
            limit=_DEADLINES_AT_ONCE,
        )
        if after_id is not None:
            key = f"{claim.key.split('>')[0]}>{after_id}"
            payload = {"closure_id": closure.id, "after_id": after_id}
            enqueue(session, CaseJob.RESCHEDULE, payload, key=key)
