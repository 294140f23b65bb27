"""Closed loops of requests against one gateway: who asks waits for the answer, then asks again."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

import numpy as np

from bench.wire import Connection, Response

Ask = Callable[[Connection], Awaitable[Response]]
WARM_UP = 10
"""So many requests of each client are not counted."""


@dataclass(frozen=True)
class Load:
    """Latencies in milliseconds, and how many answers came a second."""

    latencies: list[float]
    per_second: float

    @property
    def p95(self) -> float:
        """The 95th percentile, in milliseconds."""
        return float(np.percentile(self.latencies, 95))


async def loaded(port: int, ask: Ask, *, clients: int, requests: int, status: int = 200) -> Load:
    """So many requests in all by so many clients; raises AssertionError for another status."""
    numbers, latencies = iter(range(requests)), list[float]()
    connections = [Connection(port) for _ in range(clients)]
    warm = iter(range(WARM_UP * clients))
    await asyncio.gather(*(_client(one, ask, warm, [], status) for one in connections))
    begun = time.perf_counter()
    await asyncio.gather(*(_client(one, ask, numbers, latencies, status) for one in connections))
    took = time.perf_counter() - begun
    for connection in connections:
        await connection.close()
    return Load(latencies, requests / took)


async def _client(
    connection: Connection, ask: Ask, numbers: Iterator[int], latencies: list[float], status: int
) -> None:
    for _ in numbers:
        begun = time.perf_counter()
        answer = await ask(connection)
        latencies.append(1000 * (time.perf_counter() - begun))
        assert answer.status == status, answer.body
