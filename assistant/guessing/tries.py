"""Tries at a pin, a password or a one-time code: guessing costs work and waiting, knowing does not.

A bare limit on wrong tries would be a lock that any stranger can close. Here wrong tries of
strangers only make a try dearer: by a puzzle that a telephone solves in seconds, and for one
address at one target by waiting. A device that was let in before pays nothing for tries of others.

A one-time code has six digits and is valid for a minute and a half, so whoever has the password
could try codes until one opens. Only people who know the password can make an account wait here, so
this is no lock that strangers can close; and a device that was let in before waits for its own
wrong codes only. The wait comes before the password is checked, so it does not show whether that
was right.
"""

import asyncio
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from weakref import WeakValueDictionary

import structlog
from limits import RateLimitItemPerDay, RateLimitItemPerHour
from prometheus_client import Counter

from assistant.guessing.puzzles import Devices, Puzzle, Puzzles
from assistant.storage.counting import Counting
from assistant.storage.sealing import Sealer

log = structlog.get_logger()

WRONG = Counter("dastyar_wrong_tries_total", "Wrong pins and failed sign-ins.", ["kind"])
ALARMS = Counter("dastyar_guessing_alarms_total", "Times that guessing was noticed.", ["kind"])
EASIEST, HARDEST = 16, 20
"""Bits of a puzzle: 65,000 hashes are a moment in a browser, a million some seconds."""
HARDEST_OWN = 22
"""For an address that went on guessing at the same target."""
BACKOFF_AFTER = 8
"""Wrong tries of an address at a target, after which it also has to wait: twice as long each."""
LONGEST_S = 3600
_COUNTED = RateLimitItemPerHour(100_000)
"""The limit by which wrong tries are counted; nobody reaches it."""


class TooManyTriesError(ValueError):
    """No try now, but `wait_s` seconds later, or at once with the solution of a given `puzzle`."""

    def __init__(self, wait_s: int, puzzle: Puzzle | None = None) -> None:
        super().__init__(wait_s)
        self.wait_s, self.puzzle = wait_s, puzzle


@dataclass(frozen=True)
class Caller:
    """Who tries: the group of the address (or the chat), and the proofs that came with the try.

    `channel` names the channel of the try; it is empty for a caller without a connection.
    """

    group: str = "here"
    devices: str = ""
    solution: str = ""
    channel: str = ""


HERE = Caller()
"""A caller without a connection; all of these count as one."""


@dataclass(frozen=True)
class TryLimits:
    """Wrong tries an hour until one needs work: at a target by all, by an address, and both."""

    at_target: int
    by_address: int
    free: int


@dataclass
class Try:
    """One try; the block that makes it sets whether it was right."""

    is_right: bool = False


class Tries:
    """Tries of one kind (`pin`, `sign_in`)."""

    def __init__(self, kind: str, sealer: Sealer, counting: Counting, limits: TryLimits) -> None:
        self._kind, self._counting, self._limits = kind, counting, limits
        # Starts at 0: a series that begins with its first alarm would not show that alarm as a
        # rise.
        ALARMS.labels(kind)
        self._puzzles, self._devices = Puzzles(sealer, counting), Devices(sealer)
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def trying(self, target: str, caller: Caller) -> AsyncIterator[Try]:
        """One try at `target`; raises `TooManyTriesError` when it may not be made now."""
        attempt = Try()
        # One after the other for an address: parallel tries would all count as the first.
        async with self._turns.setdefault(caller.group, asyncio.Lock()):
            device = self.known(target, caller)
            counted = await self._may_try(target, caller, device)
            yield attempt
            if not attempt.is_right:
                await self._failed(target, counted)

    def known(self, target: str, caller: Caller) -> str | None:
        """The token by which `caller` was let in at `target` before."""
        return self._devices.known(caller.devices, self._about(target))

    def device(self, target: str, caller: Caller) -> str | None:
        """A token for a device that was right; None if it has one."""
        is_known = self.known(target, caller) is not None
        return None if is_known else self._devices.token(self._about(target))

    async def _may_try(self, target: str, caller: Caller, device: str | None) -> str:
        """The counter of the try, besides the target; raises `TooManyTriesError`."""
        if device and await self._count("device", device) < self._limits.at_target:
            return device
        own = await self._count("pair", caller.group, target)
        bits = await self._bits(target, caller.group, own)
        about = f"{self._about(target)}\n{caller.group}"
        if bits and not await self._puzzles.is_solved(caller.solution, about, bits):
            raise TooManyTriesError(LONGEST_S, self._puzzles.new(about, bits))
        if wait_s := await self._counting.paused_s(*self._pause(caller.group, target)):
            raise TooManyTriesError(wait_s)
        return caller.group

    async def _bits(self, target: str, group: str, own: int) -> int:
        limits = self._limits
        bits = _risen(await self._count("target", target), limits.at_target)
        bits = max(bits, _risen(await self._count("group", group), limits.by_address))
        if own >= limits.free:
            bits = max(bits, min(HARDEST_OWN, EASIEST + own - limits.free))
        return bits

    def _pause(self, by: str, target: str) -> tuple[str, ...]:
        return (self._kind, "pause", by, target)

    async def _failed(self, target: str, by: str) -> None:
        WRONG.labels(self._kind).inc()
        for names in (("device", by), ("pair", by, target), ("group", by), ("target", target)):
            await self._counting.hit(_COUNTED, self._kind, *names)
        doubled = await self._count("pair", by, target) - self._limits.free - BACKOFF_AFTER
        if doubled >= 0:
            await self._counting.pause(min(LONGEST_S, 2**doubled), *self._pause(by, target))
        self._alarm("target", await self._count("target", target), self._limits.at_target)
        self._alarm("address", await self._count("group", by), self._limits.by_address)

    def _alarm(self, at: str, wrong: int, limit: int) -> None:
        """Alarm at the limit, and each time that the count has doubled again."""
        if wrong >= limit and wrong % limit == 0 and (wrong // limit).bit_count() == 1:
            ALARMS.labels(self._kind).inc()
            log.warning("guessing", kind=self._kind, at=at, wrong_in_an_hour=wrong)

    async def _count(self, *names: str) -> int:
        return await self._counting.count(_COUNTED, self._kind, *names)

    def _about(self, target: str) -> str:
        return f"{self._kind}\n{target}"


def _risen(wrong: int, limit: int) -> int:
    """Bits after so many wrong tries: one more each time that they have doubled."""
    return 0 if wrong < limit else min(HARDEST, EASIEST + int(math.log2(wrong / limit)))


FREE = 5
"""Wrong codes a day without waiting: a clock may be wrong, a code may be read too late."""
FIRST_S = 30
"""The first wait; each further wrong code doubles it, up to an hour. So some 35 codes a day can be
tried, of a million of which three are valid at a time: one chance in ten thousand."""
_COUNTED_CODES = RateLimitItemPerDay(100_000)


@dataclass
class CodeTry:
    """One try; the block that makes it sets whether only the code was wrong."""

    is_wrong: bool = False


class Codes:
    """Wrong codes by login, and by device where one is known."""

    def __init__(self, counting: Counting) -> None:
        self._counting = counting
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def trying(self, who: str, told_as: str) -> AsyncIterator[CodeTry]:
        """One try by `who`, a login or a device; `told_as` replaces the login in the log.

        Raises `TooManyTriesError` while `who` has to wait.
        """
        attempt = CodeTry()
        # One after the other: parallel tries would all count as the first.
        async with self._turns.setdefault(who, asyncio.Lock()):
            if wait_s := await self._counting.paused_s("code", "pause", who):
                raise TooManyTriesError(wait_s)
            yield attempt
            if attempt.is_wrong:
                await self._failed(who, told_as)

    async def _failed(self, who: str, told_as: str) -> None:
        WRONG.labels("code").inc()
        await self._counting.hit(_COUNTED_CODES, "code", "wrong", who)
        wrong = await self._counting.count(_COUNTED_CODES, "code", "wrong", who)
        if wrong >= FREE:
            pause_s = min(LONGEST_S, FIRST_S * 2 ** (wrong - FREE))
            await self._counting.pause(pause_s, "code", "pause", who)
            ALARMS.labels("code").inc()
            log.warning("guessing", kind="code", login=told_as, wrong_in_a_day=wrong)
