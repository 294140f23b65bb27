"""Operators at the desk of the gateway that all tests share."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from support.operators import Arrive, Holder, Operator
from support.serving import Gateway

from assistant.desk.roles import Role
from assistant.storage.database import Database


@pytest.fixture
async def arrive(gateway: Gateway, database: Database) -> AsyncIterator[Arrive]:
    """Brings somebody with a role to the desk, signed in."""
    async with arriving(gateway, database) as arrive:
        yield arrive


@pytest.fixture(scope="module")
async def people(gateway: Gateway) -> AsyncIterator[dict[Role, Operator]]:
    """One of each role, for tests that change nothing about them."""
    database = Database(gateway.settings.database)
    async with arriving(gateway, database) as arrive:
        yield {role: await arrive(role, "abfa" if role is Role.CLERK else None) for role in Role}
    await database.close()


@asynccontextmanager
async def arriving(gateway: Gateway, database: Database) -> AsyncIterator[Arrive]:
    clients = []

    async def arrive(role: Role = Role.OPERATOR, agency: str | None = None) -> Operator:
        holder = await Holder.enrol(database, gateway.runtime.sealer, role, agency)
        client = gateway.client()
        clients.append(client)
        operator = Operator(client, holder)
        response = await operator.sign_in()
        assert response.status_code == 200, response.text
        return operator

    yield arrive
    for client in clients:
        await client.aclose()


@pytest.fixture
async def operator(arrive: Arrive) -> Operator:
    return await arrive()


@pytest.fixture
async def holder(gateway: Gateway, database: Database) -> Holder:
    """An account whose holder has not signed in yet."""
    return await Holder.enrol(database, gateway.runtime.sealer)
