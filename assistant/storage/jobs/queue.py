"""The table of jobs and the life of a job: one statement for each step.

All functions run inside the caller's transaction.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import (
    JSON,
    ColumnElement,
    CursorResult,
    Delete,
    Index,
    String,
    Update,
    and_,
    delete,
    exists,
    func,
    literal,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from assistant.storage.database import Base, UtcDateTime, wake_after_commit
from assistant.storage.shared_clock import utc_now
from assistant.storage.wide import WIDE

_IS_WAITING = text("state = 'waiting'")


class JobState(StrEnum):
    """The state of a job; a claimed job is still waiting, under a lease.

    A human may drop a dead job, with a reason: it will not be done any more.
    """

    WAITING = "waiting"
    DONE = "done"
    DEAD = "dead"
    DROPPED = "dropped"


class Job(Base):
    """One thing to do. `payload` holds ids, never a citizen's words or identity.

    `unique_key` prevents a second job for the same thing; a handler passes it on to other systems
    so that they do nothing twice. Jobs of one `lane` are done one after another, oldest first.
    `last_error` is made of our own words and names of exceptions, so it is free of personal data.
    """

    __tablename__ = "jobs"

    id: Mapped[int] = mapped_column(WIDE, primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(48))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    unique_key: Mapped[str | None] = mapped_column(String(160), unique=True)
    lane: Mapped[str | None] = mapped_column(String(96))
    state: Mapped[str] = mapped_column(String(8), default=JobState.WAITING)
    run_at: Mapped[datetime] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    lease: Mapped[str | None] = mapped_column(String(32))
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_error: Mapped[str | None] = mapped_column(String(500))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    drop_reason: Mapped[str | None] = mapped_column(String(500), default=None)

    __table_args__ = (
        Index(
            "ix_jobs_due", "run_at", "id", sqlite_where=_IS_WAITING, postgresql_where=_IS_WAITING
        ),
        Index("ix_jobs_lane", "lane", "id", sqlite_where=_IS_WAITING, postgresql_where=_IS_WAITING),
        Index("ix_jobs_state", "state", "finished_at"),
    )


ERROR_LENGTH = 500
FORGOTTEN_AT_ONCE = 1000
"""A statement that removes a month's jobs at once would block others for seconds."""
# Written out in the statement: no database uses a partial index for a bound parameter.
_WAITING = literal(JobState.WAITING.value, literal_execute=True)


@dataclass(frozen=True)
class Claim:
    """A job that one worker holds until its lease ends; `attempt` counts from 1.

    `key` is the same at every attempt and belongs to no other job: pass it to systems that must not
    do the same thing twice.
    """

    id: int
    kind: str
    payload: Mapping[str, Any]
    key: str
    attempt: int
    lease: str


LATE = timedelta(minutes=10)
"""Too long for a due job to wait: a worker looks every second."""


def on_time(session: Session) -> bool:
    """Whether every due job began within `LATE`, apart from jobs that their lane holds up."""
    return session.scalar(select(Job.id).where(_is_late()).limit(1)) is None


def late_kinds(session: Session) -> set[str]:
    """The kinds of jobs for which `on_time` is false."""
    return set(session.scalars(select(Job.kind).where(_is_late()).distinct()))


def _is_late() -> ColumnElement[bool]:
    earlier = aliased(Job)
    is_behind = exists().where(
        earlier.lane == Job.lane, earlier.state == _WAITING, earlier.id < Job.id
    )
    return and_(Job.state == _WAITING, Job.run_at < utc_now() - LATE, ~is_behind)


def enqueue(
    session: Session,
    kind: str,
    payload: Mapping[str, Any],
    *,
    key: str | None = None,
    lane: str | None = None,
    run_at: datetime | None = None,
) -> bool:
    """Add a job to the transaction; False when a job with the same `key` is already there.

    Jobs of one `lane` (for instance one chat) are done in the order of their adding. `payload`
    holds ids only, no personal value. Without `run_at` the job is due at once.
    """
    now = utc_now()
    values = {
        "kind": str(kind),
        "payload": dict(payload),
        "unique_key": key,
        "lane": lane,
        "state": JobState.WAITING.value,
        "attempts": 0,
        "created_at": now,
    }
    # By the same clock as claiming: a job due a millisecond later would be claimed a second later.
    new = _INSERT_NEW[session.get_bind().dialect.name].values(run_at=run_at or _moment(session))
    added = session.execute(new, values).first()
    wake_after_commit(session)
    return added is not None


def claim(
    session: Session,
    kinds: Collection[str],
    limit: int,
    lease: timedelta,
    now: datetime | None = None,
) -> list[Claim]:
    """Take up to `limit` due jobs of these kinds for the length of `lease`, the longest due first.

    No two workers get the same job, unless the lease of the first has ended. Without `now` the time
    is the database's when it runs the statement: a worker that was paused meanwhile claims nothing
    by a time that has passed.
    """
    token = uuid4().hex
    moment = now or _moment(session)
    due = _due(kinds, limit, moment).cte("due")
    taken = (
        update(Job)
        .where(Job.id.in_(select(due.c.id)))
        .values(lease=token, lease_until=moment + lease, attempts=Job.attempts + 1)
        .returning(Job.id, Job.kind, Job.payload, Job.unique_key, Job.attempts, Job.run_at)
        .execution_options(synchronize_session=False)
    )
    rows = sorted(session.execute(taken), key=lambda row: (row.run_at, row.id))
    return [
        Claim(row.id, row.kind, row.payload, row.unique_key or f"job-{row.id}", row.attempts, token)
        for row in rows
    ]


def finish(session: Session, claimed: Claim, now: datetime) -> bool:
    """The job is done; False when the lease has gone to another worker."""
    return _change(session, claimed, state=JobState.DONE, finished_at=now, last_error=None)


def bury(session: Session, claimed: Claim, error: str, now: datetime) -> bool:
    """Mark the job as dead, for a human to look at; False as for `finish`."""
    values = {"state": JobState.DEAD, "finished_at": now, "last_error": error[:ERROR_LENGTH]}
    return _change(session, claimed, **values)


def retry(session: Session, claimed: Claim, error: str, run_at: datetime) -> bool:
    """The attempt failed; the next one is due at `run_at`; False as for `finish`."""
    return _change(session, claimed, run_at=run_at, last_error=error[:ERROR_LENGTH])


def release(session: Session, claimed: Claim, run_at: datetime | None = None) -> bool:
    """Give the job back as if it had not been claimed, due at `run_at` if one is given."""
    values: dict[str, Any] = {"attempts": Job.attempts - 1}
    return _change(session, claimed, **(values | ({"run_at": run_at} if run_at else {})))


def revive(session: Session, job_id: int) -> bool:
    """Let a dead job be tried again from the beginning; False when there is no such dead job."""
    dead = update(Job).where(Job.id == job_id, Job.state == JobState.DEAD)
    fresh = dead.values(state=JobState.WAITING, attempts=0, run_at=utc_now(), finished_at=None)
    wake_after_commit(session)
    return _changed_rows(session, fresh) > 0


def drop(session: Session, job_id: int, reason: str) -> bool:
    """Let a dead job never be done, for a `reason`; False when there is no such dead job."""
    dead = update(Job).where(Job.id == job_id, Job.state == JobState.DEAD)
    gone = dead.values(
        state=JobState.DROPPED, finished_at=utc_now(), drop_reason=reason[:ERROR_LENGTH]
    )
    return _changed_rows(session, gone) > 0


def forget_done(session: Session, before: datetime, most: int = FORGOTTEN_AT_ONCE) -> int:
    """Remove at most so many jobs that were done or dropped before that time; returns how many.

    Their keys may be used again. Call it again while it removes as many as it may.
    """
    ended = Job.state.in_((JobState.DONE, JobState.DROPPED))
    old = select(Job.id).where(ended, Job.finished_at < before).limit(most)
    # Does not wait for another process that is removing the same rows.
    chosen = old.with_for_update(skip_locked=True).scalar_subquery()
    return _changed_rows(session, delete(Job).where(Job.id.in_(chosen)))


def _moment(session: Session) -> Any:
    # Constant within a statement, so that the index of due times is used, as with a value.
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    return func.statement_timestamp() if is_postgresql else utc_now()


def _due(kinds: Collection[str], limit: int, now: Any) -> Any:
    older = aliased(Job)
    is_blocked = exists().where(older.lane == Job.lane, older.id < Job.id, older.state == _WAITING)
    is_free = or_(Job.lease_until.is_(None), Job.lease_until <= now)
    due = select(Job.id).where(
        Job.state == _WAITING, Job.run_at <= now, is_free, Job.kind.in_(kinds), ~is_blocked
    )
    # SQLite knows no row locks and needs none here: it has one writer at a time.
    return due.order_by(Job.run_at, Job.id).limit(limit).with_for_update(skip_locked=True)


def _change(session: Session, claimed: Claim, **values: Any) -> bool:
    """Change a job that is still held under this claim, and end the lease."""
    held = update(Job).where(
        Job.id == claimed.id, Job.lease == claimed.lease, Job.state == _WAITING
    )
    change = held.values(**{"lease": None, "lease_until": None} | values)
    return _changed_rows(session, change) > 0


def _changed_rows(session: Session, statement: Update | Delete) -> int:
    quick = statement.execution_options(synchronize_session=False)
    return cast("CursorResult[Any]", session.execute(quick)).rowcount


def _unless_taken(insert: Callable[[Any], Any]) -> Any:
    """An insertion that does nothing when the key exists."""
    table: Any = Job.__table__
    statement = insert(table).on_conflict_do_nothing(index_elements=["unique_key"])
    return statement.returning(table.c.id)


# Written once, and past the mapper, since almost every change adds a job.
_INSERT_NEW = {
    "postgresql": _unless_taken(postgresql.insert),
    "sqlite": _unless_taken(sqlite.insert),
}
