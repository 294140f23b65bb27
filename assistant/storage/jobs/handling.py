"""What a room says of its kinds of jobs: who does them, and what a failure means."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from assistant.storage.jobs.backoff import Backoff
from assistant.storage.jobs.queue import Claim

Work = Callable[[Session], object]
"""Changes of the database that are kept together with the job's end, or not at all."""

Handler = Callable[[Claim], Awaitable[Work | None]]
"""Does a job. What it does outside of the database it may do twice, under the same `Claim.key`."""


@dataclass(frozen=True)
class Handling:
    """A handler, and how often and how long it is tried; a job dies after `max_attempts`.

    One that `is_slow` never takes all places of a worker: who waits for a quick one is not held up.
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
