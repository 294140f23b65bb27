"""The lists of the desk: what waits, what is in hand, and how busy everybody is."""

from datetime import datetime, timedelta
from statistics import median

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.conversation.models import Conversation, Event, OwnerChange
from assistant.conversation.owners import Move
from assistant.desk.entries import EntryBook
from assistant.desk.looks import alarms
from assistant.desk.models import Account, DeskAlarm
from assistant.desk.queue_schemas import InHand, LoadOut, QueueChanges, QueueEntry, QueueOut
from assistant.desk.roles import PERMISSIONS, Permission, Role
from assistant.replies.shapes import Owner

MOST = 2_000
"""So many that wait are shown, those that have waited longest first; the others are counted."""
MOST_IN_HAND = 200
_RECENT = timedelta(hours=24)
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


def queue_for(session: Session, account: Account, book: EntryBook, at: datetime) -> QueueOut:
    """What `account` may see of the queue; `book` has what was read for the same viewer before."""
    permissions = PERMISSIONS[Role(account.role)]
    is_mine = Conversation.owner_id == account.id
    # Each by itself: a long queue must not push what one has in hand out of sight.
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
    """What a console that knows `before` has to hear; None when nothing is other."""
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
        operators=[InHand(name=name, conversations=n) for name, n in session.execute(in_hand)],
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
