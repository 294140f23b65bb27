"""Live events of conversations: wakes listeners for new events, and reports who is typing.

The database is the truth. A process wakes its own listeners at once; `EventWatch` finds the events
of other processes, and `LookBack` reads the newest ids again, since transactions may end in another
order than their ids. Signs of typing are kept a few seconds in memory and nowhere else.
"""

import asyncio
import time
from collections import OrderedDict, defaultdict, deque
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

import structlog
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.conversation.fanout import Note
from assistant.conversation.models import Event
from assistant.conversation.store import AT_ONCE, ConversationStore
from assistant.conversation.turn_records import Speaker
from assistant.storage.database import Database, rang_within

LOOK_BACK_S = 10.0
"""The ids of so many seconds are read again. A fixed number of ids would cover a fraction of a
second when many people write."""
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


SHOWN_S = 6.0
"""A sign is valid for so long; whoever goes on typing sends another before."""
TYPING_EVERY_S = 2.0
"""Signs of the same side that come faster than this are not passed on."""
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
        """Keep a sign; False when the previous one is too fresh to pass on another."""
        side, at = (conversation_id, role), self._clock()
        if at - self._signs.get(side, -TYPING_EVERY_S) < TYPING_EVERY_S:
            return False
        self._signs[side] = at
        self._signs.move_to_end(side)
        self._forget_old(at)
        return True

    def clear(self, conversation_id: str, role: Speaker) -> None:
        """The text that was being typed has been sent."""
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


LOOK_S = 30.0
"""A listener that nobody wakes looks into the database this often all the same."""


@dataclass(eq=False)
class _Listener:
    """One open stream of a conversation; `last_id` is the newest event that it was given."""

    last_id: int
    bell: asyncio.Event = field(default_factory=asyncio.Event)


class EventStream:
    """Live events of conversations; the database is the truth, this only wakes listeners.

    `elsewhere` is called with the notes for other processes, if they can be reached.
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
        """Wake listeners that do not have event `newest` yet, which is in the database."""
        for listener in self._listeners.get(conversation_id, ()):
            if listener.last_id < newest:
                listener.bell.set()

    def types(self, conversation_id: str, role: Speaker) -> None:
        """One side of the conversation is typing; pass it on, unless that was just done."""
        if self.board.note(conversation_id, role):
            self._wake_own(conversation_id)
            self.elsewhere(Note(conversation_id, role))

    def hear(self, note: Note) -> None:
        """Handle a note of another process."""
        if note.typing is None:
            self._wake(note.conversation_id)
        elif self.board.note(note.conversation_id, note.typing):
            self._wake_own(note.conversation_id)

    @property
    def is_listened_to(self) -> bool:
        """Whether any conversation has an open stream."""
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


WATCH_EVERY_S = 1.0
"""One look for all listeners of a process: hundreds of separate looks would be its main load."""
log = structlog.get_logger()


class EventWatch:
    """Looks into the database for a process; its stream's `found` skips listeners that have all."""

    def __init__(self, database: Database, stream: EventStream) -> None:
        self._database, self._stream = database, stream
        self._back = LookBack()

    async def look(self) -> None:
        """Wake the listeners of conversations with events that they were not given."""
        is_heard = self._stream.is_listened_to
        lately = await self._database.run(lambda session: self._lately(session, is_heard=is_heard))
        for conversation_id, newest in lately.items():
            self._stream.found(conversation_id, newest)

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Look again and again while the block runs."""
        task = asyncio.create_task(self._look_for_ever())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _look_for_ever(self) -> None:
        while True:
            await asyncio.sleep(WATCH_EVERY_S)
            try:
                await self.look()
            except Exception as error:
                log.warning("watch_failed", exc_info=error)

    def _lately(self, session: Session, *, is_heard: bool) -> dict[str, int]:
        # Also without listeners: a later one must not miss events that were written meanwhile.
        after = self._back.after(session.scalar(select(func.max(Event.id))) or 0)
        return _newest(session, after) if is_heard else {}


def _newest(session: Session, after: int) -> dict[str, int]:
    """The newest event of each conversation that has one after the id `after`."""
    lately = select(Event.conversation_id, func.max(Event.id)).where(Event.id > after)
    return dict(session.execute(lately.group_by(Event.conversation_id)).all())
