"""Finds events that other processes wrote, and wakes who listens to their conversations here."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple

import structlog
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.conversation.models import Event
from assistant.conversation.stream import EventStream
from assistant.storage.database import Database

EVERY_S = 1.0
"""One look for all listeners of a process: hundreds that look alone would be its main load."""
LOOK_BACK_S = 10.0
"""Transactions may end in another order than their ids were given, so the ids of so many seconds
are read again. A number of ids would be a fraction of a second where many people write."""
_AT_FIRST = 200
"""Ids that the first look of a process reads again."""
log = structlog.get_logger()


class _Look(NamedTuple):
    """When it was looked, in seconds, and the newest id then."""

    at: float
    newest: int


class EventWatch:
    """Looks into the database for a process; `found` of its stream leaves alone who has it all."""

    def __init__(self, database: Database, stream: EventStream) -> None:
        self._database, self._stream = database, stream
        self._looks: deque[_Look] = deque()

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
        after = self._looked_back(session)
        return _newest(session, after) if is_heard else {}

    def _looked_back(self, session: Session) -> int:
        """The id after which events are read now: the newest one of `LOOK_BACK_S` ago."""
        now, newest = time.monotonic(), session.scalar(select(func.max(Event.id))) or 0
        if not self._looks:
            self._looks.append(_Look(now, newest - _AT_FIRST))
        self._looks.append(_Look(now, newest))
        while self._looks[1].at <= now - LOOK_BACK_S:
            self._looks.popleft()
        return self._looks[0].newest


def _newest(session: Session, after: int) -> dict[str, int]:
    """The newest event of each conversation that has one after the id `after`."""
    lately = select(Event.conversation_id, func.max(Event.id)).where(Event.id > after)
    return dict(session.execute(lately.group_by(Event.conversation_id)).all())
