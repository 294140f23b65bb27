"""A tracker store that holds the most recent trackers only.

The gateway keeps the dialogue's memory in its database and sends it along (see channel.py), so
a tracker that was dropped here, or lost in a restart, costs a citizen nothing.
"""

from collections import OrderedDict
from typing import Any, Dict, Iterable, Optional, Text

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from assistant.rasa.side import remote_actions

# endpoints.yml names this module, so every way of starting Rasa (run, shell, test) passes here.
remote_actions.install()


class RecentTrackerStore(TrackerStore):
    """The trackers themselves, at most `capacity`; the longest unused goes first.

    Rasa's own store in memory writes a tracker as JSON and reads it again three times a turn. What
    a fault leaves half changed is not used again: the gateway then goes on with another sender.
    """

    def __init__(
        self,
        domain: Domain,
        event_broker: Optional[EventBroker] = None,
        capacity: int = 500,
        **kwargs: Dict[Text, Any],
    ) -> None:
        super().__init__(domain, event_broker, **kwargs)
        self._capacity = capacity
        self._trackers: "OrderedDict[Text, DialogueStateTracker]" = OrderedDict()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Save `tracker` as the most recent, and drop what is over the capacity."""
        await self.stream_events(tracker)
        self._trackers[tracker.sender_id] = tracker
        self._trackers.move_to_end(tracker.sender_id)
        while len(self._trackers) > self._capacity:
            self._trackers.popitem(last=False)

    async def retrieve(self, sender_id: Text) -> Optional[DialogueStateTracker]:
        """The tracker, or None."""
        return self._trackers.get(sender_id)

    async def retrieve_full_tracker(self, sender_id: Text) -> Optional[DialogueStateTracker]:
        """The same: a tracker here is of one session."""
        return self._trackers.get(sender_id)

    async def keys(self) -> Iterable[Text]:
        """All senders."""
        return self._trackers.keys()
