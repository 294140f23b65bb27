"""How many people tell the same: who tells it twice from one address is one, as far as is known.

Only counters know addresses, and only as hashes, for some days; a case keeps none.
"""

from limits import RateLimitItemPerDay

from assistant.cases.schemas import OpenDraft
from assistant.storage.counting import Counting

DAYS = 3
"""As long as cases of the shortest matter, a system that is down, are taken for the same."""


class Sources:
    """Counts the addresses and chats that have told of a matter."""

    def __init__(self, counting: Counting) -> None:
        self._counting = counting
        self._once = RateLimitItemPerDay(1, DAYS)

    async def told_before(self, draft: OpenDraft, group: str) -> bool:
        """Whether `group` has told of agency and indicator lately; an empty one never has."""
        if not group or draft.agency_id is None:
            return False
        matter = (draft.agency_id, draft.indicator or "")
        return not await self._counting.hit(self._once, "told", group, *matter)
