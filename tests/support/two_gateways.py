"""Two gateways on one PostgreSQL with equal Rasas behind them; a citizen's requests go to both."""

import itertools
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from assistant.settings import Settings
from assistant.storage.database import Database
from assistant.storage.migrate import migrate
from lab.evaluation.stack import free_port
from support.serving import Gateway, private_settings

MASTER_KEY = "a master key of the tests, the same in both"
INTERNAL = "between gateways and Rasas"


def callback(port: int) -> str:
    return f"http://127.0.0.1:{port}/internal/actions/webhook"


async def sibling_settings(
    folder: Path, database_url: str, rasas: Sequence[str], count: int = 2
) -> list[Settings]:
    """Settings of gateways that differ in their port alone, over a fresh schema."""
    ports = [free_port() for _ in range(count)]
    database = Database(database_url)
    await migrate(database)
    await database.close()
    return [
        private_settings(
            folder,
            port=port,
            database_url=database_url,
            rasa_url=",".join(rasas),
            rasa_timeout_s=30,
            rasa_callbacks=",".join(map(callback, ports)),
            secret=MASTER_KEY,
            internal_secret=INTERNAL,
            desk_hours="always",
        )
        for port in ports
    ]


@asynccontextmanager
async def at_work(settings: Sequence[Settings]) -> AsyncIterator[list[Gateway]]:
    """Gateways in their own threads, which share what they have loaded."""
    gateways = [Gateway(one, one.port) for one in settings]
    for gateway in gateways:
        gateway.start()
    try:
        yield gateways
    finally:
        for gateway in gateways:
            gateway.stop()


class _InTurn(httpx.AsyncBaseTransport):
    """Sends each request to the next gateway, as a balancer without memory does."""

    def __init__(self, addresses: Sequence[str]) -> None:
        self._next = itertools.cycle([httpx.URL(address) for address in addresses])
        self._line = httpx.AsyncHTTPTransport(limits=httpx.Limits(keepalive_expiry=1))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        there = next(self._next)
        request.url = request.url.copy_with(host=there.host, port=there.port)
        return await self._line.handle_async_request(request)

    async def aclose(self) -> None:
        await self._line.aclose()


def in_turn(addresses: Sequence[str]) -> httpx.AsyncClient:
    """A client whose requests go to these gateways in turn."""
    return httpx.AsyncClient(
        transport=_InTurn(addresses), base_url="http://balancer", timeout=60, trust_env=False
    )
