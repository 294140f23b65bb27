"""Wrong one-time codes beside the right password: who guesses on waits longer each time.

A code has six digits and is good for a minute and a half, so whoever has the password could try
codes until one opens. Only who knows the password can make an account wait here, so this is no lock
that strangers can turn; and a device that was let in before waits for its own wrong codes only.
The wait comes before the password is looked at, so it does not tell whether that was right.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from weakref import WeakValueDictionary

import structlog
from limits import RateLimitItemPerDay

from assistant.guessing.tries import ALARMS, LONGEST_S, WRONG, TooManyTriesError
from assistant.storage.counting import Counting

log = structlog.get_logger()

FREE = 5
"""Wrong codes a day without waiting: a clock that is not right, a code read too late."""
FIRST_S = 30
"""The first wait; each further wrong code doubles it, up to an hour. So some 35 codes a day can be
tried, of a million of which three are good at a time: one chance in ten thousand."""
_COUNTED = RateLimitItemPerDay(100_000)


@dataclass
class CodeTry:
    """One try; the block that makes it says whether only the code was wrong."""

    is_wrong: bool = False


class Codes:
    """Wrong codes by login, and by device where one is known."""

    def __init__(self, counting: Counting) -> None:
        self._counting = counting
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def trying(self, who: str, told_as: str) -> AsyncIterator[CodeTry]:
        """One try by `who`, a login or a device; `told_as` stands for the login in the log.

        Raises `TooManyTriesError` while `who` has to wait.
        """
        attempt = CodeTry()
        # One after the other: many at once would all be the first.
        async with self._turns.setdefault(who, asyncio.Lock()):
            if wait_s := await self._counting.paused_s("code", "pause", who):
                raise TooManyTriesError(wait_s)
            yield attempt
            if attempt.is_wrong:
                await self._failed(who, told_as)

    async def _failed(self, who: str, told_as: str) -> None:
        WRONG.labels("code").inc()
        await self._counting.hit(_COUNTED, "code", "wrong", who)
        wrong = await self._counting.count(_COUNTED, "code", "wrong", who)
        if wrong >= FREE:
            pause_s = min(LONGEST_S, FIRST_S * 2 ** (wrong - FREE))
            await self._counting.pause(pause_s, "code", "pause", who)
            ALARMS.labels("code").inc()
            log.warning("guessing", kind="code", login=told_as, wrong_in_a_day=wrong)
