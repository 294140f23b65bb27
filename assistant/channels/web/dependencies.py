"""Dependencies of the routes: the runtime, and the caller.

A caller shows a conversation's token, a citizen's session, or an API key.
"""

from typing import Annotated

from fastapi import Depends, Header, Request
from starlette.requests import HTTPConnection

from assistant.channels.web.bounds.rate_limits import SOLUTION_HEADER
from assistant.channels.web.problems import Problem
from assistant.citizens.sessions import Citizen
from assistant.guessing.tries import Caller
from assistant.keys.api_keys import ApiKey, BadKeyError, check
from assistant.runtime import Runtime
from assistant.storage.shared_clock import utc_now


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
    """The caller who tries a pin or a password, and the proofs that came with it."""
    address = connection.app.state.guards.address(connection)
    return Caller(address, devices, connection.headers.get(SOLUTION_HEADER, ""), "web")


async def citizen(
    running: RuntimeDep, x_citizen_session: Annotated[str, Header(max_length=128)] = ""
) -> Citizen | None:
    """The citizen whom the portal has signed in, if there is one.

    Raises the `citizen_not_signed_in` problem for a session that has ended, or never was: nobody
    should believe that they still act as the signed-in citizen.
    """
    found = await running.citizens.who(x_citizen_session)
    if x_citizen_session and found is None:
        raise Problem("citizen_not_signed_in")
    return found


CitizenDep = Annotated[Citizen | None, Depends(citizen)]


async def signed_in_citizen(citizen: CitizenDep) -> Citizen:
    """The citizen who is signed in; raises the `citizen_not_signed_in` problem."""
    if citizen is None:
        raise Problem("citizen_not_signed_in")
    return citizen


SignedInCitizen = Annotated[Citizen, Depends(signed_in_citizen)]
ConversationId = Annotated[str, Depends(conversation_id)]


async def known_key(request: Request, running: Runtime, token: str) -> ApiKey:
    """The key for `token`; raises the problems `bad_key` and `too_many`.

    Right keys are counted separately, wrong ones by the address that they come from.
    """
    guards, at = request.app.state.guards, utc_now()
    try:
        key = await running.database.run(lambda session: check(session, token, at))
    except BadKeyError as error:
        await guards.count(guards.wrong_keys, guards.address(request))
        raise Problem("bad_key", {"WWW-Authenticate": "Bearer"}) from error
    await guards.count(guards.key_requests, key.id)
    return key
