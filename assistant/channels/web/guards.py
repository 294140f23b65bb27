"""Rates that every request passes, by address, conversation or case."""

from dataclasses import dataclass

from limits import RateLimitItemPerHour, RateLimitItemPerMinute
from starlette.requests import HTTPConnection

from assistant.channels.web.addresses import Addresses
from assistant.channels.web.problems import Problem, too_many
from assistant.conversation.queueing import HANDOFFS
from assistant.guessing.puzzles import Puzzles
from assistant.settings import Settings
from assistant.storage.counting import Counting
from assistant.storage.sealing import Sealer

MANY = 30
"""An address may be a thousand people behind one carrier: who works, or shows a case of theirs, is
counted so many times more generously than a single person's address."""
WORK_BITS = 16
SOLUTION_HEADER = "X-Puzzle-Solution"
Limit = RateLimitItemPerMinute | RateLimitItemPerHour


@dataclass(frozen=True)
class Rate:
    """What is counted, and how often it may happen; `worked` for who solves a puzzle each time."""

    name: str
    limit: Limit

    @property
    def worked(self) -> Limit:
        """The bound of an address whose people work."""
        return type(self.limit)(self.limit.amount * MANY)

    @property
    def of_all(self) -> "Rate":
        """For an address, where the rate itself is for one thing of it."""
        return Rate(f"all {self.name}", self.worked)


class Guards:
    """Counts; each counter belongs to an address or a conversation."""

    def __init__(self, settings: Settings, counting: Counting) -> None:
        self._counting, self._settings = counting, settings
        self._puzzles: Puzzles | None = None
        self.addresses = Addresses(settings.trusted_proxies)
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
        """Count one of an address; over the rate, the solution of a puzzle still opens."""
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
        """What is counted as the citizen's address."""
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
