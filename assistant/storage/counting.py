"""Counts limited actions: in Redis if one is configured, else in this process."""

import hashlib
import math
import time
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import redis.asyncio as redis
import structlog
from limits import RateLimitItem
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from redis.exceptions import RedisError

T = TypeVar("T")
log = structlog.get_logger()

AWAY_S = 10.0
"""After a failure Redis is not used for so long: each call to a dead one costs a timeout."""
_TIMEOUT_S = 0.5


class Counting:
    """Sliding windows by name. Without Redis, or while it is away, each process counts alone.

    `processes` is how many there are: each then allows its part of a limit, so all together allow
    no more.
    """

    def __init__(self, redis_url: str = "") -> None:
        self._memory = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._redis = _redis(redis_url) if redis_url else None
        self._shared = _shared(self._redis) if self._redis else None
        self._away_until = 0.0
        self.processes = 1

    async def hit(self, limit: RateLimitItem, *names: str) -> bool:
        """Count one; False, and nothing is counted, when `limit` is reached."""
        hashed = _hashed(names)
        return await self._ask(lambda limiter: limiter.hit(self._part_of(limit, limiter), *hashed))

    async def count(self, limit: RateLimitItem, *names: str) -> int:
        """The count of the window that ends now, at most the limit's amount."""
        stats = await self._ask(lambda limiter: limiter.get_window_stats(limit, *_hashed(names)))
        return limit.amount - stats.remaining

    async def wait_s(self, limit: RateLimitItem, *names: str) -> int:
        """Whole seconds, one at least, until one more may be counted."""
        stats = await self._ask(
            lambda limiter: limiter.get_window_stats(self._part_of(limit, limiter), *_hashed(names))
        )
        return max(1, round(stats.reset_time - time.time()))

    async def pause(self, seconds: int, *names: str) -> None:
        """Begin a wait of `seconds`; a wait that goes on already is not changed."""
        key = _key(names)
        await self._ask(lambda limiter: limiter.storage.incr(key, seconds))

    async def paused_s(self, *names: str) -> int:
        """Whole seconds that a wait still lasts; 0 where there is none."""
        key = _key(names)
        until = await self._ask(lambda limiter: limiter.storage.get_expiry(key))
        return max(0, math.ceil(until - time.time()))

    async def close(self) -> None:
        """Close the connection to Redis."""
        if self._redis:
            await self._redis.aclose()

    def _part_of(
        self, limit: RateLimitItem, limiter: SlidingWindowCounterRateLimiter
    ) -> RateLimitItem:
        if limiter is self._shared or self.processes == 1:
            return limit
        part = max(1, limit.amount // self.processes)
        return type(limit)(part, limit.multiples, limit.namespace)

    async def _ask(self, what: Callable[[SlidingWindowCounterRateLimiter], Awaitable[T]]) -> T:
        if self._shared and time.monotonic() >= self._away_until:
            try:
                return await what(self._shared)
            except (RedisError, OSError, TimeoutError) as error:
                self._away_until = time.monotonic() + AWAY_S
                log.warning("counting_alone", error=type(error).__name__)
        return await what(self._memory)


def _redis(url: str) -> redis.Redis:
    return redis.from_url(url, socket_connect_timeout=_TIMEOUT_S, socket_timeout=_TIMEOUT_S)


def _shared(client: redis.Redis) -> SlidingWindowCounterRateLimiter:
    # The types of `limits` know only plain options; its documentation knows this one, too.
    options: dict[str, Any] = {"connection_pool": client.connection_pool}
    storage = RedisStorage(
        "async+redis://", implementation="redispy", key_prefix="dastyar:limits", **options
    )
    return SlidingWindowCounterRateLimiter(storage)


def _key(names: tuple[str, ...]) -> str:
    return "/".join(("pause", *_hashed(names)))


def _hashed(names: tuple[str, ...]) -> tuple[str, ...]:
    # Names may be anything of any length, and no address may be stored in Redis.
    return tuple(hashlib.sha256(name.encode("utf-8", "replace")).hexdigest() for name in names)
