"""ASGI layers around the application: body limit, security headers, request log, metrics."""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

import structlog
from prometheus_client import Counter, Histogram
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.channels.web.problems import problem_response

log = structlog.get_logger()

REQUESTS = Counter("dastyar_requests_total", "HTTP requests.", ["route", "method", "status"])
LATENCY = Histogram(
    "dastyar_request_seconds",
    "Time to answer, in seconds.",
    ["route"],
    buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5),
)
INTERNAL = "/internal/"
_DROPPED_MAX = 4 * 1024 * 1024
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'self'; "
    "require-trusted-types-for 'script'; trusted-types lit-html"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}
HSTS = {"Strict-Transport-Security": "max-age=31536000"}
"""Where citizens come by https: no browser that was here before asks without it again."""
_PERSONAL = ("/api/", "/open311/v2/tokens/")
_PUBLIC = "/api/v1/services"

_ALONE = ("/desk", "/api/")


def _permissions(path: str) -> str:
    """What a page may ask the browser for; where the widget may be, its citizen may speak."""
    microphone = "" if path.startswith(_ALONE) else "self"
    return f"geolocation=(), camera=(), microphone=({microphone})"


@dataclass(frozen=True)
class Wider:
    """Paths (matched as a whole) with a larger body, and the problem of one that is too large."""

    path: re.Pattern[str]
    max_bytes: int
    code: str = "too_large"


class BodyLimit:
    """Refuses a body over `max_bytes`, by its announced length or as soon as it is read.

    `wider` gives other limits to some paths; the first that matches counts.

    Bodies are small here, so one is read whole before the application sees it: a body that grows
    over the limit in the middle then never reaches a parser. What is somewhat too large is read to
    its end and dropped, since a client that is still sending would not see the refusal.
    """

    def __init__(self, app: ASGIApp, max_bytes: int, wider: Sequence[Wider] = ()) -> None:
        self._app, self._wider = app, wider
        self._usual = Wider(re.compile(".*"), max_bytes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        is_bodiless = scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"}
        # Rasa's calls carry a whole tracker; they are known by their secret, not by their size.
        if is_bodiless or scope["path"].startswith(INTERNAL):
            await self._app(scope, receive, send)
            return
        limit = self._limit(scope["path"])
        body = None if _announced(scope) > _dropped(limit) else await _read(receive, limit)
        if body is None:
            await problem_response(limit.code, {"Connection": "close"})(scope, receive, send)
            return
        await self._app(scope, _replay(body, receive), send)

    def _limit(self, path: str) -> Wider:
        return next((wider for wider in self._wider if wider.path.fullmatch(path)), self._usual)


def _dropped(limit: Wider) -> int:
    """So many bytes are read before the line is cut."""
    return max(_DROPPED_MAX, 3 * limit.max_bytes)


async def _read(receive: Receive, limit: Wider) -> bytes | None:
    body, size, more = bytearray(), 0, True
    while more and size <= _dropped(limit):
        message = await receive()
        chunk = message.get("body", b"")
        size += len(chunk)
        if size <= limit.max_bytes:
            body += chunk
        more = message.get("more_body", False)
    return bytes(body) if size <= limit.max_bytes else None


def _replay(body: bytes, receive: Receive) -> Receive:
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replayed() -> Message:
        return messages.pop() if messages else await receive()

    return replayed


def _announced(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length":
            return int(value) if value.isdigit() else 0
    return 0


def _is_personal(path: str) -> bool:
    """Whether an answer may tell of somebody, so that no cache on its way may keep it."""
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
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                if _is_personal(scope["path"]):
                    headers.setdefault("Cache-Control", "no-store")
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
        log.info(
            "request",
            route=route,
            method=scope["method"],
            status=status,
            ms=round(seconds * 1000, 1),
            request_id=request_id,
        )
