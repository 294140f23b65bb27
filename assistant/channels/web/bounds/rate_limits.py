"""Rate limits of requests, by address, conversation or case.

`Guards` counts, and raises the `too_many` problem. `Cooling` answers at once a repetition of a
request that was just refused for its number: a refusal must cost nothing.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from limits import RateLimitItemPerHour, RateLimitItemPerMinute
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.channels.web.addresses import ClientAddresses
from assistant.channels.web.problems import PUZZLE_HEADER, Problem, problem_response, too_many
from assistant.channels.web.refusals import refusals, route_of
from assistant.conversation.handoff import HANDOFFS
from assistant.guessing.puzzles import Puzzles
from assistant.settings import Settings
from assistant.storage.counting import Counting
from assistant.storage.sealing import Sealer

MANY = 30
"""An address may be a thousand people behind one carrier: people who solve puzzles, or show a case
of theirs, have a limit so many times higher than a single person's address."""
WORK_BITS = 16
SOLUTION_HEADER = "X-Puzzle-Solution"
Limit = RateLimitItemPerMinute | RateLimitItemPerHour


@dataclass(frozen=True)
class Rate:
    """The name of a counter, and its limit; `worked` if clients solve a puzzle each time."""

    name: str
    limit: Limit

    @property
    def worked(self) -> Limit:
        """The limit of an address whose people solve puzzles."""
        return type(self.limit)(self.limit.amount * MANY)

    @property
    def of_all(self) -> "Rate":
        """For an address, if the rate itself is for one of its cases or conversations."""
        return Rate(f"all {self.name}", self.worked)


class Guards:
    """Counts; each counter belongs to an address or a conversation."""

    def __init__(self, settings: Settings, counting: Counting) -> None:
        self._counting, self._settings = counting, settings
        self._puzzles: Puzzles | None = None
        self.addresses = ClientAddresses(settings.trusted_proxies)
        self.messages = Rate("messages", RateLimitItemPerMinute(settings.messages_per_minute))
        self.conversations = Rate(
            "conversations", RateLimitItemPerMinute(settings.conversations_per_minute)
        )
        self.similar = Rate("similar", RateLimitItemPerMinute(settings.similar_per_minute))
        self.cases = Rate("cases", RateLimitItemPerHour(settings.cases_per_hour))
        self.handoffs = Rate(HANDOFFS, RateLimitItemPerHour(settings.handoffs_per_hour))
        self.attachments = Rate("attachments", RateLimitItemPerHour(settings.attachments_per_hour))
        self.all_attachments = self.attachments.of_all
        self.sign_ins = Rate("sign_ins", RateLimitItemPerMinute(settings.sign_ins_per_minute))
        self.citizen_sign_ins = Rate(
            "citizen_sign_ins", RateLimitItemPerMinute(settings.citizen_sign_ins_per_minute)
        )
        self.key_requests = Rate(
            "key_requests", RateLimitItemPerMinute(settings.key_requests_per_minute)
        )
        self.open311 = Rate("open311", RateLimitItemPerMinute(settings.open311_per_minute))
        self.wrong_keys = Rate("wrong_keys", RateLimitItemPerMinute(settings.wrong_keys_per_minute))
        self.case_looks = Rate("case_looks", RateLimitItemPerMinute(settings.case_looks_per_minute))
        self.all_case_looks = self.case_looks.of_all
        self.lost_pins = Rate("lost_pins", RateLimitItemPerHour(settings.lost_pins_per_hour))

    async def count(self, rate: Rate, whose: str) -> None:
        """Count one; raises the `too_many` problem with Retry-After when it is one too many."""
        if not await self._counting.hit(rate.limit, rate.name, whose):
            raise await self._refusal(rate, whose)

    async def look(self, connection: HTTPConnection, tracking_code: str = "") -> None:
        """Count a look of an address at one case, if one is named, and at any."""
        whose = self.address(connection)
        if tracking_code:
            await self.count(self.case_looks, f"{whose} {tracking_code}")
        await self.count(self.all_case_looks, whose)

    async def count_or_work(self, rate: Rate, connection: HTTPConnection) -> None:
        """Count one of an address; over the rate it takes the solution of a puzzle."""
        whose = self.address(connection)
        if await self._counting.hit(rate.limit, rate.name, whose):
            return
        about = f"{rate.name}\n{whose}"
        solution = connection.headers.get(SOLUTION_HEADER, "")
        worked = solution and await self._puzzle.is_solved(solution, about, WORK_BITS)
        if not worked:
            wait = await self._counting.wait_s(rate.limit, rate.name, whose)
            raise too_many(wait, self._puzzle.new(about, WORK_BITS))
        if not await self._counting.hit(rate.worked, f"worked {rate.name}", whose):
            raise await self._refusal(rate, whose)

    def address(self, connection: HTTPConnection) -> str:
        """The group that counts as the citizen's address."""
        return self.addresses.of(connection)

    async def _refusal(self, rate: Rate, whose: str) -> Problem:
        return too_many(await self._counting.wait_s(rate.limit, rate.name, whose))

    @property
    def _puzzle(self) -> Puzzles:
        # Made when it is needed: the application can be described without any key.
        if self._puzzles is None:
            sealer = Sealer(self._settings.master_key, self._settings.sealing_keys)
            self._puzzles = Puzzles(sealer, self._counting)
        return self._puzzles


LONGEST_S = 2.0
MOST = 10_000
TOO_MANY = 429
PROOFS = ("authorization", "x-case-pin", "x-known-device", "cookie")
"""Headers that tell apart many clients behind one address."""
COUNTED_APART = "dastyar.counted_apart"
"""Set in the scope of a request that is counted by a value of its body: its refusal says nothing
about the next one from the same address."""
Asked = tuple[str, ...]


class Cooling:
    """Remembers refusals (429) for as long as their Retry-After says, and for some seconds at most.

    The same address with the same request and the same proofs gets the answer without another
    check; with the solution of a puzzle it is checked.
    """

    def __init__(
        self, app: ASGIApp, addresses: ClientAddresses, clock: Callable[[], float] = time.monotonic
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
        # A puzzle is for one client alone, and there may be many behind the address.
        if not wait.isdecimal() or PUZZLE_HEADER in answered:
            return
        self._until[asked] = self._clock() + min(LONGEST_S, int(wait))
        self._until.move_to_end(asked)
        if len(self._until) > MOST:
            self._until.popitem(last=False)
