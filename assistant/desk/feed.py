"""The live events of an open console: the queue, messages and typing, cases, outages, upkeep."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sse_starlette import EventSourceResponse, ServerSentEvent

from assistant.cases.closures import closures
from assistant.cases.models import Case, CaseEvent
from assistant.cases.outages import open_outages
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.shutdown import LeavingDep
from assistant.conversation.event_stream import SHOWN_S
from assistant.conversation.models import OwnerChange, Rating, now
from assistant.conversation.turn_records import Speaker
from assistant.desk.conversations import Viewer, events_after
from assistant.desk.dependencies import EntryBookDep, SignedInDep, rules_of
from assistant.desk.queue import EntryBook, Signature, changes_since, queue_for, signature
from assistant.desk.queue_schemas import (
    CaseNews,
    DeskNews,
    OutageNews,
    QueueOut,
    SaidNews,
    TypingNews,
    UpkeepNews,
)
from assistant.desk.roles import Permission, Role
from assistant.desk.sessions import SessionRules, find_session
from assistant.insight.radar.suspicions import open_suspicions
from assistant.runtime import Runtime
from assistant.storage.database import rang_within
from assistant.storage.jobs import Job, JobState

_OVERLAP = 200
"""Transactions may end in another order than their ids were given, so some ids are read again."""
Told = tuple[str, dict[str, Any]]


class News:
    """The news that one console has had."""

    def __init__(self) -> None:
        self._last: int | None = None
        self._heard: set[int] = set()
        self._upkeep: dict[str, int] | None = None
        self._newest: tuple[int | None, ...] | None = None
        self._outages: dict[str, Any] | None = None

    def told(self, session: Session, viewer: Viewer) -> list[Told]:
        """The news since the last time; each kind only for roles that may see it."""
        told: list[Told] = []
        codes = self._changed(session, viewer) if viewer.may(Permission.READ_CASES) else None
        if codes is not None:
            told.append(("cases", CaseNews(changed=codes).model_dump()))
        if viewer.may(Permission.SEE_INSIGHT) and self._is_other(session):
            told.append(("situation", {}))
        if viewer.may(Permission.KEEP_OUTAGES):
            outages = _outages(session)
            if outages != (self._outages or _NO_OUTAGES):
                told.append(("outages", outages))
            self._outages = outages
        upkeep = _upkeep(session, viewer)
        if upkeep != (self._upkeep or {}):
            self._upkeep = upkeep
            told.append(("upkeep", dict(upkeep)))
        return told

    def _is_other(self, session: Session) -> bool:
        """Whether figures of the situation may have changed; the reader fetches them.

        True at first: an earlier reading may be out of date.
        """
        tables = (CaseEvent.id, OwnerChange.id, Rating.id)
        newest = session.execute(select(*(select(func.max(id)).scalar_subquery() for id in tables)))
        found = tuple(newest.one())
        before, self._newest = self._newest, found
        return found != before

    def _changed(self, session: Session, viewer: Viewer) -> list[str] | None:
        """The codes of cases with a new event, or None where there is no new one.

        No code at first: a list that was read before may be out of date, and must be read again.
        """
        newest = session.scalar(select(func.max(CaseEvent.id))) or 0
        if newest == self._last:
            return None
        is_first, after = self._last is None, max(0, newest - _OVERLAP)
        if self._last is not None:
            after = min(after, self._last)
        query = select(CaseEvent.id, Case.tracking_code).join(Case).where(CaseEvent.id > after)
        if viewer.account.role == Role.CLERK:
            query = query.where(Case.agency_id == (viewer.account.agency_id or "-"))
        rows = session.execute(query.order_by(CaseEvent.id)).all()
        fresh = [code for id_, code in rows if id_ not in self._heard]
        self._last, self._heard = newest, {id_ for id_, _ in rows if id_ > newest - _OVERLAP}
        return [] if is_first else (list(dict.fromkeys(fresh)) or None)


_NO_OUTAGES: dict[str, Any] = {"suspected": {}, "confirmed": {}}


def _outages(session: Session) -> dict[str, Any]:
    """How many people reported each suspected outage, and each confirmed one, by its id."""
    suspected = {str(one.id): one.people for one in open_suspicions(session)}
    confirmed = {str(one.id): one.people for one in open_outages(session)}
    return OutageNews(suspected=suspected, confirmed=confirmed).model_dump()


def _upkeep(session: Session, viewer: Viewer) -> dict[str, int]:
    found = UpkeepNews()
    if viewer.may(Permission.REVIVE_JOBS):
        dead = select(func.count()).where(Job.state == JobState.DEAD)
        found.dead_jobs = session.scalar(dead) or 0
    if viewer.may(Permission.KEEP_CALENDAR):
        found.closures = len(closures(session))
    return found.model_dump(exclude_none=True)


POLL_S = 1.0
"""Other gateway processes write too, so a console looks into the database this often."""
_REST_S = 0.25
"""Between two looks: with many messages at once, not each one makes every console look."""
_UNREAD_S = 5.0
"""After so long without a sign the queue is read anyway."""


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
        """Events without end, each for roles that may hear it; `signed_out` is the last."""
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
            # A long queue is sent once; then only changes, however many wait.
            told.append(("queue_changes", _dumped(changes)))
        return told

    def _typing(self) -> list[Told]:
        """The conversations in hand whose citizen is typing; checked only once a round."""
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
        """New messages of conversations in hand; for one just taken, only later messages."""
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
    """The data for the client: unknown values are left out."""
    return news.model_dump(mode="json", exclude_none=True)


router = APIRouter(prefix="/api/v1/desk", tags=["desk"])


@router.get("/events", response_class=EventSourceResponse, responses={200: {"model": DeskNews}})
async def events(
    signed: SignedInDep, running: RuntimeDep, book: EntryBookDep, leaving: LeavingDep
) -> EventSourceResponse:
    """What is new at the desk, by what one may see (server-sent events)."""
    feed = Feed(running, signed.token, rules_of(running.settings), book)

    async def stream() -> AsyncIterator[ServerSentEvent]:
        async for name, data in feed.follow():
            yield ServerSentEvent(json.dumps(data, ensure_ascii=False), event=name)

    return EventSourceResponse(leaving.ending(stream()), ping=15)
