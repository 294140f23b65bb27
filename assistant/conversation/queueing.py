"""How many conversations of one address may be handed to humans: few clerks serve everybody."""

from limits import RateLimitItemPerHour

from assistant.guessing.tries import HERE, Caller
from assistant.storage.counting import Counting

HANDOFFS = "handoffs"
"""What is counted, in the talk and by the button together."""


class Queueing:
    """Counts by the hour: where a conversation that waits comes from is kept nowhere."""

    def __init__(self, counting: Counting, per_hour: int) -> None:
        self._counting, self._limit = counting, RateLimitItemPerHour(per_hour)

    async def admits(self, caller: Caller) -> bool:
        """Count one more of `caller`; False where it is one too many."""
        return caller == HERE or await self._counting.hit(self._limit, HANDOFFS, caller.group)
