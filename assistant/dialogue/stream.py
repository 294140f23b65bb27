"""Tells listeners that a conversation has new events in the database, or that somebody types."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager

from assistant.dialogue.fanout import Note
from assistant.dialogue.models import Event
from assistant.dialogue.recording import Speaker
from assistant.dialogue.store import ConversationStore
from assistant.dialogue.typing import Typing, TypingBoard
from assistant.storage.bell import rang_within

_ALL = "*"
POLL_S = 2.0
"""Other gateway processes write too, so a listener looks into the database this often."""


class EventStream:
    """Live events of conversations; the database is the truth, this is only the bell.

    `elsewhere` is called with what other processes should hear of, if there is a way to them.
    """

    def __init__(self, store: ConversationStore) -> None:
        self._store = store
        self._bells: dict[str, set[asyncio.Event]] = defaultdict(set)
        self.board = TypingBoard()
        self.elsewhere: Callable[[Note], None] = lambda _: None

    def ring(self, conversation_id: str) -> None:
        """New events of the conversation are committed."""
        self._wake(conversation_id)
        self.elsewhere(Note(conversation_id))

    def types(self, conversation_id: str, role: Speaker) -> None:
        """One side of the conversation is typing; the other is told, unless it just was."""
        if self.board.note(conversation_id, role):
            self._wake_own(conversation_id)
            self.elsewhere(Note(conversation_id, role))

    def hear(self, note: Note) -> None:
        """What another process told."""
        if note.typing is None:
            self._wake(note.conversation_id)
        elif self.board.note(note.conversation_id, note.typing):
            self._wake_own(note.conversation_id)

    @contextmanager
    def any_bell(self) -> Iterator[asyncio.Event]:
        """An event that is set whenever something is committed in any conversation."""
        bell = asyncio.Event()
        self._bells[_ALL].add(bell)
        try:
            yield bell
        finally:
            self._forget(_ALL, bell)

    async def follow(self, conversation_id: str, last_id: int) -> AsyncIterator[Event | Typing]:
        """Every event after `last_id`, and then each new one and each sign of an operator's typing.

        It does not end.
        """
        bell, told = asyncio.Event(), -1.0
        self._bells[conversation_id].add(bell)
        try:
            while True:
                bell.clear()
                for event in await self._store.events_after(conversation_id, last_id):
                    last_id = event.id
                    yield event
                sign = self.board.newest(conversation_id, Speaker.OPERATOR, told)
                if sign is not None:
                    told = sign
                    yield Typing(Speaker.OPERATOR)
                await rang_within(bell, POLL_S)
        finally:
            self._forget(conversation_id, bell)

    def _wake(self, conversation_id: str) -> None:
        self._wake_own(conversation_id)
        self._wake_own(_ALL)

    def _wake_own(self, name: str) -> None:
        for bell in self._bells.get(name, ()):
            bell.set()

    def _forget(self, conversation_id: str, bell: asyncio.Event) -> None:
        self._bells[conversation_id].discard(bell)
        if not self._bells[conversation_id]:
            del self._bells[conversation_id]
