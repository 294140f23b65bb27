"""Figures of the jobs for Prometheus."""

from prometheus_client import Counter, Gauge, Histogram
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.storage.jobs.queue import Job, JobState
from assistant.storage.shared_clock import utc_now

ATTEMPTS = Counter("dastyar_job_attempts_total", "Attempts at jobs.", ["kind", "outcome"])
SECONDS = Histogram(
    "dastyar_job_seconds",
    "Time of an attempt, in seconds.",
    ["kind"],
    buckets=(0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60),
)
JOBS = Gauge("dastyar_jobs", "Jobs that wait or are dead.", ["kind", "state"])
OLDEST = Gauge("dastyar_jobs_oldest_seconds", "How long the longest due job has waited.", ["kind"])


def refresh(session: Session) -> None:
    """Count the jobs of the database again."""
    now = utc_now()
    counted = select(Job.kind, Job.state, func.count(), func.min(Job.run_at))
    open_ones = counted.where(Job.state.not_in((JobState.DONE, JobState.DROPPED))).group_by(
        Job.kind, Job.state
    )
    rows = session.execute(open_ones).all()
    JOBS.clear()
    OLDEST.clear()
    for kind, state, count, earliest in rows:
        JOBS.labels(kind, state).set(count)
        if state == JobState.WAITING:
            OLDEST.labels(kind).set(max(0.0, (now - earliest).total_seconds()))
