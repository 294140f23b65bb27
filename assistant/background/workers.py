"""Puts a worker together: every kind of job with its handler, and every beat."""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from assistant.logs import configure_logs
from assistant.settings import Settings
from assistant.storage.database import Database
from assistant.storage.jobs import Worker


def build_worker(database: Database) -> Worker:
    """A worker for everything that this installation does in the background."""
    return Worker(database, {})


@asynccontextmanager
async def at_work(worker: Worker) -> AsyncIterator[None]:
    """Let `worker` run beside the block, and stop it at the end."""
    task = asyncio.create_task(worker.run(), name="worker")
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def work_alone(settings: Settings) -> None:
    """Run a worker in a process of its own, until SIGTERM or Ctrl-C."""
    configure_logs()
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    database = Database(settings.database)
    try:
        async with at_work(build_worker(database)):
            await stop.wait()
    finally:
        await database.close()
