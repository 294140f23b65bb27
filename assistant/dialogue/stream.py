"""Tells listeners in this process that a conversation has new events in the database."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from assistant.dialogue.models import Event
from assistant.dialogue.store import ConversationStore
from assistant.storage.bell import rang_within

_ALL = "*"
POLL_S = 2.0
"""Other gateway processes write too, so a listener looks into the database this often."""


class EventStream:
    """Live events of conversations; the database is the truth, this is only the bell."""

    def __init__(self, store: ConversationStore) -> None:
        self._store = store
        self._bells: dict[str, set[asyncio.Event]] = defaultdict(set)

    def ring(self, conversation_id: str) -> None:
        """New events of the conversation are committed."""
        for bell in (*self._bells.get(conversation_id, ()), *self._bells.get(_ALL, ())):
            bell.set()

    @contextmanager
    def any_bell(self) -> Iterator[asyncio.Event]:
        """An event that is set whenever this process commits something in any conversation."""
        bell = asyncio.Event()
        self._bells[_ALL].add(bell)
        try:
            yield bell
        finally:
            self._forget(_ALL, bell)

    async def follow(self, conversation_id: str, last_id: int) -> AsyncIterator[Event]:
        """Every event after `last_id`, and then each new one, without end."""
        bell = asyncio.Event()
        self._bells[conversation_id].add(bell)
        try:
            while True:
                bell.clear()
                for event in await self._store.events_after(conversation_id, last_id):
                    last_id = event.id
                    yield event
                await rang_within(bell, POLL_S)
        finally:
            self._forget(conversation_id, bell)

    def _forget(self, conversation_id: str, bell: asyncio.Event) -> None:
        self._bells[conversation_id].discard(bell)
        if not self._bells[conversation_id]:
            del self._bells[conversation_id]
