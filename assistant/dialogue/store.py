"""Reads and writes conversations, turns and events."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from assistant.dialogue.models import Conversation, Event, Rating, Turn, now
from assistant.storage.database import Database
from assistant.storage.sealing import Sealer, hash_token


@dataclass(frozen=True)
class NewConversation:
    """A conversation and its bearer token, which is stored nowhere."""

    id: str
    token: str


class ConversationStore:
    """The only place where dialogue rows are touched."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    async def create(self) -> NewConversation:
        """Open a conversation."""
        new = NewConversation(uuid4().hex, secrets.token_urlsafe(32))
        async with self._database.transaction() as session:
            session.add(Conversation(id=new.id, token_hash=hash_token(new.token)))
        return new

    async def authorised(self, conversation_id: str, token: str) -> bool:
        """Whether `token` belongs to the conversation."""
        # PostgreSQL refuses even to look for a null byte; such an id is only unknown.
        known = conversation_id if conversation_id.isprintable() else "-"
        async with self._database.transaction() as session:
            stored = await session.scalar(
                select(Conversation.token_hash).where(Conversation.id == known)
            )
        return secrets.compare_digest(stored or "-", hash_token(token))

    async def get(self, conversation_id: str) -> Conversation:
        """The conversation; raises `KeyError` when there is none."""
        async with self._database.transaction() as session:
            found = await session.get(Conversation, conversation_id)
        if found is None:
            raise KeyError(conversation_id)
        return found

    async def turn_of_key(self, conversation_id: str, key: str) -> Turn | None:
        """The turn that answered idempotency key `key`."""
        query = select(Turn).where(
            Turn.conversation_id == conversation_id, Turn.idempotency_key == key
        )
        async with self._database.transaction() as session:
            turn: Turn | None = await session.scalar(query)
        return turn

    async def save_turn(
        self, conversation: Conversation, turn: Turn, raw: str, events: Sequence[Event]
    ) -> None:
        """Make a turn durable: the conversation's new state, the turn and its events, in one."""
        turn.sealed = self._sealer.seal(raw) if raw != turn.text else None
        conversation.last_turn_at = now()
        async with self._database.transaction() as session:
            await _update(session, conversation)
            session.add(turn)
            session.add_all(events)

    async def raw_text(self, conversation_id: str, turn_id: str) -> str | None:
        """The text of a turn as it was typed, or None when the turn is unknown."""
        async with self._database.transaction() as session:
            turn = await session.get(Turn, turn_id)
        if turn is None or turn.conversation_id != conversation_id:
            return None
        return self._sealer.open(turn.sealed) if turn.sealed else turn.text

    async def events_after(self, conversation_id: str, last_id: int) -> list[Event]:
        """Events with a higher id, oldest first, at most 500."""
        query = select(Event).where(Event.conversation_id == conversation_id, Event.id > last_id)
        async with self._database.transaction() as session:
            return list(await session.scalars(query.order_by(Event.id).limit(500)))

    async def queue_place(self, queued_at: datetime) -> int:
        """Place in the operators' queue, 1 for the first."""
        query = (
            select(func.count())
            .select_from(Conversation)
            .where(Conversation.owner == "queue", Conversation.queued_at < queued_at)
        )
        async with self._database.transaction() as session:
            return int(await session.scalar(query) or 0) + 1

    async def rate(self, conversation_id: str, score: int, comment: str | None) -> None:
        """Keep a rating; `comment` is masked already."""
        async with self._database.transaction() as session:
            session.add(Rating(conversation_id=conversation_id, score=score, comment=comment))


async def _update(session: AsyncSession, conversation: Conversation) -> None:
    stored = await session.get_one(Conversation, conversation.id)
    values: dict[str, Any] = {
        name: getattr(conversation, name)
        for name in ("owner", "queued_at", "state", "shown_choices", "last_turn_at")
    }
    for name, value in values.items():
        setattr(stored, name, value)
