"""Tells listeners that a conversation has new events in the database, or that somebody types."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from assistant.conversation.fanout import Note
from assistant.conversation.models import Event
from assistant.conversation.recording import Speaker
from assistant.conversation.store import AT_ONCE, ConversationStore
from assistant.conversation.typing import Typing, TypingBoard
from assistant.storage.database import rang_within

LOOK_S = 30.0
"""A listener that nobody wakes looks into the database this often all the same."""


@dataclass(eq=False)
class _Listener:
    """One open line of a conversation; `last_id` is the newest event that it was given."""

    last_id: int
    bell: asyncio.Event = field(default_factory=asyncio.Event)


class EventStream:
    """Live events of conversations; the database is the truth, this is only the bell.

    `elsewhere` is called with what other processes should hear of, if there is a way to them.
    """

    def __init__(self, store: ConversationStore) -> None:
        self._store = store
        self._listeners: dict[str, set[_Listener]] = defaultdict(set)
        self._bells: set[asyncio.Event] = set()
        self.board = TypingBoard()
        self.elsewhere: Callable[[Note], None] = lambda _: None

    def ring(self, conversation_id: str) -> None:
        """New events of the conversation are committed."""
        self._wake(conversation_id)
        self.elsewhere(Note(conversation_id))

    def found(self, conversation_id: str, newest: int) -> None:
        """Event `newest` of the conversation is in the database; who has it is left alone."""
        for listener in self._listeners.get(conversation_id, ()):
            if listener.last_id < newest:
                listener.bell.set()

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

    @property
    def is_listened_to(self) -> bool:
        """Whether any conversation has an open line."""
        return bool(self._listeners)

    @contextmanager
    def any_bell(self) -> Iterator[asyncio.Event]:
        """An event that is set whenever something is committed or typed in any conversation."""
        bell = asyncio.Event()
        self._bells.add(bell)
        try:
            yield bell
        finally:
            self._bells.discard(bell)

    async def follow(self, conversation_id: str, last_id: int) -> AsyncIterator[Event | Typing]:
        """Every event after `last_id`, and then each new one and each sign of an operator's typing.

        It does not end.
        """
        listener, told = _Listener(last_id), -1.0
        self._listeners[conversation_id].add(listener)
        try:
            while True:
                listener.bell.clear()
                while events := await self._store.events_after(conversation_id, listener.last_id):
                    for event in events:
                        listener.last_id = event.id
                        yield event
                    if len(events) < AT_ONCE:
                        break
                sign = self.board.newest(conversation_id, Speaker.OPERATOR, told)
                if sign is not None:
                    told = sign
                    yield Typing(Speaker.OPERATOR)
                await rang_within(listener.bell, LOOK_S)
        finally:
            self._forget(conversation_id, listener)

    def _wake(self, conversation_id: str) -> None:
        self._wake_own(conversation_id)
        for bell in self._bells:
            bell.set()

    def _wake_own(self, conversation_id: str) -> None:
        for listener in self._listeners.get(conversation_id, ()):
            listener.bell.set()

    def _forget(self, conversation_id: str, listener: _Listener) -> None:
        self._listeners[conversation_id].discard(listener)
        if not self._listeners[conversation_id]:
            del self._listeners[conversation_id]
