"""Who is typing where: signs that live a few seconds in memory, and are kept nowhere else."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from assistant.conversation.recording import Speaker

SHOWN_S = 6.0
"""So long a sign is good; whoever goes on typing gives another before."""
EVERY_S = 2.0
"""Signs of the same side that come faster than this are not told again."""
_MOST = 10_000


@dataclass(frozen=True)
class Typing:
    """One side of a conversation is typing; no row of the database, so it has no id."""

    role: Speaker


class TypingBoard:
    """The newest sign of each side of each conversation; `clock` counts seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._signs: OrderedDict[tuple[str, Speaker], float] = OrderedDict()

    def note(self, conversation_id: str, role: Speaker) -> bool:
        """Keep a sign; False when the one before is too fresh for another to be told."""
        side, at = (conversation_id, role), self._clock()
        if at - self._signs.get(side, -EVERY_S) < EVERY_S:
            return False
        self._signs[side] = at
        self._signs.move_to_end(side)
        self._forget_old(at)
        return True

    def clear(self, conversation_id: str, role: Speaker) -> None:
        """What was being typed has been said."""
        self._signs.pop((conversation_id, role), None)

    def newest(self, conversation_id: str, role: Speaker, after: float = -1.0) -> float | None:
        """The time of a sign that is still good and newer than `after`, or None."""
        at = self._signs.get((conversation_id, role))
        return at if at is not None and after < at > self._clock() - SHOWN_S else None

    def _forget_old(self, at: float) -> None:
        while self._signs:
            side, oldest = next(iter(self._signs.items()))
            if oldest > at - SHOWN_S and len(self._signs) <= _MOST:
                return
            del self._signs[side]
