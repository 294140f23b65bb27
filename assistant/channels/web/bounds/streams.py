"""Open streams of events: so many for a conversation, more for an address, and never all lines."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from starlette.requests import HTTPConnection

from assistant.channels.web.addresses import Addresses
from assistant.channels.web.problems import Problem

WAIT_S = "30"


@dataclass(frozen=True)
class StreamLimits:
    """Streams at once: of one conversation, of one address, and of all."""

    per_conversation: int
    per_address: int
    most: int


class Streams:
    """Counts open streams; a place is given back when its stream ends, however it does."""

    def __init__(self, limits: StreamLimits, addresses: Addresses) -> None:
        self._limits, self._addresses = limits, addresses
        self._open: Counter[str] = Counter()

    @asynccontextmanager
    async def opened(self, connection: HTTPConnection, whose: str) -> AsyncIterator[None]:
        """A place for a stream of `whose`; raises the `too_many` problem."""
        address = f"address {self._addresses.of(connection)}"
        limits = self._limits
        bounds = {
            whose: limits.per_conversation,
            address: limits.per_address,
            "all": limits.most,
        }
        if any(self._open[name] >= most for name, most in bounds.items()):
            raise Problem("too_many", {"Retry-After": WAIT_S})
        self._open.update(bounds.keys())
        try:
            yield
        finally:
            self._open.subtract(bounds.keys())
            self._open += Counter()

    @property
    def count(self) -> int:
        """How many are open."""
        return self._open["all"]


async def stream_place(request: Request, id: str = "") -> AsyncIterator[None]:
    """The place of a request's stream, as long as its answer goes on."""
    async with request.app.state.streams.opened(request, id):
        yield


StreamPlace = Annotated[None, Depends(stream_place)]
