"""What an open console hears: the queue, and what is said and typed in its conversations."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel
from sqlalchemy.orm import Session

from assistant.conversation.models import now
from assistant.conversation.recording import Speaker
from assistant.conversation.typing import SHOWN_S
from assistant.desk.conversations import Viewer, events_after
from assistant.desk.entries import EntryBook
from assistant.desk.feed_schemas import SaidNews, TypingNews
from assistant.desk.news import News, Told
from assistant.desk.queue import Signature, changes_since, queue_for, signature
from assistant.desk.queue_schemas import QueueOut
from assistant.desk.roles import Permission
from assistant.desk.sessions import SessionRules, find_session
from assistant.runtime import Runtime
from assistant.storage.database import rang_within

POLL_S = 1.0
"""Other gateway processes write too, so a console looks into the database this often."""
_REST_S = 0.25
"""Between two looks: not each of many words that are said at once may cost every console a look."""
_UNREAD_S = 5.0
"""After so long without a sign the queue is read all the same."""


@dataclass
class Feed:
    """One console of a signed-in account; `token` is that of its session."""

    running: Runtime
    token: str
    rules: SessionRules
    book: EntryBook
    _signature: Signature | None = None
    _read_at: float = 0.0
    _queue: QueueOut | None = None
    _heard: dict[str, int] = field(default_factory=dict)
    _news: News = field(default_factory=News)
    _typed: dict[str, float] = field(default_factory=dict)

    async def follow(self) -> AsyncIterator[Told]:
        """Events without end, each for roles that may hear it; after `signed_out` none comes."""
        with self.running.stream.any_bell() as bell:
            while True:
                bell.clear()
                for told in await self.running.database.run(self._round):
                    yield told
                    if told[0] == "signed_out":
                        return
                for typing in self._typing():
                    yield typing
                await asyncio.sleep(_REST_S)
                await rang_within(bell, POLL_S - _REST_S)

    def _round(self, session: Session) -> list[Told]:
        at = now()
        signed = find_session(session, self.token, self.rules, at, is_use=False)
        if signed is None:
            return [("signed_out", {})]
        viewer = Viewer(signed.account, at)
        told = self._news.told(session, viewer)
        return told + (self._talks(session, viewer) if viewer.may(Permission.SEE_QUEUE) else [])

    def _talks(self, session: Session, viewer: Viewer) -> list[Told]:
        if not self._is_news(session):
            return []
        queue = queue_for(session, viewer.account, self.book, viewer.at)
        told = self._said(session, queue, viewer)
        before, self._queue = self._queue, queue
        if before is None:
            told.append(("queue", _dumped(queue)))
        elif changes := changes_since(before, queue):
            # A long queue is told once; then only what is other, however many wait.
            told.append(("queue_changes", _dumped(changes)))
        return told

    def _typing(self) -> list[Told]:
        """Whose citizen types in the conversations in hand; looked at with every round only."""
        told: list[Told] = []
        before, self._typed = self._typed, {}
        for id in self._heard:
            last = before.get(id, -1.0)
            sign = self.running.stream.board.newest(id, Speaker.CITIZEN, last)
            self._typed[id] = last if sign is None else sign
            if sign is not None:
                news = TypingNews(conversation_id=id, for_s=SHOWN_S)
                told.append(("typing", news.model_dump()))
        return told

    def _is_news(self, session: Session) -> bool:
        found, at = signature(session), time.monotonic()
        if found == self._signature and at - self._read_at < _UNREAD_S:
            return False
        self._signature, self._read_at = found, at
        return True

    def _said(self, session: Session, queue: QueueOut, viewer: Viewer) -> list[Told]:
        """What is new in the conversations in hand; of one just taken, what comes from now on."""
        told: list[Told] = []
        heard, self._heard = self._heard, {}
        for entry in queue.mine:
            id = entry.conversation_id
            last = heard.get(id, entry.last_event_id)
            events = (
                events_after(session, id, last, viewer.at) if entry.last_event_id > last else []
            )
            self._heard[id] = events[-1].id if events else last
            told += [
                ("said", _dumped(SaidNews(conversation_id=id, event=event))) for event in events
            ]
        return told


def _dumped(news: BaseModel) -> dict[str, Any]:
    """As it is told: what is not known is absent."""
    return news.model_dump(mode="json", exclude_none=True)
