"""The lists of the desk: waiting conversations, those in hand, and everybody's load.

A row is made again only when its conversation has changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import Session

from assistant.conversation.models import Conversation, Event, OwnerChange
from assistant.conversation.ownership import OwnerMove
from assistant.conversation.turn_records import Speaker
from assistant.desk import conversation_summary
from assistant.desk.conversation_summary import MOOD_FA, about_of, mood_of
from assistant.desk.models import Account, DeskAlarm
from assistant.desk.queue_schemas import InHand, LoadOut, QueueChanges, QueueEntry, QueueOut
from assistant.desk.reveals import alarms
from assistant.desk.roles import PERMISSIONS, Permission, Role
from assistant.language.dates import jalali_brief, rfc3339
from assistant.replies.schemas import Owner
from knowledge.catalogue import Catalogue

_PREVIEW = 140
_VOICES = (Speaker.CITIZEN, Speaker.OPERATOR)
"""The citizen asks and the operator answers; notices and the assistant's words do not count."""
_MOST_KEPT = 10_000
"""Above this all rows are made again: nobody needs those of conversations that are over."""
Stamp = tuple[int, int | None, str | None]


@dataclass
class EntryBook:
    """The latest rows, for all consoles of a gateway together.

    At times a thousand conversations wait, and each console looks every second: unchanged ones are
    not read again. A change of a row's words increases its conversation's version, or adds an
    event. Threads share it without a lock: each uses only the stamps that it has read itself.
    """

    catalogue: Catalogue
    _kept: dict[str, tuple[Stamp, QueueEntry]] = field(default_factory=dict)

    def read(
        self, session: Session, lists: Sequence[tuple[ColumnElement[bool], int]], at: datetime
    ) -> list[QueueEntry]:
        """Of each list the conversations that have waited longest, at most so many."""
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
        said, channels = (
            conversation_summary.latest(session, ids),
            conversation_summary.channels(session, ids),
        )
        newest = _newest_events(session, ids)
        voices = _newest_events(session, ids, Event.data["role"].as_string().in_(_VOICES))
        holders = {row.owner_id for row in rows if row.owner_id}
        named = select(Account.id, Account.name).where(Account.id.in_(holders))
        names = dict(session.execute(named).all())
        made = {}
        for row in rows:
            words = said.get(row.id, [])
            mood = mood_of([one.act for one in reversed(words)])
            channel = channels.get(row.id, conversation_summary.WEB)
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
                channel_fa=conversation_summary.channel_fa(channel),
                preview=(conversation_summary.newest_telling(words) or "")[:_PREVIEW],
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
    """The data that shows whether a row is up to date; it includes the colleague's name."""
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
    """Whether the citizen spoke last; `event` is the newest message of citizen or operator."""
    return event is not None and event.data.get("role") == Speaker.CITIZEN


MOST = 2_000
"""So many waiting conversations are shown, longest waiting first; the others are counted."""
MOST_IN_HAND = 200
_RECENT = timedelta(hours=24)
Signature = tuple[int, int, int, int]


def signature(session: Session) -> Signature:
    """A value that changes with every change of the lists or the load; cheap to ask."""
    humans = Conversation.owner.in_([Owner.QUEUE, Owner.OPERATOR])
    count, versions = session.execute(
        select(func.count(), func.sum(Conversation.version)).where(humans)
    ).one()
    theirs = select(Conversation.id).where(humans)
    newest = select(func.max(Event.id)).where(Event.conversation_id.in_(theirs))
    alarm = session.scalar(select(func.max(DeskAlarm.id)))
    return session.scalar(newest) or 0, count, versions or 0, alarm or 0


def queue_for(session: Session, account: Account, book: EntryBook, at: datetime) -> QueueOut:
    """The part of the queue that `account` may see; `book` has the rows of earlier reads."""
    permissions = PERMISSIONS[Role(account.role)]
    is_mine = Conversation.owner_id == account.id
    # Each list separately: a long queue must not push the operator's own conversations out of
    # sight.
    in_hand = Conversation.owner == Owner.OPERATOR
    lists = [(Conversation.owner == Owner.QUEUE, MOST), (in_hand & is_mine, MOST_IN_HAND)]
    if Permission.READ_ALL_CONVERSATIONS in permissions:
        lists.append((in_hand & ~is_mine, MOST_IN_HAND))
    entries = book.read(session, lists, at)
    held = [entry for entry in entries if entry.owner is Owner.OPERATOR]
    return QueueOut(
        waiting=[entry for entry in entries if entry.owner is Owner.QUEUE],
        mine=[entry for entry in held if entry.owner_id == account.id],
        others=[entry for entry in held if entry.owner_id != account.id],
        waiting_count=_waiting(session),
        load=load(session, at) if Permission.SEE_LOAD in permissions else None,
    )


def changes_since(before: QueueOut, now: QueueOut) -> QueueChanges | None:
    """The changes for a console that knows `before`; None when nothing has changed."""
    if before == now:
        return None
    known = {entry.conversation_id: entry for entry in _all(before)}
    entries = {entry.conversation_id: entry for entry in _all(now)}
    changed = [entry for id, entry in entries.items() if known.get(id) != entry]
    gone = [id for id in known if id not in entries]
    return QueueChanges(changed=changed, gone=gone, waiting_count=now.waiting_count, load=now.load)


def _all(queue: QueueOut) -> list[QueueEntry]:
    return [*queue.waiting, *queue.mine, *queue.others]


def _waiting(session: Session) -> int:
    query = select(func.count()).where(Conversation.owner == Owner.QUEUE)
    return session.scalar(query) or 0


def load(session: Session, at: datetime) -> LoadOut:
    """Waiting and handling times of the last day, and the conversations of each operator."""
    waiting = select(func.count(), func.min(Conversation.queued_at)).where(
        Conversation.owner == Owner.QUEUE
    )
    count, oldest = session.execute(waiting).one()
    in_hand = (
        select(Account.name, func.count())
        .join(Conversation, Conversation.owner_id == Account.id)
        .where(Conversation.owner == Owner.OPERATOR, Conversation.lease_until > at)
        .group_by(Account.id, Account.name)
        .order_by(Account.name)
    )
    return LoadOut(
        waiting=count,
        longest_wait_s=round((at - oldest).total_seconds()) if oldest else None,
        median_wait_s=_median(session, OwnerMove.TAKE, at),
        median_handling_s=_median(session, OwnerMove.CLOSE, at),
        operators=[InHand(name=name, conversations=n) for name, n in session.execute(in_hand)],
        alarms=alarms(session, at),
    )


def _median(session: Session, move: OwnerMove, at: datetime) -> int | None:
    query = select(OwnerChange.lasted_s).where(
        OwnerChange.move == move,
        OwnerChange.created_at > at - _RECENT,
        OwnerChange.lasted_s.is_not(None),
    )
    lasted = [seconds for seconds in session.scalars(query.limit(1000)) if seconds is not None]
    return round(median(lasted)) if lasted else None
