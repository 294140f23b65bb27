"""The open lines and event streams of this process: how many there may be, and which are cut.

A stranger can hold lines open at no cost. So a client that has sent a whole request keeps its line,
and one that has not is cut for a new client: the oldest first. So the gateway can accept new lines
at any time. The number of event streams is limited for a conversation, with a higher limit for an
address, and they never take all lines.
"""

import resource
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request
from starlette.requests import HTTPConnection
from starlette.types import Scope

from assistant.channels.web.addresses import ClientAddresses
from assistant.channels.web.problems import Problem
from assistant.channels.web.refusals import refusals

KEPT_FREE = 256
"""Open files that are kept free for the database, files of cases, Rasa, and uncounted lines."""
KEY = "line"
"""The key of a request's line in its scope, among `state`."""


@dataclass(eq=False)
class OpenLine:
    """One open line; `drop` cuts it. `group` is its address, or None where a proxy brings many."""

    drop: Callable[[], None]
    group: str | None = None
    lines: "Lines | None" = field(default=None, repr=False)

    def waits(self) -> None:
        """No whole request has come; the line may be cut for another."""
        if self.lines:
            self.lines.waits(self)

    def works(self) -> None:
        """Its request is whole, or its holder is known; the line is not cut for another."""
        if self.lines:
            self.lines.works(self)


class Lines:
    """Counts lines, in all and by address, and cuts those that waited longest when full."""

    def __init__(self, most: int, per_address: int, addresses: ClientAddresses) -> None:
        self._most, self._per_address, self._addresses = most, per_address, addresses
        self._count = 0
        self._by_group: dict[str, int] = defaultdict(int)
        self._waiting: dict[OpenLine, None] = {}

    @property
    def count(self) -> int:
        """How many lines are open."""
        return self._count

    def open(self, peer: str, drop: Callable[[], None]) -> OpenLine | None:
        """A line of `peer`, waiting; None when even cutting others leaves no room."""
        group = None if self._addresses.is_proxy(peer) else self._addresses.group(peer)
        if group and self._by_group[group] >= self._per_address:
            refusals.note("line", "too_many_of_an_address")
            if not self._cut(group):
                return None
        elif self._count >= self._most:
            refusals.note("line", "too_many")
            if not self._cut(None):
                return None
        line = OpenLine(drop, group, self)
        self._count += 1
        self._waiting[line] = None
        if group:
            self._by_group[group] += 1
        return line

    def waits(self, line: OpenLine) -> None:
        """Put `line` behind all other waiting lines."""
        self._waiting.pop(line, None)
        self._waiting[line] = None

    def works(self, line: OpenLine) -> None:
        """Take `line` out of those that may be cut."""
        self._waiting.pop(line, None)

    def closed(self, line: OpenLine) -> None:
        """Remove `line`; a second call changes nothing."""
        if line.lines is None:
            return
        line.lines = None
        self._waiting.pop(line, None)
        self._count -= 1
        if line.group:
            self._by_group[line.group] -= 1
            if not self._by_group[line.group]:
                del self._by_group[line.group]

    def _cut(self, group: str | None) -> bool:
        oldest = next((one for one in self._waiting if group in {None, one.group}), None)
        if oldest is None:
            return False
        self.closed(oldest)
        oldest.drop()
        return True


def known(scope: Scope) -> None:
    """The client has proved who it is, so its line is not cut for a stranger's."""
    line = scope.get("state", {}).get(KEY)
    if line is not None:
        line.works()


def room_for_lines(wanted: int) -> int:
    """How many lines may be open: `wanted`, or what the system's limit of open files leaves.

    The limit is raised as far as the system allows.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = wanted + KEPT_FREE
    if soft != resource.RLIM_INFINITY and soft < needed:
        soft = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return wanted if soft == resource.RLIM_INFINITY else max(1, min(wanted, soft - KEPT_FREE))


WAIT_S = "30"


@dataclass(frozen=True)
class StreamLimits:
    """Streams at once: of one conversation, of one address, and of all."""

    per_conversation: int
    per_address: int
    most: int


class Streams:
    """Counts open streams; a place is given back when its stream ends, however it does."""

    def __init__(self, limits: StreamLimits, addresses: ClientAddresses) -> None:
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
        """How many streams are open."""
        return self._open["all"]


async def stream_place(request: Request, id: str = "") -> AsyncIterator[None]:
    """The place of a request's stream, as long as its answer goes on."""
    async with request.app.state.streams.opened(request, id):
        yield


StreamPlace = Annotated[None, Depends(stream_place)]
