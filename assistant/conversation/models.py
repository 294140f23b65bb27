"""Tables of conversations, their turns, and the events that channels deliver."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column

from assistant.replies.schemas import Owner
from assistant.storage.database import Base, UtcDateTime
from assistant.storage.shared_clock import utc_now
from assistant.storage.wide import WIDE

_SEALED = text("key_id IS NOT NULL")


def now() -> datetime:
    """The current time, UTC."""
    return utc_now()


class Conversation(Base):
    """One citizen's conversation; `state` is the dialogue memory (slots and open form).

    An operator owns it until `lease_until`; `owned_since` is when its present owner began.
    `version` counts turns and changes of owner: whoever writes one names the version that was read.
    """

    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64))
    owner: Mapped[str] = mapped_column(String(16), default=Owner.BOT)
    owner_id: Mapped[str | None] = mapped_column(String(32), default=None)
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)
    owned_since: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)
    version: Mapped[int] = mapped_column(default=0, server_default="0")
    queued_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)
    state: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    shown_choices: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    last_turn_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    __table_args__ = (
        Index("ix_conversations_queue", "owner", "queued_at"),
        Index("ix_conversations_last_turn_at", "last_turn_at"),
    )


class OwnerChange(Base):
    """One move of a conversation to another owner; `version` is the conversation's after it.

    `actor` is the account that moved it, or None for the citizen and the clock; `lasted_s` is how
    many seconds the previous owner had it: the wait for a TAKE, the handling for a CLOSE.
    """

    __tablename__ = "owner_changes"

    id: Mapped[int] = mapped_column(WIDE, primary_key=True, autoincrement=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"))
    version: Mapped[int]
    move: Mapped[str] = mapped_column(String(16))
    owner: Mapped[str] = mapped_column(String(16))
    owner_id: Mapped[str | None] = mapped_column(String(32), default=None)
    actor: Mapped[str | None] = mapped_column(String(32), default=None)
    reason: Mapped[str | None] = mapped_column(String(64), default=None)
    lasted_s: Mapped[int | None] = mapped_column(default=None)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        UniqueConstraint("conversation_id", "version"),
        Index("ix_owner_changes_move", "move", "created_at"),
    )


class Turn(Base):
    """One message and its answer.

    `text` is masked and `sealed` holds it as typed when masking changed it, under the key that
    `key_id` names; no pin is in `answer`.
    """

    __tablename__ = "turns"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    idempotency_key: Mapped[str | None] = mapped_column(String(128), default=None)
    request_hash: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(String(4000))
    sealed: Mapped[str | None] = mapped_column(Text, default=None)
    key_id: Mapped[str | None] = mapped_column(String(16), default=None)
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    __table_args__ = (
        UniqueConstraint("conversation_id", "idempotency_key"),
        # Few turns are sealed, and only they are in the index.
        Index("ix_turns_key_id", "key_id", "id", sqlite_where=_SEALED, postgresql_where=_SEALED),
    )


class Event(Base):
    """An event that a channel delivers, in order: replies of either side, and changes of owner.

    Ids grow within a conversation only because whoever adds one has locked the conversation's row
    first: a listener that has seen an id has seen all lower ones. `key` is the sender's, so that a
    message which an operator sends again is stored once.
    """

    __tablename__ = "events"

    id: Mapped[int] = mapped_column(WIDE, primary_key=True, autoincrement=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"))
    type: Mapped[str] = mapped_column(String(16))
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    key: Mapped[str | None] = mapped_column(String(128), default=None)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    __table_args__ = (
        Index("ix_events_conversation", "conversation_id", "id"),
        Index("ix_events_key", "conversation_id", "key", unique=True),
    )


class Rating(Base):
    """A citizen's mark from 1 to 5 for one matter; a second mark of the same person replaces it.

    Agency, service, province and case are those of the turn that was rated, `occasion` is the
    occasion of the mark (`assistant/insight/ratings`). `person_key` is a keyed hash that is valid
    for one agency and month; `address_key` is another, deleted after the day. `counts` says whether
    the mark is in the figures, and `why` gives the suspicion against it. The comment is masked. A
    mark stays when its conversation is erased, without all data that leads to a person.
    """

    __tablename__ = "ratings"

    id: Mapped[int] = mapped_column(WIDE, primary_key=True, autoincrement=True)
    conversation_id: Mapped[str | None] = mapped_column(
        ForeignKey("conversations.id"), index=True, default=None
    )
    turn_id: Mapped[str | None] = mapped_column(String(32), default=None)
    case_id: Mapped[int | None] = mapped_column(WIDE, default=None)
    person_key: Mapped[str | None] = mapped_column(String(64), default=None)
    address_key: Mapped[str | None] = mapped_column(String(64), default=None)
    matter: Mapped[str | None] = mapped_column(String(80), default=None)
    occasion: Mapped[str] = mapped_column(String(16), default="talk", server_default="talk")
    agency_id: Mapped[str | None] = mapped_column(String(64), default=None)
    service_id: Mapped[str | None] = mapped_column(String(64), default=None)
    province: Mapped[str | None] = mapped_column(String(64), default=None)
    channel: Mapped[str] = mapped_column(String(16), default="web", server_default="web")
    month: Mapped[str] = mapped_column(String(7), default="", server_default="")
    score: Mapped[int]
    reasons: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    comment: Mapped[str | None] = mapped_column(String(2000), default=None)
    counts: Mapped[bool] = mapped_column(default=True, server_default=true())
    why: Mapped[str | None] = mapped_column(String(16), default=None)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, index=True)

    __table_args__ = (
        Index("ix_ratings_person", "person_key", "matter", unique=True),
        Index("ix_ratings_address", "address_key", "agency_id"),
        Index("ix_ratings_cell", "agency_id", "month", "province"),
    )
