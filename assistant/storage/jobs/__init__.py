"""Durable jobs: tasks that must follow a transaction, kept in the same transaction.

A job is a row (`queue.Job`). `enqueue` adds one inside the caller's transaction, so it exists
exactly if the change that wants it does. A `Worker` claims due jobs with a lease, hands them to the
handler of their kind, and keeps the outcome; a job whose worker died is claimed again when its
lease ends. So a handler may see a job more than once, always with the same key.
"""

from assistant.storage.jobs.handling import (
    Backoff,
    GiveUp,
    Handler,
    Handling,
    Postpone,
    TryAgain,
    Work,
)
from assistant.storage.jobs.queue import Claim, Job, JobState, enqueue
from assistant.storage.jobs.worker import Beat, Worker

__all__ = [
    "Backoff",
    "Beat",
    "Claim",
    "GiveUp",
    "Handler",
    "Handling",
    "Job",
    "JobState",
    "Postpone",
    "TryAgain",
    "Work",
    "Worker",
    "enqueue",
]
