"""How a gateway ends while others stay: it says so first, then ends its lines one after the other.

If a process simply stops, all its listeners come back in the same moment, to the same gateway.
"""

import asyncio
import random
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Annotated, TypeVar

from fastapi import Depends, Request
from sse_starlette import ServerSentEvent

LINES_PER_S = 100
"""Lines ended in a second, so that the other gateways get no more than that."""
LONGEST_S = 10.0
"""Seconds until the last line is ended, however many there are."""
RETRY_MS = (500, 2500)
"""Milliseconds until a listener should come back, at random between these."""

Told = TypeVar("Told")


class Leaving:
    """Whether this process is about to end; `notice_s`: how long it goes on until lines end.

    In that time a proxy reads the 503 of `/readyz`, and sends new requests to others.
    """

    def __init__(self, notice_s: float) -> None:
        self._notice_s = notice_s
        self._begun = asyncio.Event()
        self._first = self._last = 0.0

    @property
    def has_begun(self) -> bool:
        """Whether no new client should be sent here."""
        return self._begun.is_set()

    def begin(self, lines: int) -> float:
        """Begin to leave with so many open lines; returns the seconds until the last one ends."""
        self._first = asyncio.get_running_loop().time() + self._notice_s
        self._last = self._first + min(lines / LINES_PER_S, LONGEST_S)
        self._begun.set()
        return self._last - asyncio.get_running_loop().time()

    async def end_of_a_line(self) -> None:
        """Return when it is this line's turn to be ended."""
        await self._begun.wait()
        at = random.uniform(self._first, self._last)
        await asyncio.sleep(at - asyncio.get_running_loop().time())

    async def ending(
        self, events: AsyncIterator[ServerSentEvent]
    ) -> AsyncGenerator[ServerSentEvent]:
        """`events` until it is this stream's turn; then when to come back."""
        async with aclosing(self._until_the_end(events)) as told:
            async for event in told:
                yield event
        if self.has_begun:
            yield ServerSentEvent(retry=random.randint(*RETRY_MS))

    async def _until_the_end(self, events: AsyncIterator[Told]) -> AsyncGenerator[Told]:
        end = asyncio.create_task(self.end_of_a_line())
        news = asyncio.ensure_future(anext(events, None))
        try:
            while True:
                await asyncio.wait({end, news}, return_when=asyncio.FIRST_COMPLETED)
                if not news.done() or (event := news.result()) is None:
                    return
                yield event
                news = asyncio.ensure_future(anext(events, None))
        finally:
            for task in (end, news):
                task.cancel()
            await asyncio.gather(end, news, return_exceptions=True)


async def _leaving(request: Request) -> Leaving:
    found: Leaving = request.app.state.leaving
    return found


LeavingDep = Annotated[Leaving, Depends(_leaving)]
