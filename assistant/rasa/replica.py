"""One Rasa server: how busy it is, whether it is well, and whether its first sentence is over.

Its `Breaker` leaves it alone after several failures in a row, and then asks it now and then whether
it is back. Without a breaker every turn would wait until its time-out for a server that hangs.
"""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Iterator
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import structlog
from prometheus_client import Counter, Gauge

from assistant.rasa.side.protocol import CHANNEL_PATH, SECRET_HEADER

log = structlog.get_logger()
FAILURES = 3
"""Failures in a row, after which nobody waits for it any more."""
PROBE_EVERY_S = 2.0
PROBE = "rasa_probe"


class Breaker:
    """Open while the server is left alone; `probe` finds out whether it is well again.

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


_SOON, _PATIENT = aiohttp.ClientTimeout(1.0), aiohttp.ClientTimeout(30.0)
_AT_ONCE = 16
"""More at the same time would all be late: what Rasa is given and nobody waits for is lost work."""
_FAULTS = (aiohttp.ClientError, TimeoutError, ValueError)
ASKED = Counter("dastyar_rasa_asked_total", "Questions to Rasa.", ["replica", "outcome"])
UNDER_WAY = Gauge("dastyar_rasa_under_way", "Questions that Rasa has now.", ["replica"])
READY = Gauge("dastyar_rasa_ready", "1 while a Rasa is well and warm.", ["replica"])


class RasaUnavailableError(RuntimeError):
    """Rasa did not answer in time, or not with sense."""


class Replica:
    """A Rasa at `url`; `timeout_s` is how long anybody waits for an answer of it."""

    def __init__(self, url: str, secret: str, timeout_s: float) -> None:
        self.name = urlsplit(url).netloc
        self.under_way = 0
        self.asked_at = float("-inf")
        self._url, self._headers = url, {SECRET_HEADER: secret}
        self._timeout = aiohttp.ClientTimeout(timeout_s)
        self._is_warm, self._warming = False, asyncio.Lock()
        self._breaker = Breaker(self.is_well, self.name)

    @cached_property
    def _http(self) -> aiohttp.ClientSession:
        # Made at the first call, because a session belongs to a running event loop.
        return aiohttp.ClientSession(
            self._url,
            headers=self._headers,
            timeout=self._timeout,
            connector=aiohttp.TCPConnector(limit=_AT_ONCE),
            cookie_jar=aiohttp.DummyCookieJar(),
        )

    @property
    def is_left_alone(self) -> bool:
        """Whether it failed so often that no turn goes to it now; checks of it go on."""
        return self._breaker.is_open

    @property
    def is_ready(self) -> bool:
        """Whether it was well and warm at the last check, and has not failed since."""
        return self._is_warm and not self.is_left_alone

    @contextlib.contextmanager
    def occupied(self) -> Iterator[None]:
        """Counts one question that it was chosen for, from the choice on, while the block runs."""
        self.asked_at = time.monotonic()
        self._count(1)
        try:
            yield
        finally:
            self._count(-1)

    async def ask(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """What it answers to `body`; raises `RasaUnavailableError`."""
        try:
            async with self._http.post(path, json=body, raise_for_status=True) as answer:
                parsed: dict[str, Any] = await answer.json()
        except _FAULTS as error:
            self.failed()
            raise RasaUnavailableError(type(error).__name__) from error
        ASKED.labels(self.name, "answered").inc()
        return parsed

    def succeeded(self) -> None:
        """Its answer was of use."""
        self._breaker.succeeded()

    def failed(self) -> None:
        """It has not answered, not in time, or with nothing of use."""
        ASKED.labels(self.name, "failed").inc()
        self._breaker.failed()

    async def look(self) -> None:
        """See whether it is well, before a citizen finds out; a bad look counts as a failure."""
        if not self.is_left_alone and not await self.is_well():
            self._breaker.failed()
        READY.labels(self.name).set(self.is_ready)

    async def is_well(self) -> bool:
        """Whether it answers now, with a model that is loaded and warm."""
        try:
            async with self._http.get("/webhooks/gateway/", timeout=_SOON) as answer:
                is_up = answer.ok
        except _FAULTS:
            is_up = False
        self._is_warm = is_up and (self._is_warm or await self._warm_up())
        READY.labels(self.name).set(self._is_warm)
        return self._is_warm

    async def _warm_up(self) -> bool:
        """A fresh server takes seconds for its first sentence; no citizen should wait for that."""
        body = {"text": "سلام", "metadata": {}}
        async with self._warming:
            if self._is_warm:
                return True
            with contextlib.suppress(*_FAULTS):
                url = f"{CHANNEL_PATH}/parse"
                async with self._http.post(url, json=body, timeout=_PATIENT) as answer:
                    return bool(answer.ok)
        return False

    async def close(self) -> None:
        """Close the connections."""
        await self._breaker.close()
        await self._http.close()

    def _count(self, change: int) -> None:
        self.under_way += change
        UNDER_WAY.labels(self.name).set(self.under_way)
