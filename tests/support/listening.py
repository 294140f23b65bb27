"""What an open console hears: the events of the desk, one after the other."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx

from assistant.desk.feed import POLL_S
from support.operators import DESK, Operator

Heard = asyncio.Queue[tuple[str, dict[str, Any]]]


@asynccontextmanager
async def listening(somebody: Operator) -> AsyncIterator[Heard]:
    """Everything that an open console hears meanwhile."""
    heard: Heard = asyncio.Queue()

    async def listen(response: httpx.Response) -> None:
        name = ""
        async for line in response.aiter_lines():
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                heard.put_nowait((name, json.loads(line.removeprefix("data: "))))

    async with somebody.http.stream("GET", f"{DESK}/events") as response:
        assert response.status_code == 200
        task = asyncio.create_task(listen(response))
        # The stream takes its first look when it opens; only later changes are news.
        await asyncio.sleep(2 * POLL_S)
        yield heard
        task.cancel()


async def next_of(heard: Heard, kind: str) -> dict[str, Any]:
    while True:
        name, data = await asyncio.wait_for(heard.get(), 30)
        if name == kind:
            return data
