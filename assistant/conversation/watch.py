"""Finds events that other processes wrote, and wakes who listens to their conversations here."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.conversation.look_back import LookBack
from assistant.conversation.models import Event
from assistant.conversation.stream import EventStream
from assistant.storage.database import Database

EVERY_S = 1.0
"""One look for all listeners of a process: hundreds that look alone would be its main load."""
log = structlog.get_logger()


class EventWatch:
    """Looks into the database for a process; `found` of its stream leaves alone who has it all."""

    def __init__(self, database: Database, stream: EventStream) -> None:
        self._database, self._stream = database, stream
        self._back = LookBack()

    async def look(self) -> None:
        """Wake the listeners of conversations with events that they were not given."""
        is_heard = self._stream.is_listened_to
        lately = await self._database.run(lambda session: self._lately(session, is_heard=is_heard))
        for conversation_id, newest in lately.items():
            self._stream.found(conversation_id, newest)

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Look again and again while the block runs."""
        task = asyncio.create_task(self._look_for_ever())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _look_for_ever(self) -> None:
        while True:
            await asyncio.sleep(EVERY_S)
            try:
                await self.look()
            except Exception as error:
                log.warning("watch_failed", exc_info=error)

    def _lately(self, session: Session, *, is_heard: bool) -> dict[str, int]:
        # Also while nobody listens: whoever begins to must not miss what was written meanwhile.
        after = self._back.after(session.scalar(select(func.max(Event.id))) or 0)
        return _newest(session, after) if is_heard else {}


def _newest(session: Session, after: int) -> dict[str, int]:
    """The newest event of each conversation that has one after the id `after`."""
    lately = select(Event.conversation_id, func.max(Event.id)).where(Event.id > after)
    return dict(session.execute(lately.group_by(Event.conversation_id)).all())
