"""uvicorn's HTTP protocol with limits on all that it has not yet passed on.

uvicorn waits for the first request without end, accepts headers of any size, and lets a client that
reads nothing keep its line. Here a request's head has a size and a time limit, and an answer a time
limit.
"""

import asyncio
import logging
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from assistant.channels.web.bounds.connections import KEY, Lines, OpenLine
from assistant.channels.web.bounds.socket_line import SocketLine
from assistant.channels.web.problems import problem_response
from assistant.channels.web.refusals import refusals

LARGEST_HEAD = 32 * 1024
"""Bytes of a request's line and headers. Browsers send 1 to 2 kB, cookies of portals included."""
MOST_HEADERS = 100
MOST_PIPELINED = 16
HEAD_S = 10.0
"""Seconds from the opened line, or a request's first byte, until its headers are whole."""
UNREAD_ANSWER_S = 30.0
"""Seconds that a client may leave an answer unread."""

_LOGGER = logging.getLogger("uvicorn.error.line")
# uvicorn warns of each senseless request; `refused` logs them at a limited rate.
_LOGGER.setLevel(logging.ERROR)


class _RefusedError(Exception):
    """Ends a request in one of the parser's callbacks."""


class HttpLine(HttpToolsProtocol):
    """One line; `lines` says whether there is room for it."""

    def __init__(self, lines: Lines, **options: Any) -> None:
        super().__init__(**options)
        self.logger = _LOGGER
        self._lines, self._line = lines, OpenLine(lambda: None)
        self._head_timer: asyncio.TimerHandle | None = None
        self._writing_timer: asyncio.TimerHandle | None = None
        self._unread = self._head = 0
        self._why = "invalid"

    def connection_made(self, transport: asyncio.Transport) -> None:
        """Accept the line, if there is room for it."""
        super().connection_made(transport)
        line = self._lines.open(self.client[0] if self.client else "", transport.abort)
        if line is None:
            transport.abort()
            return
        self._line = line
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Give the line's place back."""
        self._lines.closed(self._line)
        self._head_is_whole()
        self.resume_writing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Hand `data` to the parser; refuse when too much came that it could not use."""
        if self.transport.is_closing():
            return
        if self._head_timer is None and (self.cycle is None or self.cycle.response_complete):
            self._await_head()
        self._unread += len(data)
        super().data_received(data)
        if self._unread > LARGEST_HEAD and not self.transport.is_closing():
            self._why = "headers_too_large"
            self.send_400_response("")

    def on_message_begin(self) -> None:
        """A request's first byte."""
        super().on_message_begin()
        self._head = 0
        self.scope["state"][KEY] = self._line

    def on_url(self, url: bytes) -> None:
        """A piece of the address."""
        self._count_head(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header; one behind the body too."""
        self._count_head(len(name) + len(value))
        if len(self.headers) >= MOST_HEADERS:
            self._refuse("headers_too_large")
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """The head is whole."""
        self._unread = 0
        self._head_is_whole()
        if len(self.pipeline) >= MOST_PIPELINED:
            self._refuse("too_many")
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """A piece of the body; the application checks its size and time."""
        self._unread = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """The request is whole."""
        self._unread = 0
        self._line.works()
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Answered; from here on the line is idle."""
        super().on_response_complete()
        if self.cycle.response_complete:
            self._line.waits()

    def handle_websocket_upgrade(self) -> None:
        """Give transport and place to the WebSocket protocol."""
        self._head_is_whole()
        super().handle_websocket_upgrade()
        socket = self.transport.get_protocol()
        if isinstance(socket, SocketLine):
            socket.take_over(self._line, self._lines)

    def send_400_response(self, msg: str) -> None:
        """Refuse with a problem document, and close."""
        refusals.note("head", self._why)
        answer = problem_response(self._why)
        phrase = f"HTTP/1.1 {answer.status_code} Refused\r\n".encode()
        headers = b"".join(b"%b: %b\r\n" % pair for pair in answer.raw_headers)
        self.transport.write(phrase + headers + b"connection: close\r\n\r\n" + bytes(answer.body))
        self._end()

    def timeout_keep_alive_handler(self) -> None:
        """Nothing came on an idle line."""
        self._end()

    def pause_writing(self) -> None:
        """The client does not read."""
        super().pause_writing()
        self._writing_timer = self.loop.call_later(UNREAD_ANSWER_S, self._is_not_read)

    def resume_writing(self) -> None:
        """The client reads again."""
        if self._writing_timer:
            self._writing_timer.cancel()
            self._writing_timer = None
        super().resume_writing()

    def _await_head(self) -> None:
        self._head_timer = self.loop.call_later(HEAD_S, self._is_late)

    def _head_is_whole(self) -> None:
        if self._head_timer:
            self._head_timer.cancel()
            self._head_timer = None

    def _is_late(self) -> None:
        self._head_timer = None
        if not self.transport.is_closing():
            self._why = "too_slow"
            self.send_400_response("")

    def _is_not_read(self) -> None:
        refusals.note("answer", "not_read")
        self.transport.abort()

    def _count_head(self, size: int) -> None:
        self._head += size
        if self._head > LARGEST_HEAD:
            self._refuse("headers_too_large")

    def _refuse(self, why: str) -> None:
        self._why = why
        raise _RefusedError(why)

    def _end(self) -> None:
        """Close the line; cut it if the client does not even read the answer."""
        if not self.transport.is_closing():
            self.transport.close()
            self.loop.call_later(HEAD_S, self.transport.abort)
