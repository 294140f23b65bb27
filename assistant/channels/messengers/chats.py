"""Chats in messengers, how far each has got its conversation, and links from the portal.

Tables, and plain functions of a session.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    CursorResult,
    ForeignKey,
    Index,
    String,
    Text,
    Update,
    and_,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.conversation.models import Event, Turn, now
from assistant.storage.database import Base, UtcDateTime
from assistant.storage.sealing import Sealer, hash_token, resealed


class MessengerChat(Base):
    """A citizen's chat with the bot, and the conversation that goes on in it.

    `id` is the channel and a keyed hash of the messenger's own id, which is kept in `sealed` only;
    `key_id` names the key of that, so that keys can rotate.
    """

    __tablename__ = "messenger_chats"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    channel: Mapped[str] = mapped_column(String(16))
    sealed: Mapped[str] = mapped_column(Text)
    key_id: Mapped[str] = mapped_column(String(16), default="", server_default="")
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"))
    last_message: Mapped[str | None] = mapped_column(String(32), default=None)
    blocked_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class MessengerCursor(Base):
    """How far a conversation was sent to a chat: up to `event_id`, and `parts` of the next one.

    A chat that moved on to another conversation keeps its cursor here, so an operator's late answer
    still arrives. Only the holder of `lease` may send, until `leased_until`.
    """

    __tablename__ = "messenger_cursors"

    chat_id: Mapped[str] = mapped_column(ForeignKey("messenger_chats.id"), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    event_id: Mapped[int] = mapped_column(BigInteger, default=0)
    parts: Mapped[int] = mapped_column(default=0)
    failures: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    lease: Mapped[str | None] = mapped_column(String(32), default=None)
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)

    __table_args__ = (Index("ix_messenger_cursors_conversation_id", "conversation_id"),)


class MessengerLink(Base):
    """A code, used once and soon, by which a chat takes over a conversation of the portal."""

    __tablename__ = "messenger_links"

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    chat_id: Mapped[str | None] = mapped_column(ForeignKey("messenger_chats.id"), default=None)


LINK_VALID = timedelta(minutes=10)


def find(session: Session, chat_id: str) -> MessengerChat | None:
    """The chat, or None when it is new."""
    return session.get(MessengerChat, chat_id)


def open_chat(session: Session, chat: MessengerChat) -> None:
    """Keep a new chat, which gets its conversation from the beginning."""
    session.add(chat)
    session.flush()
    session.add(MessengerCursor(chat_id=chat.id, conversation_id=chat.conversation_id))


def reseal_chats(
    session: Session, sealer: Sealer, after_id: str = "", limit: int = 500
) -> str | None:
    """Seal the next `limit` ids of older keys under the newest key.

    Returns the id of the chat to go on after, None at the end.
    """
    query = select(MessengerChat).where(
        MessengerChat.key_id != sealer.key_id, MessengerChat.id > after_id
    )
    rows = session.scalars(query.order_by(MessengerChat.id).limit(limit)).all()
    for row in rows:
        if anew := resealed(sealer, row.sealed, f"messenger_chats {row.id}"):
            row.sealed, row.key_id = anew, sealer.key_id
    return rows[-1].id if len(rows) == limit else None


def was_answered(session: Session, chat_id: str, key: str) -> bool:
    """Whether an update was answered before, in any conversation that the chat ever had."""
    own = select(MessengerCursor.conversation_id).where(MessengerCursor.chat_id == chat_id)
    query = select(Turn.id).where(Turn.conversation_id.in_(own), Turn.idempotency_key == key)
    return session.scalar(query) is not None


def is_in_a_messenger(session: Session, conversation_id: str) -> bool:
    """Whether messages in the conversation make a telephone ring."""
    told = select(MessengerCursor.chat_id).where(MessengerCursor.conversation_id == conversation_id)
    return session.scalar(told.limit(1)) is not None


def set_blocked(session: Session, chat_id: str, *, is_blocked: bool) -> None:
    """Note that the citizen has blocked the bot, or not any longer."""
    change = update(MessengerChat).where(MessengerChat.id == chat_id)
    session.execute(change.values(blocked_at=now() if is_blocked else None))


def set_last_message(session: Session, chat_id: str, message: str) -> None:
    """Note which message of the citizen is the newest."""
    change = update(MessengerChat).where(MessengerChat.id == chat_id)
    session.execute(change.values(last_message=message))


def new_link(session: Session, conversation_id: str) -> tuple[str, datetime]:
    """A code by which a chat can take over the conversation once, and until when."""
    code, until = secrets.token_urlsafe(24), now() + LINK_VALID
    row = MessengerLink(
        code_hash=hash_token(code), conversation_id=conversation_id, expires_at=until
    )
    session.add(row)
    return code, until


def take_over(session: Session, chat_id: str, code: str) -> str | None:
    """Let the chat go on with the conversation behind `code`.

    Returns the conversation's id, also when the same chat comes again with the code it used; None
    for a code that is unknown, too old, or used by another chat.
    """
    link = session.get(MessengerLink, hash_token(code))
    if link is None:
        return None
    if link.chat_id == chat_id:
        return link.conversation_id
    unused = and_(MessengerLink.chat_id.is_(None), MessengerLink.expires_at > now())
    change = update(MessengerLink).where(MessengerLink.code_hash == link.code_hash, unused)
    if not _changed(session, change.values(chat_id=chat_id)):
        return None
    _continue(session, chat_id, link.conversation_id)
    return link.conversation_id


def _continue(session: Session, chat_id: str, conversation_id: str) -> None:
    known = session.get(MessengerCursor, (chat_id, conversation_id))
    if known is None:
        newest = select(func.max(Event.id)).where(Event.conversation_id == conversation_id)
        told = session.scalar(newest) or 0
        session.add(
            MessengerCursor(chat_id=chat_id, conversation_id=conversation_id, event_id=told)
        )
    change = update(MessengerChat).where(MessengerChat.id == chat_id)
    session.execute(change.values(conversation_id=conversation_id))


@dataclass(frozen=True)
class CursorPlace:
    """A chat's cursor in one conversation."""

    chat_id: str
    conversation_id: str

    @property
    def row(self) -> ColumnElement[bool]:
        """The condition that finds it."""
        return and_(
            MessengerCursor.chat_id == self.chat_id,
            MessengerCursor.conversation_id == self.conversation_id,
        )


def newest_event(session: Session) -> int:
    """The highest id of an event."""
    return session.scalar(select(func.max(Event.id))) or 0


def due(session: Session, channels: list[str], after: int, most: int) -> list[CursorPlace]:
    """Cursors with something to send and without a lease, if an event after `after` is waiting."""
    waiting = (
        select(Event.id)
        .where(
            Event.conversation_id == MessengerCursor.conversation_id,
            Event.id > MessengerCursor.event_id,
        )
        .exists()
    )
    query = (
        select(MessengerCursor.chat_id, MessengerCursor.conversation_id)
        .join(MessengerChat, MessengerChat.id == MessengerCursor.chat_id)
        .where(
            MessengerChat.channel.in_(channels),
            MessengerChat.blocked_at.is_(None),
            MessengerCursor.next_try_at <= now(),
            _is_free(),
            waiting,
        )
    )
    if after:
        recent = select(Event.conversation_id).where(Event.id > after)
        query = query.where(MessengerCursor.conversation_id.in_(recent))
    found = session.execute(query.order_by(MessengerCursor.next_try_at).limit(most))
    return [CursorPlace(*row) for row in found]


def _is_free() -> ColumnElement[bool]:
    return or_(MessengerCursor.leased_until.is_(None), MessengerCursor.leased_until < now())


def claim(session: Session, place: CursorPlace, lease: str, seconds: float) -> bool:
    """Take the cursor for `seconds`, unless somebody else has it."""
    change = update(MessengerCursor).where(place.row, _is_free())
    until = now() + timedelta(seconds=seconds)
    return _changed(session, change.values(lease=lease, leased_until=until))


def advance(
    session: Session, place: CursorPlace, lease: str, seconds: float, **progress: object
) -> bool:
    """Keep how far it was sent, and the lease for `seconds` more; False when the lease is lost."""
    change = update(MessengerCursor).where(place.row, MessengerCursor.lease == lease)
    until = now() + timedelta(seconds=seconds)
    return _changed(session, change.values(leased_until=until, failures=0, **progress))


def release(
    session: Session, place: CursorPlace, lease: str, pause_s: float, failures: int
) -> None:
    """Give the cursor back; nobody tries before `pause_s` seconds have passed."""
    change = update(MessengerCursor).where(place.row, MessengerCursor.lease == lease)
    again = now() + timedelta(seconds=pause_s)
    values = {"lease": None, "leased_until": None, "next_try_at": again, "failures": failures}
    session.execute(change.values(**values))


@dataclass(frozen=True)
class Pending:
    """The next event for a chat, with the turn it belongs to if there is one."""

    chat: MessengerChat
    cursor: MessengerCursor
    event: Event
    turn: Turn | None


def pending(session: Session, place: CursorPlace) -> Pending | None:
    """The next event, or None when all is sent or the chat is blocked."""
    chat = session.get(MessengerChat, place.chat_id)
    cursor = session.get(MessengerCursor, (place.chat_id, place.conversation_id))
    if chat is None or cursor is None or chat.blocked_at:
        return None
    after = select(Event).where(
        Event.conversation_id == place.conversation_id, Event.id > cursor.event_id
    )
    event = session.scalar(after.order_by(Event.id).limit(1))
    if event is None:
        return None
    turn_id = event.data.get("turn_id")
    return Pending(chat, cursor, event, session.get(Turn, turn_id) if turn_id else None)


def _changed(session: Session, change: Update) -> bool:
    """Whether `change` found its row."""
    quick = change.execution_options(synchronize_session=False)
    return cast("CursorResult[Any]", session.execute(quick)).rowcount > 0
