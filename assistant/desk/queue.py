"""The lists of the desk: what waits, what is in hand, and how busy everybody is."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from assistant.conversation.models import Conversation, Event, OwnerChange, Turn
from assistant.conversation.owners import Move
from assistant.conversation.recording import Speaker
from assistant.desk.looks import alarms
from assistant.desk.models import Account, DeskAlarm
from assistant.desk.pack import MERE_WISHES, about_of
from assistant.desk.roles import PERMISSIONS, Permission, Role
from assistant.desk.schemas import LoadOut, QueueEntry, QueueOut
from assistant.language.dates import jalali_brief, rfc3339
from assistant.replies.shapes import Owner
from knowledge.catalogue import Catalogue

MOST = 200
"""So many conversations of each list are shown, those that have waited longest first."""
_PREVIEW = 140
_RECENT = timedelta(hours=24)
_VOICES = (Speaker.CITIZEN, Speaker.OPERATOR)
"""Who asks and who answers; notices and the assistant's words answer nothing for an operator."""
Signature = tuple[int, int, int, int]


def signature(session: Session) -> Signature:
    """Another one when the lists or the load have something new; cheap to ask."""
    humans = Conversation.owner.in_([Owner.QUEUE, Owner.OPERATOR])
    count, versions = session.execute(
        select(func.count(), func.sum(Conversation.version)).where(humans)
    ).one()
    theirs = select(Conversation.id).where(humans)
    newest = select(func.max(Event.id)).where(Event.conversation_id.in_(theirs))
    alarm = session.scalar(select(func.max(DeskAlarm.id)))
    return session.scalar(newest) or 0, count, versions or 0, alarm or 0


def queue_for(session: Session, account: Account, catalogue: Catalogue, at: datetime) -> QueueOut:
    """What `account` may see of the queue."""
    permissions = PERMISSIONS[Role(account.role)]
    is_mine = Conversation.owner_id == account.id
    # Each by itself: a long queue must not push what one has in hand out of sight.
    lists = [Conversation.owner == Owner.QUEUE, (Conversation.owner == Owner.OPERATOR) & is_mine]
    if Permission.READ_ALL_CONVERSATIONS in permissions:
        lists.append((Conversation.owner == Owner.OPERATOR) & ~is_mine)
    rows = [row for which in lists for row in _longest_waiting(session, which)]
    entries = _entries(session, rows, catalogue, at)
    in_hand = [entry for entry in entries if entry.owner is Owner.OPERATOR]
    return QueueOut(
        waiting=[entry for entry in entries if entry.owner is Owner.QUEUE],
        mine=[entry for entry in in_hand if entry.owner_id == account.id],
        others=[entry for entry in in_hand if entry.owner_id != account.id],
        load=load(session, at) if Permission.SEE_LOAD in permissions else None,
    )


def _longest_waiting(session: Session, which: ColumnElement[bool]) -> Sequence[Conversation]:
    query = select(Conversation).where(which).order_by(Conversation.queued_at).limit(MOST)
    return session.scalars(query).all()


def load(session: Session, at: datetime) -> LoadOut:
    """Waiting and handling times of the last day, and what each operator has in hand."""
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
        median_wait_s=_median(session, Move.TAKE, at),
        median_handling_s=_median(session, Move.CLOSE, at),
        operators=[{"name": name, "conversations": n} for name, n in session.execute(in_hand)],
        alarms=alarms(session, at),
    )


def _median(session: Session, move: Move, at: datetime) -> int | None:
    query = select(OwnerChange.lasted_s).where(
        OwnerChange.move == move,
        OwnerChange.created_at > at - _RECENT,
        OwnerChange.lasted_s.is_not(None),
    )
    lasted = [seconds for seconds in session.scalars(query.limit(1000)) if seconds is not None]
    return round(median(lasted)) if lasted else None


def _entries(
    session: Session, rows: Sequence[Conversation], catalogue: Catalogue, at: datetime
) -> list[QueueEntry]:
    ids = [row.id for row in rows]
    words, newest = _last_words(session, ids), _newest_events(session, ids)
    said = _newest_events(session, ids, Event.data["role"].as_string().in_(_VOICES))
    holders = {row.owner_id for row in rows if row.owner_id}
    named = select(Account.id, Account.name).where(Account.id.in_(holders))
    names = dict(session.execute(named).all())
    return [
        QueueEntry(
            conversation_id=row.id,
            owner=Owner(row.owner),
            owner_id=row.owner_id,
            owner_name=names.get(row.owner_id or ""),
            queued_at=rfc3339(row.queued_at) if row.queued_at else None,
            queued_at_fa=jalali_brief(row.queued_at, at) if row.queued_at else None,
            preview=words.get(row.id, "")[:_PREVIEW],
            about_fa="، ".join(about_of(row, catalogue).values()),
            last_event_id=newest[row.id].id if row.id in newest else 0,
            is_unanswered=_is_unanswered(said.get(row.id)),
        )
        for row in rows
    ]


def _last_words(session: Session, ids: Sequence[str]) -> dict[str, str]:
    """The citizen's newest message in each conversation; the mere wish for a human if no other."""
    anything = _newest_texts(session, [Turn.conversation_id.in_(ids)])
    telling = [Turn.conversation_id.in_(ids), telling_words()]
    return anything | _newest_texts(session, telling)


def telling_words() -> ColumnElement[bool]:
    """What is true of messages that say more than that a human is wanted."""
    return Turn.text.not_in(MERE_WISHES)


def _newest_texts(session: Session, turns: Sequence[ColumnElement[bool]]) -> dict[str, str]:
    newest = (
        select(Turn.conversation_id, func.max(Turn.created_at).label("at"))
        .where(*turns)
        .group_by(Turn.conversation_id)
        .subquery()
    )
    query = select(Turn.conversation_id, Turn.text).join(
        newest,
        (Turn.conversation_id == newest.c.conversation_id) & (Turn.created_at == newest.c.at),
    )
    return dict(session.execute(query).all())


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
