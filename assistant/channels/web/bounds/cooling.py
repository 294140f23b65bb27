"""Answers at once who repeats what was just refused for its number: a refusal must cost nothing."""

import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.channels.web.addresses import Addresses
from assistant.channels.web.guards import SOLUTION_HEADER
from assistant.channels.web.problems import PUZZLE_HEADER, problem_response
from assistant.channels.web.refusals import refusals, route_of

LONGEST_S = 2.0
MOST = 10_000
TOO_MANY = 429
PROOFS = ("authorization", "x-case-pin", "x-known-device", "cookie")
"""Headers by which many behind one address are told apart."""
COUNTED_APART = "dastyar.counted_apart"
"""In the scope of a request that is counted by what stands in its body: it tells nothing of the
next one from the same address."""
Asked = tuple[str, ...]


class Cooling:
    """Remembers refusals (429) for as long as their Retry-After says, and for some seconds at most.

    The same address with the same request and the same proofs is answered without another look;
    with the solution of a puzzle it is looked at.
    """

    def __init__(
        self, app: ASGIApp, addresses: Addresses, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._app, self._addresses, self._clock = app, addresses, clock
        self._until: OrderedDict[Asked, float] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or SOLUTION_HEADER in Headers(scope=scope):
            await self._app(scope, receive, send)
            return
        asked = self._asked(scope)
        left = self._until.get(asked, 0.0) - self._clock()
        if left > 0:
            refusals.note(route_of(scope), "too_many")
            wait = {"Retry-After": str(max(1, round(left)))}
            await problem_response("too_many", wait)(scope, receive, send)
            return

        async def watched(message: Message) -> None:
            is_refused = message["type"] == "http.response.start" and message["status"] == TOO_MANY
            if is_refused and COUNTED_APART not in scope:
                self._note(asked, Headers(raw=message["headers"]))
            await send(message)

        await self._app(scope, receive, watched)

    def _asked(self, scope: Scope) -> Asked:
        connection = HTTPConnection(scope)
        proofs = (connection.headers.get(name, "") for name in PROOFS)
        address = self._addresses.of(connection)
        return (address, scope["method"], scope["path"], *proofs)

    def _note(self, asked: Asked, answered: Headers) -> None:
        wait = answered.get("retry-after", "")
        # A puzzle is for one alone, and there may be many behind the address.
        if not wait.isdecimal() or PUZZLE_HEADER in answered:
            return
        self._until[asked] = self._clock() + min(LONGEST_S, int(wait))
        self._until.move_to_end(asked)
        if len(self._until) > MOST:
            self._until.popitem(last=False)
