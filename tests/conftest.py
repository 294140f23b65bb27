"""What all tests share: one gateway without Rasa, one PostgreSQL, and citizens to talk with."""

import os
from collections.abc import AsyncIterator, Iterator

import httpx
import hypothesis
import pytest
from hypothesis.configuration import set_hypothesis_home_dir
from support.botserver import BotServer
from support.citizen import Citizen
from support.frozen import frozen_month
from support.gaming import judged_at_once
from support.logged import Logged, everything_logged
from support.periods import Month
from support.postgres import Postgres
from support.serving import ClosedPort, Gateway, gateway_without_rasa

from assistant.settings import PROJECT
from assistant.storage.database import Database
from knowledge.catalogue import Catalogue, load

# Not in the root, where pytest would warn of the folder, and a warning is an error here.
set_hypothesis_home_dir(PROJECT / "var" / "hypothesis")
# Two slow cores are no fault of the code, so there is no deadline for a single example.
hypothesis.settings.register_profile(
    "dastyar", deadline=None, derandomize="CI" in os.environ, print_blob=True
)
hypothesis.settings.load_profile("dastyar")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "rasa: needs the whole assistant, with a real Rasa")
    # One left by another run of hypothesis is not looked into, which would be a warning.
    config.addinivalue_line("norecursedirs", ".hypothesis")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """What the assistant really knows."""
    return load()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    server = Postgres()
    yield server
    server.close()


@pytest.fixture(scope="session")
def bot_server() -> Iterator[BotServer]:
    """A Bot API server that others wrote."""
    server = BotServer()
    yield server
    server.close()


@pytest.fixture(scope="session")
def no_rasa() -> Iterator[str]:
    """The address of a Rasa that is not there."""
    port = ClosedPort()
    yield port.url
    port.close()


@pytest.fixture(scope="session")
async def gateway(tmp_path_factory: pytest.TempPathFactory, no_rasa: str) -> AsyncIterator[Gateway]:
    """A gateway over a fresh database, and no Rasa behind it."""
    served = await gateway_without_rasa(tmp_path_factory.mktemp("data"), no_rasa)
    yield served
    served.stop()


@pytest.fixture(scope="module")
async def lone_gateway(
    tmp_path_factory: pytest.TempPathFactory, no_rasa: str
) -> AsyncIterator[Gateway]:
    """A gateway of one module alone, for what depends on every case that there is."""
    served = await gateway_without_rasa(tmp_path_factory.mktemp("lone"), no_rasa)
    yield served
    served.stop()


@pytest.fixture(scope="module")
async def lone_http(lone_gateway: Gateway) -> AsyncIterator[httpx.AsyncClient]:
    async with lone_gateway.client() as client:
        yield client


@pytest.fixture(scope="session")
async def frozen(gateway: Gateway) -> Month:
    """A month of an agency at the gateway, with figures that have just been frozen."""
    return frozen_month(gateway)


@pytest.fixture(scope="session")
async def gaming_month(gateway: Gateway) -> None:
    """A month at the gateway in which one agency is unlike the others."""
    await judged_at_once(gateway)


@pytest.fixture(scope="session")
async def http(gateway: Gateway) -> AsyncIterator[httpx.AsyncClient]:
    async with gateway.client() as client:
        yield client


@pytest.fixture
async def citizen(http: httpx.AsyncClient) -> Citizen:
    """Someone who has just opened the chat."""
    return await Citizen.arrive(http)


@pytest.fixture
async def database(gateway: Gateway) -> AsyncIterator[Database]:
    """The gateway's database, seen from outside."""
    seen = Database(gateway.settings.database)
    yield seen
    await seen.close()


@pytest.fixture
def logged(gateway: Gateway) -> Iterator[Logged]:
    """What is logged during the test."""
    with everything_logged() as lines:
        yield lines
