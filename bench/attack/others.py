"""Everybody else: citizens who look at their cases meanwhile, each on a line of its own."""

import asyncio
import time
from dataclasses import dataclass, field

from bench.wire import FAULTS, Connection

CITIZENS = 4
EVERY_S = 0.05


@dataclass
class Others:
    """What others met: times of answers in seconds, and requests that were not answered."""

    port: int
    code: str
    pin: str
    times: list[float] = field(default_factory=list)
    failures: int = 0

    async def look(self, seconds: float) -> "Others":
        """Look at the case again and again for so long."""
        until = time.perf_counter() + seconds
        await asyncio.gather(*(self._citizen(number, until) for number in range(CITIZENS)))
        return self

    async def _citizen(self, number: int, until: float) -> None:
        turn = 0
        while time.perf_counter() < until:
            turn += 1
            # Another address each time: a bound of one address is not what is measured.
            headers = {
                "X-Case-Pin": self.pin,
                "X-Forwarded-For": f"5.{number}.{turn // 250}.{turn % 250}",
            }
            await self._one(headers)
            await asyncio.sleep(EVERY_S)

    async def _one(self, headers: dict[str, str]) -> None:
        connection, began = Connection(self.port), time.perf_counter()
        try:
            answer = await connection.get(f"/api/v1/cases/{self.code}", headers)
            self.failures += answer.status != 200
        except FAULTS:
            self.failures += 1
        finally:
            await connection.close()
        self.times.append(time.perf_counter() - began)

    @property
    def p95_ms(self) -> float:
        """95 of 100 were answered within it."""
        return sorted(self.times)[int(len(self.times) * 0.95)] * 1000
