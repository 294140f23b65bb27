"""The WebSocket of a conversation: the same events as SSE, and messages the other way.

The client's first frame is `{"token": "…", "last_event_id": 0}`; then it sends messages as it would
POST them, with `idempotency_key` beside; every answer and fault comes back as a frame.
"""

import asyncio
import json
from typing import Any

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from pydantic import ValidationError

from assistant.channels.web.conversations import MessageIn, answer, event_message
from assistant.channels.web.dependencies import authorise
from assistant.channels.web.problems import DETAILS, Problem
from assistant.runtime import Runtime

router = APIRouter()
MAX_FRAME = 16_384
UNAUTHORISED = 4401
HELLO_TIMEOUT_S = 10


@router.websocket("/api/v1/conversations/{id}/ws")
async def converse(websocket: WebSocket, id: str) -> None:
    """Serve one socket until either side leaves."""
    running: Runtime = websocket.app.state.runtime
    await websocket.accept()
    try:
        hello = await asyncio.wait_for(_frame(websocket), HELLO_TIMEOUT_S)
        await authorise(running, id, f"Bearer {hello.get('token', '')}")
        last_id = int(hello.get("last_event_id") or 0)
    except (Problem, ValueError, TypeError, TimeoutError):
        await websocket.close(UNAUTHORISED)
        return
    except WebSocketDisconnect:
        return
    await _serve(websocket, running, id, last_id)


async def _serve(websocket: WebSocket, running: Runtime, conversation: str, last_id: int) -> None:
    sender = asyncio.create_task(_send_events(websocket, running, conversation, last_id))
    try:
        while True:
            await _receive_one(websocket, running, conversation)
    except WebSocketDisconnect:
        pass
    finally:
        sender.cancel()


async def _send_events(
    websocket: WebSocket, running: Runtime, conversation: str, last_id: int
) -> None:
    async for event in running.stream.follow(conversation, last_id):
        await websocket.send_json(event_message(event))


async def _receive_one(websocket: WebSocket, running: Runtime, conversation: str) -> None:
    key = None
    try:
        frame = await _frame(websocket)
        key = frame.pop("idempotency_key", None)
        if key is not None and (not isinstance(key, str) or len(key) > 128):
            raise Problem("invalid")
        guards = websocket.app.state.guards
        await guards.count(guards.messages, conversation)
        out = await answer(running, conversation, MessageIn.model_validate(frame), key)
        data: dict[str, Any] = out.model_dump(exclude_none=True)
        await websocket.send_json({"event": "turn", "idempotency_key": key, "data": data})
    except Problem as problem:
        await _send_problem(websocket, problem.code, key)
    except (ValidationError, ValueError):
        await _send_problem(websocket, "invalid", key)


async def _send_problem(websocket: WebSocket, code: str, key: object) -> None:
    status, detail = DETAILS[code]
    data = {"code": code, "status": status, "detail": detail}
    await websocket.send_json({"event": "problem", "idempotency_key": key, "data": data})


async def _frame(websocket: WebSocket) -> dict[str, Any]:
    """The next frame as an object; raises `ValueError` for anything else."""
    text = await websocket.receive_text()
    if len(text) > MAX_FRAME:
        raise Problem("too_large")
    frame = json.loads(text)
    if not isinstance(frame, dict):
        raise ValueError("not an object")
    return frame
