"""What the routes get from the application."""

from typing import Annotated

from fastapi import Depends, Header, Request
from starlette.requests import HTTPConnection

from assistant.channels.web.guards import SOLUTION_HEADER
from assistant.channels.web.problems import Problem
from assistant.guessing.tries import Caller
from assistant.runtime import Runtime


async def runtime(request: Request) -> Runtime:
    """The running assistant."""
    # Async though it waits for nothing: a plain function would be run on a thread.
    found: Runtime = request.app.state.runtime
    return found


RuntimeDep = Annotated[Runtime, Depends(runtime)]


async def conversation_id(
    id: str,
    running: RuntimeDep,
    authorization: Annotated[str, Header()] = "",
) -> str:
    """The conversation of the path, when its bearer token is right; else 401, known or not."""
    await authorise(running, id, authorization)
    return id


async def authorise(running: Runtime, conversation: str, authorization: str) -> None:
    """Raise the `unauthorised` problem unless `authorization` is the conversation's bearer."""
    scheme, _, token = authorization.partition(" ")
    is_right = scheme.lower() == "bearer" and await running.store.authorised(conversation, token)
    if not is_right:
        raise Problem("unauthorised", {"WWW-Authenticate": "Bearer"})


def caller_of(connection: HTTPConnection, devices: str = "") -> Caller:
    """Who tries a pin or a password, and what they show beside it."""
    address = connection.app.state.guards.address(connection)
    return Caller(address, devices, connection.headers.get(SOLUTION_HEADER, ""), "web")


ConversationId = Annotated[str, Depends(conversation_id)]
