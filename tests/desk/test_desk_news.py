"""What an open console hears of cases and upkeep, by role."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from support.operators import DESK, Operator
from support.samples import complaint

from assistant.desk.feed import POLL_S
from assistant.desk.roles import Role

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
        # The first look is taken when the stream opens; only what comes after it is news.
        await asyncio.sleep(2 * POLL_S)
        yield heard
        task.cancel()


async def next_of(heard: Heard, kind: str) -> dict[str, Any]:
    while True:
        name, data = await asyncio.wait_for(heard.get(), 30)
        if name == kind:
            return data


@pytest.mark.parametrize("role", [Role.CLERK, Role.SUPERVISOR])
async def test_a_new_case_is_heard_by_who_may_see_it(
    role: Role, http: httpx.AsyncClient, arrive
) -> None:
    somebody = await arrive(role, "abfa" if role is Role.CLERK else None)
    codes: list[str] = []
    async with listening(somebody) as heard:
        for agency in ("tavanir", "abfa"):
            filed = await http.post("/api/v1/cases", json=complaint(agency_id=agency))
            codes.append(filed.json()["tracking_code"])
        told: list[str] = []
        while codes[1] not in told:
            told += (await next_of(heard, "cases"))["changed"]
        assert (codes[0] in told) == (role is Role.SUPERVISOR)
        assert len(told) == len(set(told))


async def test_who_keeps_the_house_hears_what_needs_a_hand(arrive) -> None:
    administrator = await arrive(Role.ADMINISTRATOR)
    async with listening(administrator) as heard:
        assert set(await next_of(heard, "upkeep")) == {"dead_jobs", "closures"}
        assert heard.empty()
