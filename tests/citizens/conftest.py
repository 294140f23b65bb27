"""A gateway that a portal signs citizens in at, and that portal."""

from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
from pytest_httpserver import HTTPServer
from support.portal import Portal
from support.serving import Gateway, gateway_without_rasa


@pytest.fixture(scope="package")
def portal_server() -> Iterator[HTTPServer]:
    server = HTTPServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="package")
def portal() -> Portal:
    return Portal()


@pytest.fixture(scope="package")
async def vouched_gateway(
    tmp_path_factory: pytest.TempPathFactory,
    no_rasa: str,
    portal: Portal,
    portal_server: HTTPServer,
) -> AsyncIterator[Gateway]:
    settings = portal.settings(portal.serve(portal_server))
    folder = tmp_path_factory.mktemp("vouched")
    served = await gateway_without_rasa(
        folder, no_rasa, portal_identity=settings, sms="file", quiet_hours="00:00-00:00"
    )
    yield served
    served.stop()


@pytest.fixture
async def vouched(vouched_gateway: Gateway) -> AsyncIterator[httpx.AsyncClient]:
    async with vouched_gateway.client() as client:
        yield client
