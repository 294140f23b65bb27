"""A citizen in one conversation over a WebSocket, who resumes it as the widget does.

What is written waits in an outbox until it is answered, and goes out again under the same key
after each loss of the line; the id of the last event that was heard goes along.
"""

import asyncio
import json
import random
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

_FIRST_S = 1.0
_LONGEST_S = 30.0


def before_try(attempt: int) -> float:
    """As in the widget (`widget/src/core/pause.ts`): doubling, with a random quarter on top."""
    steady = min(_FIRST_S * float(2**attempt), _LONGEST_S)
    return steady * (1 + random.random() / 4)


OPEN_TIMEOUT_S = 20.0
_BROKEN = (OSError, TimeoutError, WebSocketException)


@dataclass
class SentMessage:
    """One message, when it was written, and what came of it; times of `time.perf_counter`."""

    text: str
    at: float
    key: str = field(default_factory=lambda: uuid4().hex)
    turn_id: str | None = None
    replies: int = 0
    answered: bool = False
    delivered_at: float | None = None


@dataclass(frozen=True)
class Heard:
    """One event as it came."""

    id: int
    turn_id: str | None
    role: str | None
    text: str | None
    at: float


class SocketCitizen:
    """One conversation; `run` keeps its line up, `write` says something."""

    def __init__(self, address: str, conversation: str, token: str) -> None:
        self.id = conversation
        self._url = f"{address}/api/v1/conversations/{conversation}/ws"
        self._token = token
        self._socket: ClientConnection | None = None
        self._outbox: deque[SentMessage] = deque()
        self._by_turn: dict[str, SentMessage] = {}
        self._events_of: dict[str, int] = {}
        self._changed_turns = 0
        self.written: list[SentMessage] = []
        self.heard: list[Heard] = []
        self.problems: list[str] = []
        self.on_event: Callable[[Heard], None] = lambda _: None

    @property
    def is_up(self) -> bool:
        """Whether the line is up."""
        return self._socket is not None

    @property
    def is_settled(self) -> bool:
        """Whether all messages have been answered, and the answers delivered."""
        return all(message.delivered_at for message in self.written)

    @property
    def waiting(self) -> str:
        """How many messages are not sent or answered, and how many answers not delivered."""
        undelivered = sum(one.answered and one.delivered_at is None for one in self.written)
        return f"{len(self._outbox)} in the outbox, {undelivered} answers not delivered"

    @property
    def changed_turns(self) -> int:
        """How often a repeated key brought another turn than before."""
        return self._changed_turns

    async def run(self) -> None:
        """Listen until cancelled, over as many lines as it takes."""
        attempt = 0
        while True:
            was_up = await self._once()
            attempt = 0 if was_up else attempt + 1
            await asyncio.sleep(before_try(max(0, attempt - 1)))

    async def write(self, text: str) -> SentMessage:
        """Say `text`, now or as soon as all earlier messages are answered."""
        message = SentMessage(text, time.perf_counter())
        self.written.append(message)
        self._outbox.append(message)
        if len(self._outbox) == 1:
            await self._send_first()
        return message

    async def _once(self) -> bool:
        """One line, up to its end; returns whether it was ever up."""
        was_up = False
        try:
            async with connect(self._url, proxy=None, open_timeout=OPEN_TIMEOUT_S) as socket:
                last = self.heard[-1].id if self.heard else 0
                await socket.send(json.dumps({"token": self._token, "last_event_id": last}))
                self._socket, was_up = socket, True
                await self._send_first()
                async for frame in socket:
                    await self._hear(json.loads(frame))
        except _BROKEN:
            pass
        finally:
            self._socket = None
        return was_up

    async def _send_first(self) -> None:
        if not self._outbox or self._socket is None:
            return
        first = self._outbox[0]
        try:
            frame = {"text": first.text, "idempotency_key": first.key}
            await self._socket.send(json.dumps(frame))
        except _BROKEN:
            # The line's own end is seen where it is read; the message goes out again then.
            return

    async def _hear(self, frame: dict[str, Any]) -> None:
        match frame["event"]:
            case "turn":
                await self._answered(frame["idempotency_key"], frame["data"])
            case "problem":
                self.problems.append(frame["data"]["code"])
                await asyncio.sleep(before_try(0))
                await self._send_first()
            case "reply" | "owner":
                self._told(frame)

    async def _answered(self, key: str, data: dict[str, Any]) -> None:
        if not self._outbox or self._outbox[0].key != key:
            known = next(message for message in self.written if message.key == key)
            self._changed_turns += known.turn_id != data["turn_id"]
            return
        message = self._outbox.popleft()
        message.turn_id, message.replies = data["turn_id"], len(data["replies"])
        message.answered = True
        self._by_turn[data["turn_id"]] = message
        self._see_whether_delivered(message)
        await self._send_first()

    def _told(self, frame: dict[str, Any]) -> None:
        data = frame["data"]
        text = data.get("reply", {}).get("text")
        event = Heard(frame["id"], data.get("turn_id"), data.get("role"), text, time.perf_counter())
        self.heard.append(event)
        if event.turn_id:
            self._events_of[event.turn_id] = self._events_of.get(event.turn_id, 0) + 1
            if message := self._by_turn.get(event.turn_id):
                self._see_whether_delivered(message)
        self.on_event(event)

    def _see_whether_delivered(self, message: SentMessage) -> None:
        """Delivered is a message whose answer came, and each of its events: words and replies."""
        assert message.turn_id is not None
        has_all = self._events_of.get(message.turn_id, 0) >= 1 + message.replies
        if has_all and message.delivered_at is None:
            message.delivered_at = time.perf_counter()
