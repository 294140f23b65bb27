"""One turn: from a citizen's message to replies that are stored and published."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4, uuid5
from weakref import WeakValueDictionary

from actions.context import ActionContext, OpenTurn
from assistant.dialogue import choices
from assistant.dialogue.brain import Brain
from assistant.dialogue.messages import Message, cleaned, safe_to_keep
from assistant.dialogue.models import Conversation, Turn
from assistant.dialogue.ownership import Ownership
from assistant.dialogue.rasa_client import RasaAnswer
from assistant.dialogue.recording import (
    Received,
    event_rows,
    memory_of,
    remember,
    turn_out,
    turn_row,
    with_pins,
)
from assistant.dialogue.store import ConversationStore
from assistant.dialogue.stream import EventStream
from assistant.replies.shapes import Reply, TurnOut
from assistant.understanding.reading import Reading

_TURNS = UUID("6f2f2b0a-7d0c-4f0e-9a5e-128128128128")
_READERS = 2


class KeyReusedError(ValueError):
    """An idempotency key came again with another message."""


class UnknownChoiceError(ValueError):
    """A choice that was not shown in this conversation."""


class EmptyMessageError(ValueError):
    """Nothing readable is left of the text."""


class TurnService:
    """Answers messages, one at a time for each conversation."""

    def __init__(
        self, store: ConversationStore, context: ActionContext, brain: Brain, stream: EventStream
    ) -> None:
        self._store, self._context = store, context
        self._brain, self._stream = brain, stream
        self._ownership = Ownership(store)
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._threads = ThreadPoolExecutor(_READERS, thread_name_prefix="reading")

    async def answer(
        self, conversation_id: str, message: Message, key: str | None = None
    ) -> TurnOut:
        """Answer `message`; the same `key` again gives the same turn and does nothing twice.

        Raises `KeyReusedError`, `UnknownChoiceError`, `EmptyMessageError`, and `KeyError` when
        there is no such conversation.
        """
        async with self._lock(conversation_id):
            opened = await self._store.get(conversation_id, key)
            if opened.earlier:
                return self._again(opened.earlier, message)
            conversation = opened.conversation
            received = _receive(conversation, message, key)
            owner_before = conversation.owner
            answer = await self._decide(conversation, received)
            return await self._finish(conversation, received, answer, owner_before)

    async def ask_for_human(self, conversation_id: str) -> list[Reply]:
        """Put the conversation into the operators' queue, by the button outside the talk."""
        message = Message(text="می‌خواهم با کارشناس صحبت کنم")
        async with self._lock(conversation_id):
            conversation = (await self._store.get(conversation_id)).conversation
            received = _receive(conversation, message, None)
            owner_before = conversation.owner
            replies = await self._ownership.queue(conversation)
            answer = RasaAnswer(replies, "talk_to_human", 1.0, memory_of(conversation))
            out = await self._finish(conversation, received, answer, owner_before)
        return out.replies

    async def read(self, text: str) -> Reading:
        """Understand `text` on a thread of its own, since it takes the CPU for milliseconds."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._context.reader.read, text)

    def _lock(self, conversation_id: str) -> asyncio.Lock:
        return self._locks.setdefault(conversation_id, asyncio.Lock())

    def _again(self, turn: Turn, message: Message) -> TurnOut:
        if turn.request_hash != message.fingerprint:
            raise KeyReusedError(turn.id)
        return with_pins(TurnOut.model_validate(turn.answer), self._context.desk)

    async def _decide(self, conversation: Conversation, received: Received) -> RasaAnswer:
        memory = memory_of(conversation)
        if received.message.choice == choices.RESUME_BOT:
            return RasaAnswer(self._ownership.resume(conversation), "affirm", 1.0, memory)
        if conversation.owner != "bot":
            return await self._ownership.silence(conversation, memory)
        is_choice = received.message.choice is not None
        reading = await self.read("" if is_choice else received.kept)
        opened = OpenTurn(received.turn_id, conversation.id, received.raw, reading)
        command = choices.command(received.message.choice or "") if is_choice else received.kept
        answer = await self._brain.think(opened, command, memory)
        return await self._ownership.carried_out(conversation, answer)

    async def _finish(
        self, conversation: Conversation, received: Received, answer: RasaAnswer, owner_before: str
    ) -> TurnOut:
        remember(conversation, answer)
        out = turn_out(received, conversation, answer)
        await self._store.save_turn(
            conversation,
            turn_row(received, conversation, out),
            received.raw,
            event_rows(received, out, conversation.id, owner_before),
        )
        self._stream.ring(conversation.id)
        return with_pins(out, self._context.desk)


def _receive(conversation: Conversation, message: Message, key: str | None) -> Received:
    if message.choice is not None:
        title = conversation.shown_choices.get(message.choice)
        if title is None:
            raise UnknownChoiceError(message.choice)
        raw = title
    else:
        raw = cleaned(message.text or "")
    if not raw:
        raise EmptyMessageError
    return Received(_turn_id(conversation.id, key), key, message, raw, safe_to_keep(raw))


def _turn_id(conversation_id: str, key: str | None) -> str:
    """Derived from the key, so that a repetition after a crash is the same turn."""
    return uuid5(_TURNS, f"{conversation_id}/{key}").hex if key else uuid4().hex
