"""The table of jobs."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from assistant.storage.database import Base, UtcDateTime
from assistant.storage.wide import WIDE

_WAITING = text("state = 'waiting'")


class JobState(StrEnum):
    """Where a job stands; one that a worker has claimed is still waiting, under a lease.

    A dead one that is not to be done any more is dropped, by a human and for a reason.
    """

    WAITING = "waiting"
    DONE = "done"
    DEAD = "dead"
    DROPPED = "dropped"


class Job(Base):
    """One thing to do. `payload` holds ids and never what a citizen wrote or who they are.

    `unique_key` keeps a second job for the same thing out, and is what a handler shows to others
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
        Index("ix_jobs_due", "run_at", "id", sqlite_where=_WAITING, postgresql_where=_WAITING),
        Index("ix_jobs_lane", "lane", "id", sqlite_where=_WAITING, postgresql_where=_WAITING),
        Index("ix_jobs_state", "state", "finished_at"),
    )
