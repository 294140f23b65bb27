"""Rows of the desk's lists, each made anew only when its conversation has changed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import Session

from assistant.conversation.models import Conversation, Event
from assistant.conversation.recording import Speaker
from assistant.desk import telling
from assistant.desk.models import Account
from assistant.desk.pack import MOOD_FA, about_of, mood_of
from assistant.desk.queue_schemas import QueueEntry
from assistant.language.dates import jalali_brief, rfc3339
from assistant.replies.shapes import Owner
from knowledge.catalogue import Catalogue

_PREVIEW = 140
_VOICES = (Speaker.CITIZEN, Speaker.OPERATOR)
"""Who asks and who answers; notices and the assistant's words answer nothing for an operator."""
_MOST_KEPT = 10_000
"""Then all are made again: nobody needs those of conversations that are over."""
Stamp = tuple[int, int | None, str | None]


@dataclass
class EntryBook:
    """Rows as they were made last, for all consoles of a gateway together.

    A thousand wait at times, and each console looks every second: what has not changed is not read
    again. What changes a row's words grows its conversation's version, or adds an event. Threads
    share it without a lock: each goes by the stamps that it has read itself.
    """

    catalogue: Catalogue
    _kept: dict[str, tuple[Stamp, QueueEntry]] = field(default_factory=dict)

    def read(
        self, session: Session, lists: Sequence[tuple[ColumnElement[bool], int]], at: datetime
    ) -> list[QueueEntry]:
        """Of each list what has waited longest, at most so many."""
        found = [row for which, most in lists for row in _stamps(session, which, most)]
        stamps: dict[str, Stamp] = {row.id: (row.version, row.newest, row.name) for row in found}
        kept = self._kept
        known = {
            id: kept[id][1] for id, stamp in stamps.items() if id in kept and kept[id][0] == stamp
        }
        other = [id for id in stamps if id not in known]
        made = self._made(session, other, at) if other else {}
        if len(self._kept) > _MOST_KEPT:
            self._kept = {}
        self._kept.update({id: (stamps[id], entry) for id, entry in made.items()})
        entries = known | made
        return [entries[id] for id in stamps if id in entries]

    def _made(self, session: Session, ids: list[str], at: datetime) -> dict[str, QueueEntry]:
        rows = session.scalars(select(Conversation).where(Conversation.id.in_(ids))).all()
        said, channels = telling.latest(session, ids), telling.channels(session, ids)
        newest = _newest_events(session, ids)
        voices = _newest_events(session, ids, Event.data["role"].as_string().in_(_VOICES))
        holders = {row.owner_id for row in rows if row.owner_id}
        named = select(Account.id, Account.name).where(Account.id.in_(holders))
        names = dict(session.execute(named).all())
        made = {}
        for row in rows:
            words = said.get(row.id, [])
            mood = mood_of([one.act for one in reversed(words)])
            channel = channels.get(row.id, telling.WEB)
            last = newest.get(row.id)
            made[row.id] = QueueEntry(
                conversation_id=row.id,
                owner=Owner(row.owner),
                owner_id=row.owner_id,
                owner_name=names.get(row.owner_id or ""),
                queued_at=rfc3339(row.queued_at) if row.queued_at else None,
                queued_at_fa=jalali_brief(row.queued_at, at) if row.queued_at else None,
                owned_since=rfc3339(row.owned_since) if row.owned_since else None,
                channel=channel,
                channel_fa=telling.channel_fa(channel),
                preview=(telling.newest_telling(words) or "")[:_PREVIEW],
                about_fa="، ".join(about_of(row, self.catalogue).values()),
                mood=mood,
                mood_fa=MOOD_FA[mood],
                last_event_id=last.id if last else 0,
                is_unanswered=_is_unanswered(voices.get(row.id)),
            )
        return made


def _stamps(
    session: Session, which: ColumnElement[bool], most: int
) -> Sequence[Row[tuple[str, int, int | None, str | None]]]:
    """What tells whether a row is still as it was: also a colleague who is called otherwise."""
    newest = select(func.max(Event.id)).where(Event.conversation_id == Conversation.id)
    query = (
        select(
            Conversation.id,
            Conversation.version,
            newest.scalar_subquery().label("newest"),
            Account.name,
        )
        .join(Account, Account.id == Conversation.owner_id, isouter=True)
        .where(which)
        .order_by(Conversation.queued_at, Conversation.id)
        .limit(most)
    )
    return session.execute(query).all()


def _newest_events(
    session: Session, ids: Sequence[str], *such: ColumnElement[bool]
) -> dict[str, Event]:
    newest = (
        select(func.max(Event.id))
        .where(Event.conversation_id.in_(ids), *such)
        .group_by(Event.conversation_id)
    )
    events = session.scalars(select(Event).where(Event.id.in_(newest)))
    return {event.conversation_id: event for event in events}


def _is_unanswered(event: Event | None) -> bool:
    """Whether the citizen had the last word; `event` is the newest that either of both said."""
    return event is not None and event.data.get("role") == Speaker.CITIZEN
