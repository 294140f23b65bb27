"""Keeps what costs much for a short time, so that many readers cost as much as one."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic
from typing import Any


@dataclass
class _Entry:
    made: float
    value: asyncio.Future[Any]


class Kept:
    """Values by key, each for `lasting`, `most` of them; the oldest goes first.

    Who asks while a value is being made waits for it. A failure is told to all who wait, and not
    kept.
    """

    def __init__(self, lasting: timedelta, most: int) -> None:
        self._lasting, self._most = lasting.total_seconds(), most
        self._entries: OrderedDict[Hashable, _Entry] = OrderedDict()

    async def get(self, key: Hashable, make: Callable[[], Awaitable[Any]]) -> Any:
        """The value of `key`, made if there is none or it is too old."""
        entry = self._entries.get(key)
        if entry is None or monotonic() - entry.made > self._lasting:
            entry = _Entry(monotonic(), asyncio.ensure_future(make()))
            self._entries[key] = entry
            self._entries.move_to_end(key)
            while len(self._entries) > self._most:
                self._entries.popitem(last=False)
        try:
            return await asyncio.shield(entry.value)
        except Exception:
            self._entries.pop(key, None)
            raise
