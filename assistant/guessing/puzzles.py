"""Small puzzles of work (proof of work): cheap for one try, costly for a million.

A puzzle is a seed. Whoever finds a number for which SHA-256 of `seed:number` begins with so many
zero bits has solved it. The seed names its difficulty and end, and carries a code over these and
its purpose, so nothing is stored for it. The token of a device that was let in before opens
nothing; it only spares the puzzle.
"""

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from limits import RateLimitItemPerMinute

from assistant.storage.counting import Counting
from assistant.storage.sealing import Sealer

DEVICE_LASTS_S = 365 * 86_400
MOST_SHOWN = 8
"""So many tokens of one browser are checked; it may have several cases or logins."""


class Devices:
    """Makes tokens and recognises them. Each is valid for one target, and does not reveal it."""

    def __init__(self, sealer: Sealer, clock: Callable[[], float] = time.time) -> None:
        self._sealer, self._clock = sealer, clock

    def token(self, about: str) -> str:
        """A new device's token for `about`."""
        start = f"{int(self._clock()) + LASTS_S}.{secrets.token_hex(8)}"
        return f"{start}.{self._code(about, start)}"

    def known(self, tokens: str, about: str) -> str | None:
        """Which of `tokens`, separated by `~`, was made for `about` and is not too old."""
        shown = (token.strip() for token in tokens.split("~")[:MOST_SHOWN])
        return next((token for token in shown if self._is_good(token, about)), None)

    def _is_good(self, token: str, about: str) -> bool:
        start, _, code = token.rpartition(".")
        if not hmac.compare_digest(self._code(about, start).encode(), code.encode()):
            return False
        return int(start.partition(".")[0]) >= self._clock()

    def _code(self, about: str, start: str) -> str:
        return self._sealer.code("device", f"{about}\n{start}")


LASTS_S = 300
_ONCE = RateLimitItemPerMinute(1, 2 * LASTS_S // 60)
_LONGEST = 256


@dataclass(frozen=True)
class Puzzle:
    """A puzzle to solve: so many zero bits, for a seed that names its own end."""

    seed: str
    bits: int

    @property
    def shape(self) -> dict[str, object]:
        """The puzzle as a client gets it."""
        return {"algorithm": "sha256", "seed": self.seed, "bits": self.bits}


class Puzzles:
    """Makes puzzles and recognises them; each opens once."""

    def __init__(
        self, sealer: Sealer, counting: Counting, clock: Callable[[], float] = time.time
    ) -> None:
        self._sealer, self._counting, self._clock = sealer, counting, clock

    def new(self, about: str, bits: int) -> Puzzle:
        """A puzzle that is valid for `about` only."""
        until = int(self._clock()) + LASTS_S
        start = f"{bits}.{until}.{secrets.token_hex(8)}"
        return Puzzle(f"{start}.{self._code(about, start)}", bits)

    async def is_solved(self, solution: str, about: str, bits: int) -> bool:
        """Whether `solution` (`seed:number`) solves a puzzle for `about` of `bits` at least."""
        seed, _, number = solution.partition(":")
        start, _, code = seed.rpartition(".")
        if len(solution) > _LONGEST or not number or not self._is_good(about, start, code, bits):
            return False
        if zero_bits(solution) < int(start.split(".")[0]):
            return False
        return await self._counting.hit(_ONCE, "puzzle", seed)

    def _is_good(self, about: str, start: str, code: str, bits: int) -> bool:
        if not hmac.compare_digest(self._code(about, start).encode(), code.encode()):
            return False
        own_bits, until, _ = start.split(".")
        return int(own_bits) >= bits and int(until) >= self._clock()

    def _code(self, about: str, start: str) -> str:
        return self._sealer.code("puzzle", f"{about}\n{start}")


def zero_bits(solution: str) -> int:
    """The number of zero bits at the beginning of the hash of `solution`."""
    digest = hashlib.sha256(solution.encode("utf-8", "replace")).digest()
    return 256 - int.from_bytes(digest).bit_length()


def solve(seed: str, bits: int) -> str:
    """The solution of a puzzle, for clients in Python; takes 2 to the power of `bits` hashes."""
    start, number = hashlib.sha256(f"{seed}:".encode()), 0
    while True:
        tried = start.copy()
        tried.update(str(number).encode())
        if int.from_bytes(tried.digest()).bit_length() <= 256 - bits:
            return f"{seed}:{number}"
        number += 1
