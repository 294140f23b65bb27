"""The whole assistant as it runs for people: a real Rasa with its model, and a real gateway."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from support.citizen import Citizen

from assistant.evaluation.stack import Stack, own_parts
from assistant.supervisor.processes import keep_running


@pytest.fixture(scope="session")
async def stack() -> AsyncIterator[Stack]:
    """Both processes; a Rasa that dies is started again, as `dastyar up` does it."""
    async with own_parts(print) as stack:
        watcher = asyncio.create_task(keep_running(stack.rasa, first_pause_s=3.0))
        yield stack
        watcher.cancel()
        await asyncio.gather(watcher, return_exceptions=True)


@pytest.fixture(scope="session")
async def portal(stack: Stack) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=stack.address, timeout=60, trust_env=False) as client:
        yield client


@pytest.fixture
async def citizen(portal: httpx.AsyncClient) -> Citizen:
    """Someone who has just opened the chat."""
    return await Citizen.arrive(portal)
