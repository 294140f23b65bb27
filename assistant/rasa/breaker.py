"""Leaves a server alone that failed several times in a row, and looks by itself when it is back.

Without it every turn waits out its patience for a server that stands still.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import structlog

log = structlog.get_logger()
FAILURES = 3
"""Failures in a row, after which nobody waits for it any more."""
PROBE_EVERY_S = 2.0
PROBE = "rasa_probe"


class Breaker:
    """Open while the server is left alone; `probe` tells whether it is well again.

    `name` is what the log calls the server.
    """

    def __init__(self, probe: Callable[[], Awaitable[bool]], name: str) -> None:
        self._probe, self._failures, self._name = probe, 0, name
        self._probing: asyncio.Task[None] | None = None
        self._is_closed = False

    @property
    def is_open(self) -> bool:
        """Whether the server is to be left alone now."""
        return self._probing is not None

    def succeeded(self) -> None:
        """It has answered."""
        self._failures = 0

    def failed(self) -> None:
        """It has not answered, or not with sense."""
        self._failures += 1
        if self._failures >= FAILURES and self._probing is None and not self._is_closed:
            log.warning("rasa_left_alone", replica=self._name, failures=self._failures)
            self._probing = asyncio.create_task(self._until_it_is_back(), name=PROBE)

    async def close(self) -> None:
        """Look no more, whatever still fails."""
        self._is_closed = True
        if self._probing is not None:
            self._probing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._probing

    async def _until_it_is_back(self) -> None:
        while not await self._probe():
            await asyncio.sleep(PROBE_EVERY_S)
        log.info("rasa_is_back", replica=self._name)
        self._failures, self._probing = 0, None
