"""The whole assistant as it runs for people: a real Rasa with its model, and a real gateway."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import httpx
import pytest
from support.bots import TOKENS
from support.botserver import BotServer
from support.citizen import Citizen
from support.serving import client_of

from assistant.supervisor.processes import keep_running
from lab.evaluation.stack import Stack, own_parts


@pytest.fixture(scope="session")
async def stack(bot_server: BotServer) -> AsyncIterator[Stack]:
    """Both processes, and bots; a Rasa that dies is started again, as `dastyar up` does it."""
    with pytest.MonkeyPatch.context() as environment:
        for channel, token in TOKENS.items():
            bot = f"DASTYAR_MESSENGERS__{channel.upper()}"
            environment.setenv(f"{bot}__TOKEN", token)
            environment.setenv(f"{bot}__API", bot_server.address)
        async with running_stack() as stack:
            yield stack


@contextlib.asynccontextmanager
async def running_stack() -> AsyncIterator[Stack]:
    async with own_parts(print) as stack:
        watcher = asyncio.create_task(keep_running(stack.rasa, first_pause_s=3.0))
        yield stack
        watcher.cancel()
        await asyncio.gather(watcher, return_exceptions=True)


@pytest.fixture(scope="session")
async def portal(stack: Stack) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(stack.address) as client:
        yield client


@pytest.fixture
async def citizen(portal: httpx.AsyncClient) -> Citizen:
    """Someone who has just opened the chat."""
    return await Citizen.arrive(portal)
