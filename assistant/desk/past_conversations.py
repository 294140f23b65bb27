"""Conversations that operators have ended: one's own list, and earlier talks with the citizen.

An operator who has ended a conversation may read it for a week, up to that end: nobody at the desk
sees the citizen's later messages to the assistant.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import Session

from assistant.channels.messengers.chats import MessengerCursor
from assistant.conversation.models import Conversation, Event, OwnerChange, Turn
from assistant.conversation.ownership import OwnerMove
from assistant.desk import conversation_summary
from assistant.desk.close_reasons import CLOSE_REASON_FA, CloseReason
from assistant.desk.models import Account
from assistant.desk.queue_schemas import ClosedOut
from assistant.desk.schemas import EarlierOut
from assistant.language.dates import jalali_brief, rfc3339
from assistant.replies.schemas import Owner

KEPT = timedelta(days=7)
MOST_CLOSED = 100
_MOST_EARLIER = 10
_LATEST = 12
_PREVIEW = 140
Ending = Row[str, datetime, str | None, str]


def closed(
    session: Session, account_id: str, at: datetime, *, is_everybodys: bool
) -> list[ClosedOut]:
    """Conversations that the account, or everybody, ended in a week: a hundred, newest first."""
    mine: list[ColumnElement[bool]] = [OwnerChange.created_at > at - KEPT]
    if not is_everybodys:
        mine.append(OwnerChange.actor == account_id)
    rows = _endings(session, mine, MOST_CLOSED)
    channels = conversation_summary.channels(session, {row.conversation_id for row in rows})
    return [
        ClosedOut(
            conversation_id=row.conversation_id,
            closed_at=rfc3339(row.created_at),
            closed_at_fa=jalali_brief(row.created_at, at),
            operator=row.name or "",
            reason_fa=_reason_fa(row.reason),
            channel=(channel := channels.get(row.conversation_id, conversation_summary.WEB)),
            channel_fa=conversation_summary.channel_fa(channel),
            preview=_words_before(session, row),
        )
        for row in rows
    ]


def earlier(
    session: Session, conversation_id: str, at: datetime, before: datetime | None = None
) -> list[EarlierOut]:
    """Earlier talks of operators in this conversation and in the same chat of a messenger.

    Nothing else is known of a citizen who comes by the portal without a chat, and nothing is
    guessed.
    """
    chat = select(MessengerCursor.chat_id).where(MessengerCursor.conversation_id == conversation_id)
    same = select(MessengerCursor.conversation_id).where(MessengerCursor.chat_id.in_(chat))
    is_theirs = OwnerChange.conversation_id.in_(same)
    which: list[ColumnElement[bool]] = [
        is_theirs | (OwnerChange.conversation_id == conversation_id)
    ]
    if before is not None:
        which.append(OwnerChange.created_at < before)
    return [
        EarlierOut(
            is_here=row.conversation_id == conversation_id,
            ended_at=rfc3339(row.created_at),
            ended_at_fa=jalali_brief(row.created_at, at),
            operator=row.name,
            reason_fa=_reason_fa(row.reason) or None,
            preview=_words_before(session, row),
        )
        for row in _endings(session, which, _MOST_EARLIER)
    ]


def ended_by(
    session: Session, account_id: str, row: Conversation, at: datetime
) -> OwnerChange | None:
    """The newest end that the account gave to a conversation which no human has now."""
    if row.owner != Owner.BOT:
        return None
    query = select(OwnerChange).where(
        OwnerChange.conversation_id == row.id,
        OwnerChange.move == OwnerMove.CLOSE,
        OwnerChange.actor == account_id,
        OwnerChange.created_at > at - KEPT,
    )
    found: OwnerChange | None = session.scalar(query.order_by(OwnerChange.id.desc()).limit(1))
    return found


def last_event_of(session: Session, end: OwnerChange) -> int:
    """The id of the event for this end: later events do not belong to the desk."""
    query = select(Event.id).where(
        Event.conversation_id == end.conversation_id,
        Event.type == "owner",
        Event.created_at >= end.created_at,
    )
    return session.scalar(query.order_by(Event.id).limit(1)) or 0


def _endings(session: Session, which: Sequence[ColumnElement[bool]], most: int) -> Sequence[Ending]:
    query = (
        select(
            OwnerChange.conversation_id,
            OwnerChange.created_at,
            OwnerChange.reason,
            Account.name,
        )
        .join(Account, Account.id == OwnerChange.actor, isouter=True)
        .where(OwnerChange.move == OwnerMove.CLOSE, *which)
        .order_by(OwnerChange.created_at.desc(), OwnerChange.id.desc())
    )
    return session.execute(query.limit(most)).all()


def _words_before(session: Session, row: Ending) -> str:
    """The citizen's words, masked, on the matter of the talk that ended so."""
    query = select(Turn).where(
        Turn.conversation_id == row.conversation_id, Turn.created_at <= row.created_at
    )
    turns = session.scalars(query.order_by(Turn.created_at.desc()).limit(_LATEST))
    return (
        conversation_summary.newest_telling([conversation_summary.said_of(turn) for turn in turns])
        or ""
    )[:_PREVIEW]


def _reason_fa(reason: str | None) -> str:
    return CLOSE_REASON_FA[CloseReason(reason)] if reason in list(CloseReason) else ""
