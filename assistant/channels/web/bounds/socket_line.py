"""uvicorn's WebSocket protocol with a limit on how fast frames come."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame

from assistant.channels.web.bounds.connections import KEY, Lines, OpenLine
from assistant.channels.web.refusals import refusals


class Pace:
    """An allowance that refills with time: `burst` at once, `per_second` in the long run."""

    def __init__(
        self, per_second: float, burst: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._per_second, self._burst, self._clock = per_second, burst, clock
        self._left, self._at = burst, clock()

    def takes(self, cost: float) -> bool:
        """Take `cost` of the allowance; False, and nothing is left, when it is more than that."""
        at = self._clock()
        self._left = min(self._burst, self._left + (at - self._at) * self._per_second) - cost
        self._at = at
        if self._left >= 0:
            return True
        self._left = 0
        return False


FRAMES_A_SECOND, FRAMES_AT_ONCE = 4.0, 60.0
"""A talk has one message in some seconds, a sign of typing in two, and pongs. Each 4 kB count as
one more frame, so that the largest (64 kB) passes."""
_BYTES_A_FRAME = 4096
TOO_FAST = 1008
UNREAD_S = 30.0


class SocketLine(WebSocketsSansIOProtocol):
    """One socket; it has the place of the line on which it was asked for."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._pace = Pace(FRAMES_A_SECOND, FRAMES_AT_ONCE)
        self._line = OpenLine(lambda: None)
        self._lines: Lines | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._is_cut = False
        self.close_sent: bool

    def take_over(self, line: OpenLine, lines: Lines) -> None:
        """Take over the place of `line`; it may be cut for another until the token was shown."""
        self._line, self._lines = line, lines
        if hasattr(self, "scope"):
            self.scope["state"][KEY] = line

    def connection_lost(self, exc: Exception | None) -> None:
        """Give the line's place back."""
        if self._lines:
            self._lines.closed(self._line)
        self._read_again()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read frames, unless they come too fast; after that it reads nothing any more."""
        if self._is_cut or not self._paid(len(data) / _BYTES_A_FRAME):
            return
        super().data_received(data)

    def handle_text(self, event: Frame) -> None:
        """A text, or its beginning."""
        if self._paid(1):
            super().handle_text(event)

    def handle_bytes(self, event: Frame) -> None:
        """Bytes, or their beginning."""
        if self._paid(1):
            super().handle_bytes(event)

    def handle_cont(self, event: Frame) -> None:
        """A further piece."""
        if self._paid(1):
            super().handle_cont(event)

    def handle_ping(self) -> None:
        """A ping."""
        if self._paid(1):
            super().handle_ping()

    def handle_pong(self, event: Frame) -> None:
        """A pong, ours or unasked."""
        if self._paid(1):
            super().handle_pong(event)

    def pause_writing(self) -> None:
        """The client does not read."""
        super().pause_writing()
        self._timer = self.loop.call_later(UNREAD_S, self._is_not_read)

    def resume_writing(self) -> None:
        """The client reads again."""
        self._read_again()
        super().resume_writing()

    def _paid(self, cost: float) -> bool:
        if self._is_cut:
            return False
        if self._pace.takes(cost):
            return True
        self._is_cut = True
        refusals.note("socket", "frames_too_fast")
        self._close()
        return False

    def _close(self) -> None:
        self.queue.put_nowait({"type": "websocket.disconnect", "code": TOO_FAST, "reason": ""})
        if self.handshake_complete and not self.close_sent:
            self.conn.send_close(TOO_FAST)
            self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self.transport.close()

    def _read_again(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _is_not_read(self) -> None:
        refusals.note("socket", "not_read")
        self.transport.abort()
