"""The desk: consoles that listen to the queue, and operators who take what waits."""

import asyncio
import json
import random
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx
from support.operators import DESK, Holder, Operator

from assistant.desk.roles import Role
from assistant.storage.database import Database
from assistant.storage.sealing import Sealer
from bench.sockets.citizen import Heard, SocketCitizen, before_try

_PRESENCE_S = 15.0
_TAKEN_AFTER_S = (3.0, 6.0)
"""An operator looks before taking, so that every console has the time to show who waits."""
_ANSWERED_AFTER_S = 2.0
_NO_BUTTON = 409
"""The conversation is not, or not any more, this operator's."""


@dataclass
class Wish:
    """A citizen's wish for a human: when it was written, and when each console showed it."""

    at: float
    seen: dict[int, float] = field(default_factory=dict)


@dataclass
class OperatorWords:
    """An operator's words, when they were sent, and when the citizen heard them."""

    conversation: str
    text: str
    at: float
    heard_at: float | None = None


class OperatorDesk:
    """So many operators, each with an open console."""

    def __init__(self, address: str, consoles: int, seed: int) -> None:
        self._address, self._number = address, consoles
        self._dice = random.Random(seed)
        self._operators: list[Operator] = []
        self._tasks: list[asyncio.Task[None]] = []
        self._helping: set[asyncio.Task[None]] = set()
        self._open: dict[str, Wish] = {}
        self.wishes: list[Wish] = []
        self.said: dict[str, OperatorWords] = {}
        self._early: dict[str, float] = {}

    async def sit_down(self, database: Database, sealer: Sealer) -> None:
        """Enrol, sign in, and open the consoles."""
        for number in range(self._number):
            http = httpx.AsyncClient(base_url=self._address, timeout=30, trust_env=False)
            operator = Operator(http, await Holder.enrol(database, sealer, Role.OPERATOR))
            (await operator.sign_in()).raise_for_status()
            self._operators.append(operator)
            self._tasks.append(asyncio.create_task(self._listening(number)))
            self._tasks.append(asyncio.create_task(self._present(operator)))

    def wished(self, citizen: SocketCitizen) -> bool:
        """A citizen asks for a human now; False while one is waited for or there already."""
        if citizen.id in self._open:
            return False
        wish = Wish(time.perf_counter())
        self._open[citizen.id] = wish
        self.wishes.append(wish)
        citizen.on_event = self._citizen_heard
        return True

    async def finish(self) -> None:
        """Let operators end what they have in hand."""
        while self._helping:
            await asyncio.gather(*self._helping)

    async def leave(self) -> None:
        """Close the consoles."""
        for task in [*self._tasks, *self._helping]:
            task.cancel()
        await asyncio.gather(*self._tasks, *self._helping, return_exceptions=True)
        for operator in self._operators:
            await operator.http.aclose()

    async def _listening(self, number: int) -> None:
        attempt = 0
        while True:
            try:
                async for waiting in _waiting(self._operators[number].http):
                    attempt = 0
                    self._shown(number, waiting)
            except httpx.TransportError:
                attempt += 1
            await asyncio.sleep(before_try(attempt))

    def _shown(self, number: int, waiting: list[dict[str, Any]]) -> None:
        at = time.perf_counter()
        for entry in waiting:
            conversation = entry["conversation_id"]
            wish = self._open.get(conversation)
            if wish is None or number in wish.seen:
                continue
            if not wish.seen:
                self._help(conversation)
            wish.seen[number] = at

    def _help(self, conversation: str) -> None:
        operator = self._dice.choice(self._operators)
        task = asyncio.create_task(self._helps(operator, conversation))
        self._helping.add(task)
        task.add_done_callback(self._helping.discard)

    async def _helps(self, operator: Operator, conversation: str) -> None:
        await asyncio.sleep(self._dice.uniform(*_TAKEN_AFTER_S))
        if await _surely(operator, conversation, "take"):
            for number in range(2):
                await asyncio.sleep(_ANSWERED_AFTER_S)
                await self._say(operator, conversation, number)
            await asyncio.sleep(_ANSWERED_AFTER_S)
            await _surely(operator, conversation, "close", {"reason": "answered"})
        self._open.pop(conversation, None)

    async def _say(self, operator: Operator, conversation: str, number: int) -> None:
        text = f"پاسخ کارشناس {uuid4().hex[:12]} {number}"
        words = OperatorWords(conversation, text, time.perf_counter())
        if not await _surely(operator, conversation, "reply", {"text": text}):
            return
        self.said[text] = words
        # The event may have been faster than the answer.
        words.heard_at = words.heard_at or self._early.pop(text, None)

    def _citizen_heard(self, event: Heard) -> None:
        if event.role != "operator" or not event.text:
            return
        words = self.said.get(event.text)
        if words is None:
            self._early[event.text] = event.at
        elif words.heard_at is None:
            words.heard_at = event.at

    async def _present(self, operator: Operator) -> None:
        while True:
            await asyncio.sleep(_PRESENCE_S)
            try:
                await operator.post("presence")
            except httpx.TransportError:
                continue


async def _surely(operator: Operator, conversation: str, action: str, body: object = None) -> bool:
    """Do it, again under the same key after each fault; False when it is not ours to do."""
    key, attempt = uuid4().hex, 0
    while True:
        try:
            path = f"conversations/{conversation}/{action}"
            answer = await operator.post(path, body, Idempotency_Key=key)
        except httpx.TransportError:
            await asyncio.sleep(before_try(attempt))
            attempt += 1
            continue
        if answer.status_code == _NO_BUTTON:
            return False
        answer.raise_for_status()
        return True


async def _waiting(http: httpx.AsyncClient) -> AsyncIterator[list[dict[str, Any]]]:
    """Who waits, by the event stream of a console: all at first, then only new ones."""
    async with http.stream("GET", f"{DESK}/events", timeout=httpx.Timeout(30)) as stream:
        stream.raise_for_status()
        name = ""
        async for line in stream.aiter_lines():
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: ") and name in {"queue", "queue_changes"}:
                told = json.loads(line.removeprefix("data: "))
                entries = told["waiting"] if name == "queue" else told["changed"]
                yield [entry for entry in entries if entry["owner"] == "queue"]
