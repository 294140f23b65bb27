"""Limits that every request passes: body size, rates, addresses."""

import time
from dataclasses import dataclass

from limits import RateLimitItemPerHour, RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from starlette.requests import HTTPConnection

from assistant.channels.web.problems import Problem
from assistant.settings import Settings


@dataclass(frozen=True)
class Rate:
    """What is counted, and how often it may happen."""

    name: str
    limit: RateLimitItemPerMinute | RateLimitItemPerHour


class Guards:
    """Counts in this process; each counter belongs to an address or a conversation."""

    def __init__(self, settings: Settings) -> None:
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._proxies = {part.strip() for part in settings.trusted_proxies.split(",")}
        self.messages = Rate("messages", RateLimitItemPerMinute(settings.messages_per_minute))
        self.conversations = Rate(
            "conversations", RateLimitItemPerMinute(settings.conversations_per_minute)
        )
        self.similar = Rate("similar", RateLimitItemPerMinute(settings.similar_per_minute))
        self.cases = Rate("cases", RateLimitItemPerHour(settings.cases_per_hour))
        self.attachments = Rate("attachments", RateLimitItemPerHour(settings.attachments_per_hour))
        self.sign_ins = Rate("sign_ins", RateLimitItemPerMinute(settings.sign_ins_per_minute))
        self.key_requests = Rate(
            "key_requests", RateLimitItemPerMinute(settings.key_requests_per_minute)
        )
        self.open311 = Rate("open311", RateLimitItemPerMinute(settings.open311_per_minute))
        self.wrong_keys = Rate("wrong_keys", RateLimitItemPerMinute(settings.wrong_keys_per_minute))
        self.case_looks = Rate("case_looks", RateLimitItemPerMinute(settings.case_looks_per_minute))

    async def count(self, rate: Rate, whose: str) -> None:
        """Count one; raises the `too_many` problem with Retry-After when it is one too many."""
        if not await self._limiter.hit(rate.limit, rate.name, whose):
            stats = await self._limiter.get_window_stats(rate.limit, rate.name, whose)
            wait = max(1, round(stats.reset_time - time.time()))
            raise Problem("too_many", {"Retry-After": str(wait)})

    def address(self, connection: HTTPConnection) -> str:
        """The citizen's address: the last forwarded one, if our own proxy says so."""
        peer = connection.client.host if connection.client else "unknown"
        forwarded = connection.headers.get("x-forwarded-for", "")
        if peer in self._proxies and forwarded:
            return forwarded.split(",")[-1].strip()
        return peer
