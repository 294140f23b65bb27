"""The WebSocket of a conversation: the same events as SSE, and messages the other way.

The client's first frame is `{"token": "…", "last_event_id": 0}`; then it sends messages as it would
POST them, with `idempotency_key` beside; every answer and fault comes back as a frame. While the
citizen types, it may send `{"typing": true}`, which is not answered.
"""

import asyncio
import json
from typing import Annotated, Any

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from pydantic import BaseModel

from assistant.channels.web.bounds.connections import known
from assistant.channels.web.conversations import LAST_EVENT_ID, MessageIn, answer, event_message
from assistant.channels.web.dependencies import authorise, caller_of
from assistant.channels.web.problems import DETAILS, Problem
from assistant.channels.web.refusals import refusals, route_of
from assistant.channels.web.shutdown import Leaving
from assistant.conversation.messages import Message
from assistant.conversation.turn_records import Speaker
from assistant.runtime import Runtime

router = APIRouter()
MAX_FRAME = 16_384
UNAUTHORISED = 4401
RESTARTS = 1012
TOO_MANY = 4429
MOST_PROBLEMS = 20
"""Problems one after the other without a turn between, until the line is closed."""
HELLO_TIMEOUT_S = 10


class Hello(BaseModel):
    """The client's first frame."""

    token: str
    last_event_id: Annotated[int, LAST_EVENT_ID] | None = None


@router.websocket("/api/v1/conversations/{id}/ws")
async def converse(websocket: WebSocket, id: str) -> None:
    """Serve one socket until either side leaves."""
    running: Runtime = websocket.app.state.runtime
    await websocket.accept()
    try:
        async with asyncio.timeout(HELLO_TIMEOUT_S):
            frame = await _frame(websocket)
        hello = Hello.model_validate(frame)
        await authorise(running, id, f"Bearer {hello.token}")
    except (Problem, ValueError, TimeoutError):
        await websocket.close(UNAUTHORISED)
        return
    except WebSocketDisconnect:
        return
    known(websocket.scope)
    try:
        async with websocket.app.state.streams.opened(websocket, id):
            await _serve(websocket, running, id, hello.last_event_id or 0)
    except Problem as problem:
        refusals.note(route_of(websocket.scope), problem.code)
        await websocket.close(TOO_MANY)


async def _serve(websocket: WebSocket, running: Runtime, conversation: str, last_id: int) -> None:
    """Send and receive until one of both ends: without events a client must see the line end."""
    answering = asyncio.Lock()
    tasks = [
        asyncio.create_task(_send_events(websocket, running, conversation, last_id)),
        asyncio.create_task(_receive(websocket, running, conversation, answering)),
        asyncio.create_task(_leave(websocket, answering)),
    ]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
    for end in ends:
        if isinstance(end, Exception) and not isinstance(end, WebSocketDisconnect):
            raise end


async def _leave(websocket: WebSocket, answering: asyncio.Lock) -> None:
    """Close when this process ends; a message that is being answered is answered first."""
    leaving: Leaving = websocket.app.state.leaving
    await leaving.end_of_a_line()
    async with answering:
        await websocket.close(RESTARTS)


async def _receive(
    websocket: WebSocket, running: Runtime, conversation: str, answering: asyncio.Lock
) -> None:
    problems = 0
    while problems < MOST_PROBLEMS:
        made_sense = await _receive_one(websocket, running, conversation, answering)
        problems = 0 if made_sense else problems + 1
    raise Problem("too_many")


async def _send_events(
    websocket: WebSocket, running: Runtime, conversation: str, last_id: int
) -> None:
    async for event in running.stream.follow(conversation, last_id):
        await websocket.send_json(await event_message(event, running.telling))


async def _receive_one(
    websocket: WebSocket, running: Runtime, conversation: str, answering: asyncio.Lock
) -> bool:
    """Whether the next frame made sense."""
    key = None
    try:
        frame = await _frame(websocket)
        if frame == {"typing": True}:
            running.stream.types(conversation, Speaker.CITIZEN)
            return True
        key = _key(frame)
        guards = websocket.app.state.guards
        await guards.count(guards.messages, conversation)
        body = MessageIn.model_validate(frame)
        message = Message(body.text, body.choice, caller_of(websocket), contact=body.contact)
        async with answering:
            out = await answer(running, conversation, message, key)
            data: dict[str, Any] = out.model_dump(exclude_none=True)
            await websocket.send_json({"event": "turn", "idempotency_key": key, "data": data})
    except Problem as problem:
        await _send_problem(websocket, problem.code, key)
        return False
    except ValueError:
        await _send_problem(websocket, "invalid", key)
        return False
    return True


async def _send_problem(websocket: WebSocket, code: str, key: object) -> None:
    status, detail = DETAILS[code]
    data = {"code": code, "status": status, "detail": detail}
    await websocket.send_json({"event": "problem", "idempotency_key": key, "data": data})


def _key(frame: dict[str, Any]) -> str | None:
    """Take the idempotency key out of `frame`; raises `ValueError` if no header could hold it."""
    key = frame.pop("idempotency_key", None)
    if key is None:
        return None
    if not isinstance(key, str) or not key.isprintable() or len(key) > 128:
        raise ValueError("not a key")
    return key or None


async def _frame(websocket: WebSocket) -> dict[str, Any]:
    """The next frame as an object; raises `ValueError` for anything else."""
    try:
        text = await websocket.receive_text()
    except KeyError as error:
        raise ValueError("not a text") from error
    if len(text) > MAX_FRAME:
        raise Problem("too_large")
    try:
        frame = json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    if not isinstance(frame, dict):
        raise ValueError("not an object")
    return frame
