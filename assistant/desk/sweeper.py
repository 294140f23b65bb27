"""Gives conversations of vanished operators back to the queue, for as long as the gateway runs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from assistant.conversation.models import now
from assistant.runtime import Runtime

EVERY_S = 5.0
log = structlog.get_logger()


@asynccontextmanager
async def sweeping(running: Runtime) -> AsyncIterator[None]:
    """Sweep while the block runs. Several processes may do so: each lease ends once."""
    task = asyncio.create_task(_sweep_for_ever(running))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def sweep(running: Runtime) -> list[str]:
    """End the leases that have run out; returns the conversations' ids."""
    at = now()
    ended = await running.database.run(lambda session: running.handoff.expire(session, at))
    for conversation_id in ended:
        running.stream.ring(conversation_id)
    return ended


async def _sweep_for_ever(running: Runtime) -> None:
    while True:
        await asyncio.sleep(EVERY_S)
        try:
            if ended := await sweep(running):
                log.info("leases_ended", count=len(ended))
        except Exception as error:
            log.warning("sweep_failed", exc_info=error)
