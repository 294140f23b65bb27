"""Who calls with a key: known, not too often, and noted as having been here."""

from fastapi import Request

from assistant.channels.web.problems import Problem
from assistant.keys.api_keys import ApiKey, BadKeyError, check
from assistant.runtime import Runtime
from assistant.storage.shared_clock import utc_now


async def known_key(request: Request, running: Runtime, token: str) -> ApiKey:
    """The key that `token` is; raises the problems `bad_key` and `too_many`.

    Right keys are counted by themselves, wrong ones by the address that they come from.
    """
    guards, at = request.app.state.guards, utc_now()
    try:
        key = await running.database.run(lambda session: check(session, token, at))
    except BadKeyError as error:
        await guards.count(guards.wrong_keys, guards.address(request))
        raise Problem("bad_key", {"WWW-Authenticate": "Bearer"}) from error
    await guards.count(guards.key_requests, key.id)
    return key
