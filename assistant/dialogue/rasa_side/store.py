"""A tracker store that holds the most recent trackers only.

The gateway keeps the dialogue's memory in its database and sends it along (see channel.py), so
a tracker that was dropped here, or lost in a restart, costs a citizen nothing.
"""

from collections import OrderedDict
from typing import Any, Dict, Optional, Text

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from assistant.dialogue.rasa_side import remote_actions

# endpoints.yml names this module, so every way of starting Rasa (run, shell, test) passes here.
remote_actions.install()


class RecentTrackerStore(InMemoryTrackerStore):
    """In memory, at most `capacity` trackers; the longest unused goes first."""

    def __init__(
        self,
        domain: Domain,
        event_broker: Optional[EventBroker] = None,
        capacity: int = 5000,
        **kwargs: Dict[Text, Any],
    ) -> None:
        super().__init__(domain, event_broker, **kwargs)
        self._capacity = capacity
        self.store: "OrderedDict[Text, Text]" = OrderedDict()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Save `tracker` as the most recent, and drop what is over the capacity."""
        await super().save(tracker)
        self.store.move_to_end(tracker.sender_id)
        while len(self.store) > self._capacity:
            self.store.popitem(last=False)
