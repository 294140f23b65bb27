"""Bodies of requests: how large, how fast, and read only for clients that may send them."""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.channels.web.problems import Problem, problem_response
from assistant.channels.web.refusals import refusals, route_of

INTERNAL = "/internal/"
PAUSE_S = 10.0
"""Seconds without a byte of a body, after which it is given up."""
SLOWEST = 4096
"""The least bytes a second of a body in the long run: a poor mobile line is faster."""
_DROPPED_MAX = 4 * 1024 * 1024


@dataclass(frozen=True)
class Wider:
    """Paths (matched as a whole) with a larger limit, and the problem for a body that is too large.

    `is_late`: the application reads it itself, once it knows whose it is.
    """

    path: re.Pattern[str]
    max_bytes: int
    code: str = "too_large"
    is_late: bool = False

    @property
    def dropped(self) -> int:
        """Bytes to read before the connection is cut: a client that still sends sees no answer."""
        return max(_DROPPED_MAX, 3 * self.max_bytes)


class RequestBody:
    """One body; `next` gives its pieces, and raises a problem if it is too large or too slow."""

    def __init__(self, receive: Receive, limit: Wider) -> None:
        self._receive, self._limit = receive, limit
        self._until = asyncio.get_running_loop().time() + PAUSE_S
        self.size, self.is_over, self.is_lost = 0, False, False

    async def next(self) -> Message:
        """The next message; after the body's end, any message."""
        message = await self._timely()
        if self.size > self._limit.max_bytes:
            raise Problem(self._limit.code)
        return message

    async def whole(self) -> bytes:
        """The whole body. A body that is too large is read up to a limit first, and dropped."""
        pieces: list[bytes] = []
        while not self.is_over and self.size <= self._limit.dropped:
            pieces.append((await self._timely()).get("body", b""))
            if self.size > self._limit.max_bytes:
                pieces.clear()
        if self.size > self._limit.max_bytes:
            raise Problem(self._limit.code)
        return b"".join(pieces)

    async def drop(self) -> None:
        """Read and drop the rest, up to a limit: less for a stranger."""
        is_known = self.size > self._limit.max_bytes
        most = self._limit.dropped if is_known else _DROPPED_MAX
        try:
            while not self.is_over and self.size <= most:
                await self._timely()
        except Problem:
            self.is_over = True

    async def _timely(self) -> Message:
        if self.is_over:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._until):
                message = await self._receive()
        except TimeoutError as error:
            raise Problem("too_slow") from error
        self._note(message)
        return message

    def _note(self, message: Message) -> None:
        size = len(message.get("body", b""))
        self.size += size
        self.is_lost = message["type"] == "http.disconnect"
        self.is_over = not message.get("more_body", False)
        latest = asyncio.get_running_loop().time() + PAUSE_S
        self._until = min(latest, self._until + size / SLOWEST)


class BodyLimit:
    """Refuses a body over `max_bytes`, and one that comes too slowly.

    `wider` gives other limits to some paths; the first that matches counts. Bodies are small here,
    so each is read whole before the application sees it, except where its limit `is_late`.
    """

    def __init__(self, app: ASGIApp, max_bytes: int, wider: Sequence[Wider] = ()) -> None:
        self._app, self._wider = app, wider
        self._usual = Wider(re.compile(".*"), max_bytes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        # Rasa's calls carry a whole tracker; they are admitted by their secret, not by their size.
        if scope["type"] != "http" or _has_no_body(scope) or scope["path"].startswith(INTERNAL):
            await self._app(scope, receive, send)
            return
        limit = next((one for one in self._wider if one.path.fullmatch(scope["path"])), self._usual)
        body = RequestBody(receive, limit)
        serve = self._late if limit.is_late else self._whole
        try:
            if _announced(scope) > limit.dropped:
                raise Problem(limit.code)
            await serve(scope, body, receive, send)
        except Problem as problem:
            refusals.note(route_of(scope), problem.code)
            answer = problem_response(problem.code, {"Connection": "close"})
            await answer(scope, receive, send)

    async def _whole(self, scope: Scope, body: RequestBody, receive: Receive, send: Send) -> None:
        data = await body.whole()
        if body.is_lost:
            return
        await self._app(scope, _replay(data, receive), send)

    async def _late(self, scope: Scope, body: RequestBody, _: Receive, send: Send) -> None:
        is_asked = Headers(scope=scope).get("expect") is not None
        await self._app(scope, body.next, _Lingering(body, send, can_drop=not is_asked))


class _Lingering:
    """Sends an answer that came before the body's end, and goes on reading for a while.

    A connection that is closed while the client sends is reset, and the client never sees the
    answer.
    """

    def __init__(self, body: RequestBody, send: Send, *, can_drop: bool) -> None:
        self._body, self._send, self._can_drop = body, send, can_drop

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and not self._body.is_over:
            MutableHeaders(scope=message)["Connection"] = "close"
        is_last = message["type"] == "http.response.body" and not message.get("more_body", False)
        if is_last and not self._body.is_over and self._can_drop:
            await self._send({**message, "more_body": True})
            await self._body.drop()
            message = {"type": "http.response.body", "body": b""}
        await self._send(message)


class UploadRoom:
    """Limits the bytes of all files that arrive at once; without room a client waits a while."""

    def __init__(self, max_bytes: int, wait_s: float = 10.0) -> None:
        self._left, self._max, self._wait_s = max_bytes, max_bytes, wait_s
        self._freed = asyncio.Condition()

    @asynccontextmanager
    async def taken(self, size: int) -> AsyncIterator[None]:
        """Room for a file of `size` bytes; raises the `busy` problem when none comes free."""
        size = min(size, self._max)
        async with self._freed:
            try:
                async with asyncio.timeout(self._wait_s):
                    await self._freed.wait_for(lambda: self._left >= size)
            except TimeoutError as error:
                raise Problem("busy", {"Retry-After": "30"}) from error
            self._left -= size
        try:
            yield
        finally:
            self._left += size
            async with self._freed:
                self._freed.notify_all()


def announced(headers: Headers) -> int | None:
    """The announced length of a body, if there is one."""
    value = headers.get("content-length", "")
    return int(value) if value.isdecimal() else None


def _announced(scope: Scope) -> int:
    return announced(Headers(scope=scope)) or 0


def _has_no_body(scope: Scope) -> bool:
    if scope["method"] not in {"GET", "HEAD", "OPTIONS"}:
        return False
    headers = Headers(scope=scope)
    return not announced(headers) and "transfer-encoding" not in headers


def _replay(body: bytes, receive: Receive) -> Receive:
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replayed() -> Message:
        return messages.pop() if messages else await receive()

    return replayed
