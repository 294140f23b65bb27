"""How many messages a chat may send."""

from dataclasses import dataclass

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter

_ONCE = RateLimitItemPerMinute(1)


@dataclass(frozen=True)
class Verdict:
    """Whether a message is one too many, and the first such one in a minute."""

    is_over: bool
    is_first: bool


class MessageRate:
    """Counts in this process, a minute at a time."""

    def __init__(self, per_minute: int) -> None:
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._limit = RateLimitItemPerMinute(per_minute)

    async def count(self, chat_id: str) -> Verdict:
        """Count one message."""
        if await self._limiter.hit(self._limit, "message", chat_id):
            return Verdict(is_over=False, is_first=False)
        return Verdict(is_over=True, is_first=await self._limiter.hit(_ONCE, "told", chat_id))
