"""Asking for a new grouping, and when the last one was. Within a `Session`."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.storage.jobs import Job, JobState, enqueue


class ThemeJob(StrEnum):
    """Kinds of jobs of the board."""

    ENCODE = "themes.encode"
    GROUP = "themes.group"


def ask_for_grouping(session: Session, key: str, at: datetime) -> None:
    """Have the board brought up to date at a moment; the same `key` again adds nothing."""
    enqueue(session, ThemeJob.ENCODE, {}, key=f"{ThemeJob.ENCODE}:{key}", run_at=at)


def is_grouping(session: Session, now: datetime) -> bool:
    """Whether a grouping is due or under way."""
    going = select(func.count()).where(
        Job.kind.in_(ThemeJob), Job.state == JobState.WAITING, Job.run_at <= now
    )
    return bool(session.scalar(going))


def grouped_at(session: Session) -> datetime | None:
    """When the last grouping ended; None before the first, or when it was long ago."""
    done = select(func.max(Job.finished_at)).where(
        Job.kind == ThemeJob.GROUP, Job.state == JobState.DONE
    )
    return session.scalar(done)
