"""Reports to log and metrics what was refused and where, at a limited rate, and never whom."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import prometheus_client
import structlog
from starlette.routing import Match
from starlette.types import Scope

log = structlog.get_logger()

EVERY_S = 10.0
"""One line about the same thing in this time; a flood must not fill the disk with log lines."""
REFUSALS = prometheus_client.Counter(
    "dastyar_refusals_total", "What a bound refused.", ["route", "reason"]
)


class Refusals:
    """Counts refusals by route and reason; it logs the first of a time at once, and sums others.

    The sum is logged with the next refusal of its kind; the metric is exact at any time.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._told: dict[tuple[str, str], float] = {}
        self._untold: Counter[tuple[str, str]] = Counter()

    def note(self, route: str, reason: str) -> None:
        """Note a refusal on `route` (a template, or the kind of line) for `reason`."""
        kind, at = (route, reason), self._clock()
        REFUSALS.labels(*kind).inc()
        self._untold[kind] += 1
        if at - self._told.get(kind, -EVERY_S) >= EVERY_S:
            self._told[kind] = at
            log.warning("refused", route=route, reason=reason, times=self._untold.pop(kind))


refusals = Refusals()
"""All refusals of this process."""


def route_of(scope: Scope) -> str:
    """The template of a request's route, also before routing; else `unmatched`."""
    route = scope.get("route") or _found(scope)
    return str(getattr(route, "path", "unmatched"))


def _found(scope: Scope) -> object:
    routes = _all(getattr(scope.get("app"), "routes", ()))
    matching = (one for one in routes if one.matches(scope)[0] is Match.FULL)
    return next(matching, None)


def _all(routes: Iterable[Any]) -> Iterator[Any]:
    """The routes themselves: FastAPI keeps those of an included router within it."""
    for route in routes:
        inner = getattr(route, "original_router", None)
        yield from _all(inner.routes) if inner else (route,)
