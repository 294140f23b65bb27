"""Reads and writes conversations, turns and events, with the sealed originals of masked texts.

`redact_conversation` takes out words that masking left; `reseal_turns` changes the sealing key.
"""

import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from uuid import uuid4

from sqlalchemy import and_, false, select, update
from sqlalchemy.orm import Session

from assistant.cases.redaction import without
from assistant.conversation.messages import Message
from assistant.conversation.models import Conversation, Event, Rating, Turn, now
from assistant.language.marks import gathered
from assistant.storage.database import Database
from assistant.storage.digests import Purpose
from assistant.storage.sealing import Sealer, hash_token, resealed

_HASHES_KEPT = 20_000
AT_ONCE = 500
"""So many events are read at a time."""

T = TypeVar("T")


class ConversationGoneError(KeyError):
    """There is no such conversation, or it was erased."""


class ConversationChangedError(RuntimeError):
    """Another turn, or a change of owner, was written since the conversation was read."""


@dataclass(frozen=True)
class NewConversation:
    """A conversation and its bearer token, which is stored nowhere."""

    id: str
    token: str


@dataclass(frozen=True)
class OpenedConversation:
    """A conversation, and the turn that has answered the same message before."""

    conversation: Conversation
    earlier: Turn | None


class ConversationStore:
    """The only place where dialogue rows are touched."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer
        self._token_hashes: OrderedDict[str, str] = OrderedDict()

    async def create(self) -> NewConversation:
        """Open a conversation."""
        new = NewConversation(uuid4().hex, secrets.token_urlsafe(32))
        row = Conversation(id=new.id, token_hash=hash_token(new.token))
        await self._database.run(lambda session: session.add(row))
        self._keep_hash(new.id, hash_token(new.token))
        return new

    async def authorised(self, conversation_id: str, token: str) -> bool:
        """Whether `token` belongs to the conversation."""
        stored = self._token_hashes.get(conversation_id)
        if stored is None:
            # PostgreSQL rejects a null byte even in a search; such an id is only unknown.
            known = conversation_id if conversation_id.isprintable() else "-"
            query = select(Conversation.token_hash).where(Conversation.id == known)
            stored = await self._database.run(lambda session: session.scalar(query))
            if stored:
                self._keep_hash(conversation_id, stored)
        return secrets.compare_digest(stored or "-", hash_token(token))

    def _keep_hash(self, conversation_id: str, token_hash: str) -> None:
        """A conversation's token never changes, so its hash need not be read at every message."""
        self._token_hashes[conversation_id] = token_hash
        if len(self._token_hashes) > _HASHES_KEPT:
            self._token_hashes.popitem(last=False)

    async def get(self, conversation_id: str, key: str | None = None) -> OpenedConversation:
        """The conversation, and the turn that answered idempotency key `key` if there is one.

        Raises `ConversationGoneError` when there is no such conversation.
        """
        same_key = and_(Turn.conversation_id == Conversation.id, Turn.idempotency_key == key)
        query = select(Conversation, Turn).outerjoin(Turn, same_key if key else false())
        query = query.where(Conversation.id == conversation_id)
        found = await self._database.run(lambda session: session.execute(query).first())
        if found is None:
            raise ConversationGoneError(conversation_id)
        return OpenedConversation(found[0], found[1])

    async def run(self, work: Callable[[Session], T]) -> T:
        """Do `work` in one transaction."""
        return await self._database.run(work)

    def request_hash(self, conversation_id: str, message: Message) -> str:
        """The hash by which a repeated idempotency key is checked against its message."""
        text = f"{conversation_id}/{message.fingerprint}"
        return self._sealer.digests.keyed(Purpose.MESSAGE, text)

    def save_turn(self, session: Session, conversation: Conversation, turn: Turn, raw: str) -> None:
        """Keep a turn and the conversation's new state, if nobody has changed it since it was read.

        It locks the conversation's row for the rest of `session`. Raises `ConversationChangedError`
        when another turn or a change of owner came between.
        """
        _claim(session, conversation)
        if raw != turn.text:
            turn.sealed, turn.key_id = self._sealer.seal(raw), self._sealer.key_id
        session.add(turn)

    async def own_words(self, conversation_id: str) -> dict[str, str]:
        """The text behind each mark of a conversation, as its citizen typed it.

        Empty once the conversation is erased, or the words were taken out.
        """
        is_sealed = (Turn.conversation_id == conversation_id, Turn.sealed.is_not(None))
        query = select(Turn.text, Turn.sealed).where(*is_sealed).order_by(Turn.created_at)
        rows = await self._database.run(lambda session: session.execute(query).all())
        return gathered((text, self._sealer.open(str(sealed))) for text, sealed in rows)

    async def events_after(self, conversation_id: str, last_id: int) -> list[Event]:
        """Events with a higher id, oldest first, at most `AT_ONCE`."""
        query = select(Event).where(Event.conversation_id == conversation_id, Event.id > last_id)
        oldest = query.order_by(Event.id).limit(AT_ONCE)
        return await self._database.run(lambda session: list(session.scalars(oldest)))

    def forget(self, conversation_id: str) -> None:
        """Forget its token, since the conversation was erased."""
        self._token_hashes.pop(conversation_id, None)


def _claim(session: Session, conversation: Conversation) -> None:
    read = (Conversation.id == conversation.id, Conversation.version == conversation.version)
    change = (
        update(Conversation)
        .where(*read)
        .values(
            state=conversation.state,
            shown_choices=conversation.shown_choices,
            last_turn_at=now(),
            version=conversation.version + 1,
        )
    )
    claimed = change.returning(Conversation.id).execution_options(synchronize_session=False)
    if session.execute(claimed).first() is None:
        raise ConversationChangedError(conversation.id)


def redact_conversation(session: Session, sealer: Sealer, id_: str, words: str) -> int:
    """Take `words` out of turns, answers, events, ratings, memory; returns how many rows had them.

    A sealed original that holds them is erased. The version grows, so that a turn which is being
    answered meanwhile is read again and does not bring them back.
    """
    found = 0
    for turn in session.scalars(select(Turn).where(Turn.conversation_id == id_)):
        found += _redact_turn(turn, sealer, words)
    for event in session.scalars(select(Event).where(Event.conversation_id == id_)):
        if (data := without(event.data, words)) != event.data:
            event.data, found = data, found + 1
    for rating in session.scalars(select(Rating).where(Rating.conversation_id == id_)):
        if rating.comment and (comment := without(rating.comment, words)) != rating.comment:
            rating.comment, found = comment, found + 1
    row = session.get(Conversation, id_)
    if row is not None and found:
        row.state, row.version = without(row.state, words), row.version + 1
    return found


def _redact_turn(turn: Turn, sealer: Sealer, words: str) -> int:
    raw = sealer.open(turn.sealed) if turn.sealed else ""
    text, answer = without(turn.text, words), without(turn.answer, words)
    is_sealed = without(raw, words) != raw
    if (text, answer) == (turn.text, turn.answer) and not is_sealed:
        return 0
    turn.text, turn.answer = text, answer
    turn.sealed = None if is_sealed else turn.sealed
    return 1


def reseal_turns(
    session: Session, sealer: Sealer, after_id: str = "", limit: int = 500
) -> str | None:
    """Reseal the next `limit` turns of older keys.

    Returns the id to go on after, None at the end.
    """
    query = select(Turn).where(
        Turn.key_id.is_not(None), Turn.key_id != sealer.key_id, Turn.id > after_id
    )
    rows = session.scalars(query.order_by(Turn.id).limit(limit)).all()
    for row in rows:
        if anew := resealed(sealer, row.sealed or "", f"turns {row.id}"):
            row.sealed, row.key_id = anew, sealer.key_id
    return rows[-1].id if len(rows) == limit else None
