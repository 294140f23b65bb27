"""From which id on a process reads events again: transactions may end in another order than ids."""

import time
from collections import deque
from typing import NamedTuple

LOOK_BACK_S = 10.0
"""The ids of so many seconds are read again. A number of ids would be a fraction of a second where
many people write."""
_AT_FIRST = 200
"""Ids that the first look of a process reads again."""


class _Look(NamedTuple):
    """When it was looked, in seconds, and the newest id then."""

    at: float
    newest: int


class LookBack:
    """Remembers the newest ids of the last seconds."""

    def __init__(self) -> None:
        self._looks: deque[_Look] = deque()

    def after(self, newest: int) -> int:
        """The id after which events are read now, when `newest` is the newest of all."""
        now = time.monotonic()
        if not self._looks:
            self._looks.append(_Look(now, max(0, newest - _AT_FIRST)))
        self._looks.append(_Look(now, newest))
        while self._looks[1].at <= now - LOOK_BACK_S:
            self._looks.popleft()
        return self._looks[0].newest
