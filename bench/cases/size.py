"""What more and more open cases cost: a look at a case, a filing, a page of the desk's list.

Each load is a closed loop of requests against one gateway: who asks waits for the answer, then
asks again. A worker of the installation runs in another process.
"""

import asyncio
import contextlib
import os
import random
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import closing, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import uuid4

import httpx
import numpy as np
from sqlalchemy import text
from support.gateway_process import Gateways
from support.office_times import shipped
from support.operators import Holder, Operator
from support.samples import complaint
from support.serving import private_settings

from assistant.cases import terms
from assistant.cases.transitions import Door
from assistant.settings import PROJECT
from assistant.storage.sealing import Sealer
from bench import machine
from bench.cases.options import CaseOptions
from bench.cases.seeding import Model, add_copies, models
from bench.databases import BenchDatabase, BenchDatabases
from bench.rows import Row
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


@contextlib.contextmanager
def worker(place: BenchDatabase) -> Iterator[int]:
    """`dastyar worker` on this database until the block ends; its process id."""
    settings = {"DASTYAR_DATA_DIR": str(place.folder), "DASTYAR_DATABASE_URL": place.url}
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant.cli", "worker"],
        env=os.environ | settings | {"PYTHONPATH": str(PROJECT)},
        cwd=place.folder,
        stdout=subprocess.DEVNULL,
    )
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=30)


PART = "size"
WAITING = "&".join(f"status={status}" for status in sorted(terms.WAITING))
LISTS = {
    "waiting": f"cases?{WAITING}",
    "by due time": "cases",
    "newest": "cases?sort=newest",
    "overdue": "cases?overdue=true",
    "of an agency and a status": "cases?agency_id=abfa&status=referred",
    "with words of many": "cases?q=%D8%A8%DB%8C%D9%85%D9%87",
    "with words of none": "cases?q=%D8%B3%DB%8C%D9%85%D8%B1%D8%BA",
}
"""Pages of the desk's list."""
READERS, PORTALS = 4, 8
Figures = dict[str, list[float]]
"""By name: one figure for each size."""


@dataclass
class Visitors:
    """Everybody who asks the gateway at `port` for something."""

    port: int
    sealer: Sealer
    cookies: str
    gateway: int
    """The gateway's process id."""
    codes: list[str] = field(default_factory=list)
    dice: random.Random = field(default_factory=lambda: random.Random(7))

    async def see(self, connection: Connection) -> Response:
        """A look at a case by its holder."""
        code = self.dice.choice(self.codes)
        # `complaint` files anonymous cases, and those have long pins.
        pin = self.sealer.pin(code, is_long=True)
        return await connection.get(f"/api/v1/cases/{code}", {"X-Case-Pin": pin})

    async def file(self, connection: Connection) -> Response:
        """A filing by a portal."""
        key = {"Idempotency-Key": uuid4().hex}
        return await connection.post("/api/v1/cases", complaint(), key)

    async def list_cases(self, connection: Connection, path: str) -> Response:
        """A page for an operator."""
        return await connection.get(f"/api/v1/desk/{path}", {"Cookie": self.cookies})


async def measured(options: CaseOptions, places: BenchDatabases) -> AsyncIterator[Row]:
    """Each database with every size, the smallest first."""
    with closing(Gateways()) as gateways:
        for kind in options.databases:
            async with places.new(kind) as place:
                figures = await _figures(gateways, place, options, places)
            for row in _rows(kind, figures, options.sizes):
                yield row


async def _figures(
    gateways: Gateways, place: BenchDatabase, options: CaseOptions, places: BenchDatabases
) -> Figures:
    sealer = Sealer(private_settings(place.folder).master_key)
    given, figures = await _models(places, sealer), defaultdict[str, list[float]](list)
    has_own = options.worker == "own"
    gateways.start(place.folder, database_url=place.url, worker_enabled=not has_own)
    cookies = await _signed_in(gateways.address, place, sealer)
    visitors = Visitors(gateways.port, sealer, cookies, gateways.pid)
    with worker(place) if has_own else nullcontext():
        for size in options.sizes:
            missing = size - len(visitors.codes)
            visitors.codes += await place.database.run(
                lambda session, missing=missing: add_copies(
                    session, visitors.sealer, given, missing
                )
            )
            await place.database.run(lambda session: session.execute(text("ANALYZE")))
            for name, value in [row async for row in _at_this_size(visitors, options)]:
                figures[name].append(value)
    gateways.stop()
    return figures


async def _models(places: BenchDatabases, sealer: Sealer) -> list[Model]:
    async with places.new("sqlite") as scratch:
        door, now = Door(sealer, shipped), datetime.now(UTC)
        return await scratch.database.run(lambda session: models(session, door, now))


async def _signed_in(address: str, place: BenchDatabase, sealer: Sealer) -> str:
    holder = await Holder.enrol(place.database, sealer)
    async with httpx.AsyncClient(base_url=address, timeout=60, trust_env=False) as http:
        response = await Operator(http, holder).sign_in()
        assert response.status_code == 200, response.text
        return "; ".join(f"{name}={value}" for name, value in http.cookies.items())


async def _at_this_size(
    visitors: Visitors, options: CaseOptions
) -> AsyncIterator[tuple[str, float]]:
    port, requests = visitors.port, options.requests
    looks = await loaded(port, visitors.see, clients=1, requests=requests)
    yield "GET /cases/{code}, p95, ms", looks.p95
    busy = await loaded(port, visitors.see, clients=READERS, requests=requests)
    yield f"the same by {READERS} at a time, p95, ms", busy.p95
    before = machine.cpu_seconds([visitors.gateway])
    filed = await loaded(port, visitors.file, clients=PORTALS, requests=requests * 2, status=201)
    cpu = machine.cpu_seconds([visitors.gateway]) - before
    yield f"POST /cases by {PORTALS} portals, p95, ms", filed.p95
    yield f"POST /cases by {PORTALS} portals, a second", filed.per_second
    yield (
        "CPU time of the gateway for a filing, ms",
        1000 * cpu / (requests * 2 + WARM_UP * PORTALS),
    )
    for name, path in LISTS.items():
        pages: Load = await loaded(
            port,
            lambda connection, path=path: visitors.list_cases(connection, path),
            clients=1,
            requests=max(requests // 10, 10),
        )
        yield f"page of the desk's list, {name}, p95, ms", pages.p95


def _rows(kind: str, figures: Figures, sizes: list[int]) -> Iterator[Row]:
    yield Row(PART, kind, "open cases", " → ".join(f"{size:,}" for size in sizes))
    for name, values in figures.items():
        told = " → ".join(f"{value:,.1f}" for value in values)
        target, is_met = _judged(kind, name, values)
        yield Row(PART, kind, name, told, target, is_met)


def _judged(kind: str, name: str, values: list[float]) -> tuple[str, bool | None]:
    limits = {"GET /cases/{code},": 20, "POST": 100, "page": 200}
    if name.endswith("a second"):
        return "≥ 150", min(values) >= 150
    limit = next((most for start, most in limits.items() if name.startswith(start)), None)
    # The list is promised on PostgreSQL alone.
    if limit is None or (limit == 200 and kind == "sqlite"):
        return "", None
    return f"≤ {limit}", max(values) <= limit
