"""Carries bells and signs of typing between gateway processes, over Redis or Valkey.

Nothing depends on it: what it loses, listeners find in the database at their next look.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import uuid4

import redis.asyncio as redis
import structlog
from redis.exceptions import RedisError

from assistant.conversation.turn_records import Speaker

log = structlog.get_logger()

CHANNEL = "dastyar:conversations"
_MOST_WAITING = 10_000
_TIMEOUT_S = 5.0
_HEALTH_S = 10.0
_PAUSES_S = (0.2, 1.0, 5.0)
_BROKEN = (RedisError, OSError, TimeoutError)


@dataclass(frozen=True)
class Note:
    """New events of a conversation are committed; or, with `typing`, that side of it is typing."""

    conversation_id: str
    typing: Speaker | None = None


class Fanout:
    """One process's connection to the others."""

    def __init__(self, url: str) -> None:
        self._redis = redis.from_url(
            url,
            socket_connect_timeout=_TIMEOUT_S,
            socket_timeout=_TIMEOUT_S,
            health_check_interval=_HEALTH_S,
        )
        self._me = uuid4().hex
        self._waiting: asyncio.Queue[Note] = asyncio.Queue(_MOST_WAITING)

    def publish(self, note: Note) -> None:
        """Send the note to the others soon; never waits, and drops notes when its queue is full."""
        if not self._waiting.full():
            self._waiting.put_nowait(note)

    @asynccontextmanager
    async def connected(self, hear: Callable[[Note], None]) -> AsyncIterator[None]:
        """Exchange notes with other processes while the block runs; `hear` gets theirs."""
        tasks = [
            asyncio.create_task(_for_ever(self._send)),
            asyncio.create_task(_for_ever(lambda: self._listen(hear))),
        ]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self._redis.aclose()

    async def _send(self) -> None:
        while True:
            note = await self._waiting.get()
            said = {"from": self._me, "id": note.conversation_id, "typing": note.typing}
            await self._redis.publish(CHANNEL, json.dumps(said))

    async def _listen(self, hear: Callable[[Note], None]) -> None:
        async with self._redis.pubsub(ignore_subscribe_messages=True) as line:
            await line.subscribe(CHANNEL)
            while True:
                # With a limit to the wait, a connection that broke silently is noticed, too.
                message = await line.get_message(timeout=_HEALTH_S)
                note = self._read(message["data"]) if message else None
                if note is not None:
                    hear(note)

    def _read(self, data: bytes) -> Note | None:
        """A note of another process, or None for one's own and for other data."""
        try:
            said = json.loads(data)
            if said["from"] == self._me:
                return None
            typing = said.get("typing")
            return Note(str(said["id"]), None if typing is None else Speaker(typing))
        except (ValueError, KeyError, TypeError, AttributeError):
            return None


async def _for_ever(work: Callable[[], Awaitable[None]]) -> None:
    """Do `work` again after each break of the connection, with growing pauses."""
    failures = 0
    while True:
        try:
            began = asyncio.get_running_loop().time()
            await work()
        except _BROKEN as error:
            lasted = asyncio.get_running_loop().time() - began
            failures = 0 if lasted > _PAUSES_S[-1] else failures
            if not failures:
                log.warning("fanout_broken", error=type(error).__name__)
            await asyncio.sleep(_PAUSES_S[min(failures, len(_PAUSES_S) - 1)])
            failures += 1
