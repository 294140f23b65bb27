"""All citizens: they arrive one after the other, write by the clock, and sometimes want a human."""

import asyncio
import random
from collections.abc import Callable, Iterator

from bench.conversations import Citizens
from bench.sockets.citizen import Citizen
from bench.sockets.options import Options
from bench.wire import Connection

WISH = "می‌خواهم با کارشناس صحبت کنم"
Wishing = Callable[[Citizen], bool]
"""Tells that a citizen is about to ask for a human; False when one has the conversation already."""


class Crowd:
    """The citizens of one run."""

    def __init__(self, port: int, options: Options, wishing: Wishing) -> None:
        self._port, self._options, self._wishing = port, options, wishing
        self._dice = random.Random(options.seed)
        self._words = _words(options.seed)
        self._lines: list[asyncio.Task[None]] = []
        self._hands: list[asyncio.Task[None]] = []
        self.citizens: list[Citizen] = []

    async def arrive(self) -> None:
        """Let all of them come within the time of the ramp; then each has its line."""
        connection, pause = Connection(self._port), self._options.ramp / self._options.conversations
        for _ in range(self._options.conversations):
            opened = (await connection.post("/api/v1/conversations", {})).json()
            address = f"ws://127.0.0.1:{self._port}"
            citizen = Citizen(address, opened["conversation_id"], opened["token"])
            self.citizens.append(citizen)
            self._lines.append(asyncio.create_task(citizen.run()))
            self._hands.append(asyncio.create_task(self._writing(citizen)))
            await asyncio.sleep(pause)
        await connection.close()
        await self.all_up()

    async def all_up(self) -> None:
        """Wait until every citizen has a line."""
        while not all(citizen.is_up for citizen in self.citizens):
            await asyncio.sleep(0.05)

    async def all_told(self) -> None:
        """Wait until everything that was written by now is answered and told."""
        waiting = [m for citizen in self.citizens for m in citizen.written if not m.delivered_at]
        while not all(message.delivered_at for message in waiting):
            await asyncio.sleep(0.05)

    async def fall_silent(self, patience_s: float) -> None:
        """Let nobody write any more, and wait until everything is answered, at most so long."""
        for task in self._hands:
            task.cancel()
        await asyncio.gather(*self._hands, return_exceptions=True)
        for _ in range(int(patience_s * 10)):
            if all(citizen.is_settled for citizen in self.citizens):
                return
            await asyncio.sleep(0.1)

    async def leave(self) -> None:
        """Hang up."""
        for task in [*self._hands, *self._lines]:
            task.cancel()
        await asyncio.gather(*self._hands, *self._lines, return_exceptions=True)

    async def _writing(self, citizen: Citizen) -> None:
        """Write by the clock, whether or not the last answer has come: lateness must count."""
        mean = 60 / self._options.per_minute
        await asyncio.sleep(self._dice.uniform(0, mean))
        while True:
            wants_human = self._dice.random() < self._options.wishes and self._wishing(citizen)
            await citizen.write(WISH if wants_human else next(self._words))
            await asyncio.sleep(self._dice.uniform(0.5, 1.5) * mean)


def _words(seed: int) -> Iterator[str]:
    for conversation in Citizens(seed):
        yield from conversation
