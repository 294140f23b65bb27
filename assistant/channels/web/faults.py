"""The innermost ASGI layer: no fault of ours reaches a citizen as a traceback or a broken line."""

from uuid import uuid4

import structlog
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.channels.web.problems import problem_response
from assistant.channels.web.refusals import refusals, route_of
from assistant.storage.availability import is_away

log = structlog.get_logger()

AGAIN_S = "3"
"""A database that is restarted, or whose leader is another one now, is there after some seconds."""


class Faults:
    """Answers a fault of ours with a problem document; its id stands in the log.

    A database that is away is no fault: its citizen is told to come back in a moment.

    Inside all other layers, so that this answer too gets their headers and the line stays open.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        has_started = False

        async def watched(message: Message) -> None:
            nonlocal has_started
            has_started = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:
            answer = _answer(error, scope)
            if has_started:
                raise
            await answer(scope, receive, send)


def _answer(error: Exception, scope: Scope) -> Response:
    """What the citizen is told; the log is told, too."""
    if is_away(error):
        refusals.note(route_of(scope), "database_away")
        return problem_response("unavailable", {"Retry-After": AGAIN_S})
    error_id = uuid4().hex[:12]
    # The route and not the path: a path may hold a tracking code.
    route = getattr(scope.get("route"), "path", "unmatched")
    log.error("internal_error", error_id=error_id, route=route, exc_info=error)
    return problem_response("internal", error_id=error_id)
