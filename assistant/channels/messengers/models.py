"""Tables of chats in messengers, of how far each has been told, and of links from the portal."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from assistant.conversation.models import now
from assistant.storage.database import Base, UtcDateTime


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
    """How far a chat has been told a conversation: up to `event_id`, and `parts` of the next one.

    A chat that moved on to another conversation keeps its cursor here, so an operator's late answer
    still arrives. Whoever holds `lease` until `leased_until` is the only one to send.
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
