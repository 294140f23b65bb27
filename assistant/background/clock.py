"""Fires what is due of cases, and moves deadlines when a closure comes or goes."""

from sqlalchemy.orm import Session

from assistant.background.clock_guard import ClockGuard
from assistant.cases.clock import due_and_open, fire_due, reschedule
from assistant.cases.closures import ClosureRow, CurrentTimes
from assistant.cases.outbox import CaseJob
from assistant.cases.service import Now
from assistant.cases.transitions import Door
from assistant.storage.database import Database
from assistant.storage.jobs import Claim, Work, enqueue
from assistant.storage.shared_clock import utc_now

_CASES_AT_ONCE = 50
_DEADLINES_AT_ONCE = 200


class Clock:
    """What happens to cases by themselves; any number of processes may have one."""

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
        """Do what is due for some cases; whether there may be more."""
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
