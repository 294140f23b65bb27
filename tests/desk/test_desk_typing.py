"""Typing is told both ways while an operator has the conversation, and kept nowhere."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
import websockets
from sqlalchemy import func, select
from support.citizen import Citizen
from support.operators import DESK, Operator
from support.problems import assert_problem
from support.serving import Gateway

from assistant.conversation.models import Event
from assistant.storage.database import Database

WAIT_S = 20


@pytest.fixture
async def taken(citizen: Citizen, operator: Operator) -> Citizen:
    await citizen.ask_for_human()
    response = await operator.act(citizen.id, "take")
    assert response.status_code == 200, response.text
    return citizen


@asynccontextmanager
async def stream(
    http: httpx.AsyncClient, path: str, headers: dict[str, str]
) -> AsyncIterator[AsyncIterator[tuple[str, dict[str, Any], bool]]]:
    """Name, data, and whether it had an id, of each event."""

    async def events(response: httpx.Response) -> AsyncIterator[tuple[str, dict[str, Any], bool]]:
        name, has_id = "", False
        async for line in response.aiter_lines():
            key, _, value = line.partition(": ")
            if key == "event":
                name = value
            elif key == "id":
                has_id = True
            elif key == "data":
                yield name, json.loads(value), has_id
                name, has_id = "", False

    async with asyncio.timeout(WAIT_S), http.stream("GET", path, headers=headers) as response:
        yield events(response)


async def test_the_citizen_sees_that_the_operator_types(taken: Citizen, operator: Operator) -> None:
    async with stream(taken.http, taken.path("events"), taken.headers) as events:
        async for name, data, has_id in events:
            if name == "reply" and data["reply"]["kind"] == "choices":
                assert (await operator.act(taken.id, "typing")).status_code == 204
            if name == "typing":
                assert data == {"role": "operator", "for_s": 6.0}
                assert not has_id
                break


async def test_the_operator_sees_that_the_citizen_types(taken: Citizen, operator: Operator) -> None:
    async with stream(operator.http, f"{DESK}/events", {}) as events:
        async for name, data, _ in events:
            if name == "queue":
                typed = await taken.http.post(taken.path("typing"), headers=taken.headers)
                assert typed.status_code == 204
            if name == "typing":
                assert data["conversation_id"] == taken.id
                break


async def test_over_a_socket_too(gateway: Gateway, taken: Citizen, operator: Operator) -> None:
    url = gateway.address.replace("http", "ws") + taken.path("ws")
    async with asyncio.timeout(WAIT_S), websockets.connect(url, proxy=None) as socket:
        await socket.send(json.dumps({"token": taken.token}))
        await operator.act(taken.id, "typing")
        while (frame := json.loads(await socket.recv()))["event"] != "typing":
            pass
        assert frame == {"event": "typing", "data": {"role": "operator", "for_s": 6.0}}
        await socket.send(json.dumps({"typing": True}))
        async with stream(operator.http, f"{DESK}/events", {}) as events:
            async for name, data, _ in events:
                if name == "typing":
                    assert data["conversation_id"] == taken.id
                    break


async def test_nothing_of_it_is_kept(
    taken: Citizen, operator: Operator, database: Database
) -> None:
    count = select(func.count()).where(Event.conversation_id == taken.id)
    before = await database.run(lambda session: session.scalar(count))
    await operator.act(taken.id, "typing")
    await taken.http.post(taken.path("typing"), headers=taken.headers)
    assert await database.run(lambda session: session.scalar(count)) == before


async def test_only_who_has_the_conversation_types_in_it(
    taken: Citizen, operator: Operator, citizen: Citizen, arrive
) -> None:
    other = await arrive()
    assert_problem(await other.act(taken.id, "typing"), 409, "not_owner")
    assert_problem(await operator.act("nowhere", "typing"), 409, "not_owner")
    stranger = await Citizen.arrive(citizen.http)
    typed = await taken.http.post(taken.path("typing"), headers=stranger.headers)
    assert_problem(typed, 401, "unauthorised")


async def test_what_was_said_is_typed_no_more(
    gateway: Gateway, taken: Citizen, operator: Operator
) -> None:
    await operator.act(taken.id, "typing")
    said = await operator.act(taken.id, "reply", {"text": "بفرمایید"})
    assert said.status_code == 201
    async with stream(taken.http, taken.path("events"), taken.headers) as events:
        async for name, data, _ in events:
            assert name != "typing"
            if name == "reply" and data["reply"].get("text") == "بفرمایید":
                break
    assert gateway.runtime.stream.board.newest(taken.id, "operator") is None
