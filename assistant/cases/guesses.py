"""Slows down whoever tries pins: each code, known or not, may be tried wrongly so often an hour."""

import hashlib
import time

from limits import RateLimitItemPerHour
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter


class TooManyGuessesError(ValueError):
    """A code was tried too often; `wait_s` seconds later it may be tried again."""

    def __init__(self, wait_s: int) -> None:
        super().__init__(wait_s)
        self.wait_s = wait_s


class WrongGuesses:
    """Counts wrong pins by code, in the memory of this process."""

    def __init__(self, per_hour: int) -> None:
        self._limit = RateLimitItemPerHour(per_hour)
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    async def check(self, code: str) -> None:
        """Raise `TooManyGuessesError` if `code` may not be tried now, even with the right pin."""
        if not await self._limiter.test(self._limit, _name(code)):
            stats = await self._limiter.get_window_stats(self._limit, _name(code))
            raise TooManyGuessesError(max(1, round(stats.reset_time - time.time())))

    async def count(self, code: str) -> None:
        """A wrong pin was given for `code`."""
        await self._limiter.hit(self._limit, _name(code))


def _name(code: str) -> str:
    # What was typed as a code may be anything of any length.
    return hashlib.sha256(code.encode("utf-8", "replace")).hexdigest()
