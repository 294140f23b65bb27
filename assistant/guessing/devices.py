"""Tokens of devices that were let in before; they open nothing, they only spare the puzzle."""

import hmac
import secrets
import time
from collections.abc import Callable

from assistant.storage.sealing import Sealer

LASTS_S = 365 * 86_400
MOST_SHOWN = 8
"""So many tokens of one browser are looked at; it may have several cases or logins."""


class Devices:
    """Makes tokens and knows its own again. Each is good for one thing, and tells nothing of it."""

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
