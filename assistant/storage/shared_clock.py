"""The time that all processes of an installation share.

With PostgreSQL it is the database's clock, since the clocks of machines differ: a lease from one
machine would be over on another, and a deadline would fire early. It is read every ten seconds and
carried on by the time since boot, which nobody can set. With SQLite all runs on one machine, and
the machine's time is used.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog
from prometheus_client import Gauge
from sqlalchemy import func, select
from sqlalchemy.orm import Session

log = structlog.get_logger()
READ_EVERY_S = 10.0
"""Time since boot runs wrong by half a thousandth at most: 5 ms between two readings."""
_GOOD, _LONGEST = timedelta(milliseconds=50), timedelta(milliseconds=500)
"""A reading is late by its duration at most. A reading that took longer than the first is repeated,
unless there is no better one of the last minute; one that took longer than the second is
ignored."""
_PAUSE = timedelta(seconds=1)
"""Wait before another try, so that a slow database is not also asked the time in every
transaction."""
_OLD = timedelta(minutes=1)
NOTABLE = timedelta(seconds=5)
"""A larger difference from the machine's clock is logged, for somebody to look at."""
DIFFERENCE = Gauge(
    "dastyar_clock_difference_seconds", "By how much the database's clock is ahead of this one."
)


def since_boot() -> timedelta:
    """Time since boot, sleep of the machine included; nobody can set it."""
    source = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
    return timedelta(seconds=time.clock_gettime(source))


@dataclass(frozen=True)
class _Reading:
    """The database's time at a moment since boot."""

    moment: datetime
    boot: timedelta


class SharedClock:
    """One in each process. Threads may use it: a reading is replaced as a whole."""

    def __init__(self, boot: Callable[[], timedelta] = since_boot) -> None:
        self._since_boot = boot
        self._reading: _Reading | None = None
        self._next_at = timedelta()
        self._is_told = False

    def now(self) -> datetime:
        """The time, UTC."""
        reading = self._reading
        if reading is None:
            return datetime.now(UTC)
        return reading.moment + (self._since_boot() - reading.boot)

    def read(self, session: Session) -> None:
        """Read PostgreSQL's clock, unless it was read a moment ago."""
        began, last = self._since_boot(), self._reading
        if began < self._next_at:
            return
        moment = session.execute(select(func.clock_timestamp())).scalar_one().astimezone(UTC)
        took = self._since_boot() - began
        is_needed = last is None or began - last.boot > _OLD
        if took > (_LONGEST if is_needed else _GOOD):
            if last is not None:
                self._next_at = began + took + _PAUSE
            return
        self._next_at = began + timedelta(seconds=READ_EVERY_S)
        # The time at the end of the reading: a job due now must not be due later by the database.
        self._reading = _Reading(moment, began + took)
        self._tell(self.now() - datetime.now(UTC))

    def _tell(self, difference: timedelta) -> None:
        DIFFERENCE.set(difference.total_seconds())
        is_notable = abs(difference) > NOTABLE
        if is_notable and not self._is_told:
            log.warning("clocks_differ", by_s=round(difference.total_seconds(), 1))
        self._is_told = is_notable


CLOCK = SharedClock()


def utc_now() -> datetime:
    """The time for leases, due times and deadlines, UTC."""
    return CLOCK.now()
