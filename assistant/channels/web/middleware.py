"""The outermost and the innermost ASGI layer of the gateway.

`Observed`, outside, adds security headers and keeps request log and metrics. `FaultResponses`,
inside, ensures that no fault of ours reaches a citizen as a traceback or a broken line.
"""

import time
from uuid import uuid4

import structlog
from prometheus_client import Counter, Histogram
from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.channels.web.problems import problem_response
from assistant.channels.web.refusals import refusals, route_of
from assistant.storage.availability import is_away

log = structlog.get_logger()

REQUESTS = Counter("dastyar_requests_total", "HTTP requests.", ["route", "method", "status"])
LATENCY = Histogram(
    "dastyar_request_seconds",
    "Time to answer, in seconds.",
    ["route"],
    buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5),
)
_TOO_MANY = 429
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'self'; "
    "require-trusted-types-for 'script'; trusted-types lit-html"
)
_OF_PAGES = {
    "Content-Security-Policy": CSP,
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}
HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", **_OF_PAGES}
HSTS = {"Strict-Transport-Security": "max-age=31536000"}
"""For installations with https: a browser that was here before never uses http again."""
_LOOKS = ("text/css", "font/")
"""Styles and fonts run nothing, so they need no page policy, which takes 430 bytes each."""
_PERSONAL = ("/api/", "/open311/v2/tokens/")
_PUBLIC = "/api/v1/services"

_ALONE = ("/desk", "/api/")


def _permissions(path: str) -> str:
    """The browser features that a page may use; where the widget may be, its citizen may speak."""
    microphone = "" if path.startswith(_ALONE) else "self"
    return f"geolocation=(), camera=(), microphone=({microphone})"


def _is_personal(path: str) -> bool:
    """Whether an answer may hold somebody's data, so that no cache on its way may keep it."""
    return path.startswith(_PERSONAL) and not path.startswith(_PUBLIC)


class Observed:
    """Adds security headers and a request id, and keeps log and metrics, without any content."""

    def __init__(self, app: ASGIApp, *, is_https: bool = False) -> None:
        self._app, self._headers = app, HEADERS | (HSTS if is_https else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, request_id, status = time.perf_counter(), uuid4().hex[:16], 500

        async def with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                is_page = not headers.get("content-type", "").startswith(_LOOKS)
                for name, value in self._headers.items():
                    if is_page or name not in _OF_PAGES:
                        headers.setdefault(name, value)
                if _is_personal(scope["path"]):
                    headers.setdefault("Cache-Control", "no-store")
                if is_page:
                    headers.setdefault("Permissions-Policy", _permissions(scope["path"]))
                headers["X-Request-Id"] = request_id
            await send(message)

        try:
            await self._app(scope, receive, with_headers)
        finally:
            self._note(scope, status, time.perf_counter() - started, request_id)

    def _note(self, scope: Scope, status: int, seconds: float, request_id: str) -> None:
        route = getattr(scope.get("route"), "path", "unmatched")
        REQUESTS.labels(route, scope["method"], status).inc()
        LATENCY.labels(route).observe(seconds)
        if status == _TOO_MANY:
            # `refused` logs a flood at a limited rate, without a line for each request.
            return
        log.info(
            "request",
            route=route,
            method=scope["method"],
            status=status,
            ms=round(seconds * 1000, 1),
            request_id=request_id,
        )


AGAIN_S = "3"
"""A restarted database, or one with a new leader, is back after some seconds."""


class FaultResponses:
    """Answers a fault of ours with a problem document; its id is in the log.

    A database that is away is no fault: its citizen is asked to come back in a moment.

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
    """The answer for the citizen; also writes the log."""
    if is_away(error):
        refusals.note(route_of(scope), "database_away")
        return problem_response("unavailable", {"Retry-After": AGAIN_S})
    error_id = uuid4().hex[:12]
    # The route and not the path: a path may hold a tracking code.
    route = getattr(scope.get("route"), "path", "unmatched")
    log.error("internal_error", error_id=error_id, route=route, exc_info=error)
    return problem_response("internal", error_id=error_id)
