"""One turn: from a citizen's message to replies that are stored and published."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4, uuid5
from weakref import WeakValueDictionary

from sqlalchemy.orm import Session

from assistant.conversation import choices, decisions
from assistant.conversation.deciding import TurnDecider
from assistant.conversation.decisions import Brain, TurnDecision
from assistant.conversation.event_stream import EventStream
from assistant.conversation.handoff import BACK, WaitingRoom
from assistant.conversation.messages import Message, cleaned, safe_to_keep
from assistant.conversation.models import Conversation, Turn, now
from assistant.conversation.ownership import OwnerStep, change_owner
from assistant.conversation.store import ConversationChangedError, ConversationStore
from assistant.conversation.turn_records import (
    AnsweredTurn,
    Noted,
    Received,
    ReplyUnmasker,
    Speaker,
    TurnObserver,
    TurnWitness,
    bot_events,
    citizen_event,
    memory_of,
    remember,
    state_of,
    turn_out,
    turn_row,
)
from assistant.dialogue.things import Open
from assistant.dialogue.turn import Rooms
from assistant.guessing.tries import Caller
from assistant.language.marks import has_marks, named
from assistant.rasa.client import RasaAnswer
from assistant.replies.schemas import ChoicesReply, Owner, Reply, TurnOut
from assistant.tracing import in_context, span
from assistant.understanding.reading import Reading

_TURNS = UUID("6f2f2b0a-7d0c-4f0e-9a5e-128128128128")
_READERS = 2
_ATTEMPTS = 10
ASK_FOR_HUMAN = Message(text="می‌خواهم با کارشناس صحبت کنم")
Decide = Callable[[Conversation, Received, TurnDecision | None], Awaitable[TurnDecision]]
"""Takes conversation, message, and the decision that came too late; returns a new one."""
Observe = Callable[[Session, Conversation, Turn, Caller], None]
"""Called for every turn within its transaction, as the last thing."""


class MessageKeyReusedError(ValueError):
    """An idempotency key came again with another message."""


class UnknownChoiceError(ValueError):
    """A choice that was not shown in this conversation, and is no service's card."""


class EmptyMessageError(ValueError):
    """No readable character is left of the text."""


class TurnService:
    """Answers messages, one at a time for each conversation."""

    def __init__(
        self,
        store: ConversationStore,
        rooms: Rooms,
        brain: Brain,
        stream: EventStream,
        waiting: WaitingRoom,
        *,
        telling: ReplyUnmasker,
        observe: Observe | None = None,
        witnesses: Sequence[TurnWitness] = (),
        observers: Sequence[TurnObserver] = (),
    ) -> None:
        self._store, self._rooms, self._observe = store, rooms, observe
        self._witnesses = tuple(witnesses)
        self._stream, self._telling = stream, telling
        self._waiting, self._observers = waiting, tuple(observers)
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._threads = ThreadPoolExecutor(_READERS, thread_name_prefix="reading")
        self._decider = TurnDecider(store, brain, waiting, self._threads)

    async def answer(
        self, conversation_id: str, message: Message, key: str | None = None
    ) -> TurnOut:
        """Answer `message`; the same `key` again gives the same turn and does nothing twice.

        Raises `MessageKeyReusedError`, `UnknownChoiceError`, `EmptyMessageError`, and
        `ConversationGoneError` when there is no such conversation.
        """
        return await self._turn(conversation_id, message, key, self._decider.decide)

    async def answer_ready(
        self,
        conversation_id: str,
        kept: str,
        replies: list[Reply],
        key: str,
        with_human: list[Reply] | None = None,
    ) -> None:
        """Answer with `replies` something that is no text and no choice; once for each `key`.

        `kept` is what the transcript shows of it. While a human owns the conversation the answer is
        a notice, not the assistant's word: `with_human`, or else `replies` without their buttons,
        which would lead to the assistant. Raises `KeyError` when there is no such conversation.
        """

        async def decide(
            conversation: Conversation, _: Received, __: TurnDecision | None
        ) -> TurnDecision:
            owner = Owner(conversation.owner)
            if owner is Owner.BOT:
                answer = RasaAnswer(replies, "out_of_scope", 0.0, memory_of(conversation))
                return TurnDecision(answer, owner)
            said = list(replies if with_human is None else with_human)
            if with_human is None or owner is Owner.QUEUE:
                # A waiting citizen is shown the way back in any case.
                said = [one for one in said if not isinstance(one, ChoicesReply)]
            answer = RasaAnswer(said, "out_of_scope", 0.0, memory_of(conversation))
            return TurnDecision(answer, owner, role=Speaker.NOTICE)

        await self._turn(conversation_id, Message(text=kept), key, decide)

    async def ask_for_human(
        self, conversation_id: str, admit: Callable[[], Awaitable[None]] | None = None
    ) -> list[Reply]:
        """Put the conversation into the operators' queue, by the button outside the talk.

        `admit` is called before that, and raises to refuse it.
        """

        async def decide(
            conversation: Conversation, _: Received, __: TurnDecision | None
        ) -> TurnDecision:
            decision = decisions.for_human(conversation, memory_of(conversation))
            if decision.move and admit:
                await admit()
            return decision

        return (await self._turn(conversation_id, ASK_FOR_HUMAN, None, decide)).replies

    async def _turn(
        self, conversation_id: str, message: Message, key: str | None, decide: Decide
    ) -> TurnOut:
        with decisions.measured() as stored:
            return await self._in_order(conversation_id, message, key, decide, stored)

    async def _in_order(
        self,
        conversation_id: str,
        message: Message,
        key: str | None,
        decide: Decide,
        stored: Callable[[TurnDecision], None],
    ) -> TurnOut:
        turn_id, dropped = _turn_id(conversation_id, key), None
        with span("turn", turn=turn_id):
            async with self._lock(conversation_id):
                for _ in range(_ATTEMPTS):
                    opened = await self._store.get(conversation_id, key)
                    if opened.earlier:
                        return await self._again(opened.earlier, message)
                    conversation = opened.conversation
                    received = await self._receive(conversation, message, turn_id, key)
                    decision = await decide(conversation, received, dropped)
                    try:
                        out = await self._finish(conversation, received, decision)
                    except ConversationChangedError:
                        # Another process wrote a turn, or the owner changed while the answer was
                        # made.
                        dropped = decision
                        continue
                    stored(decision)
                    return out
        raise ConversationChangedError(conversation_id)

    async def read(self, text: str) -> Reading:
        """Understand `text` on another thread, since it takes the CPU for milliseconds."""
        return await in_context(self._threads, self._rooms.reader.read, text)

    async def _receive(
        self, conversation: Conversation, message: Message, turn_id: str, key: str | None
    ) -> Received:
        """The message with personal values hidden, each by its name in this conversation."""
        raw, state = self._raw_of(conversation, message), state_of(conversation)
        is_after_code = state.code is not None and state.is_open(Open.CODE)
        kept, hidden = safe_to_keep(raw, is_after_code=is_after_code), dict[str, str]()
        if has_marks(kept):
            kept, hidden = named(kept, raw, await self._store.own_words(conversation.id))
        return Received(turn_id, key, message, raw, kept, hidden)

    def _raw_of(self, conversation: Conversation, message: Message) -> str:
        """The typed text, or the title of the button; raises if there is neither."""
        if message.choice is not None:
            shown = conversation.shown_choices
            raw = shown.get(message.choice) or choices.title_of(
                message.choice, self._rooms.catalogue
            )
            if raw is None:
                raise UnknownChoiceError(message.choice)
            return raw
        raw = cleaned(message.text or "")
        if not raw:
            raise EmptyMessageError
        return raw

    def _lock(self, conversation_id: str) -> asyncio.Lock:
        return self._locks.setdefault(conversation_id, asyncio.Lock())

    async def _again(self, turn: Turn, message: Message) -> TurnOut:
        if turn.request_hash != self._store.request_hash(turn.conversation_id, message):
            raise MessageKeyReusedError(turn.id)
        out = TurnOut.model_validate(turn.answer)
        return await self._telling.turn(out, turn.conversation_id)

    async def _finish(
        self, conversation: Conversation, received: Received, decision: TurnDecision
    ) -> TurnOut:
        def record(session: Session) -> TurnOut:
            return self._record(session, conversation, received, decision)

        out = await self._store.run(record)
        self._stream.board.clear(conversation.id, Speaker.CITIZEN)
        self._stream.ring(conversation.id)
        return await self._telling.turn(out, conversation.id)

    def _record(
        self,
        session: Session,
        conversation: Conversation,
        received: Received,
        decision: TurnDecision,
    ) -> TurnOut:
        """Keep the turn, its events and its change of owner."""
        at = now()
        is_waiting = decision.owner is Owner.QUEUE
        before = state_of(conversation)
        remember(conversation, decision.answer, *([BACK] if is_waiting else []))
        turn = turn_row(received, conversation)
        turn.created_at = at
        turn.request_hash = self._store.request_hash(conversation.id, received.message)
        self._store.save_turn(session, conversation, turn, received.raw)
        session.add(citizen_event(received, conversation.id))
        session.flush()
        if decision.move:
            change_owner(session, conversation.id, OwnerStep(decision.move, at))
        replies = list(decision.answer.replies)
        if is_waiting and (decision.move or received.message == ASK_FOR_HUMAN):
            replies += self._waiting.replies(session, conversation.queued_at or at, at)
        elif is_waiting:
            replies += self._waiting.noted(session, conversation, at)
        catalogue = self._rooms.catalogue
        out = turn_out(received, decision.owner, decision.answer, replies, catalogue)
        turn.answer = out.model_dump(exclude_none=True)
        session.add_all(bot_events(received, replies, conversation.id, decision.role))
        if self._observe:
            self._observe(session, conversation, turn, received.message.caller)
        answered = AnsweredTurn(
            turn,
            before,
            state_of(conversation),
            replies,
            decision.move,
            received.message.caller,
            is_button=received.message.choice is not None,
        )
        for witness in self._witnesses:
            witness(session, answered)
        group = received.message.caller.group
        noted = Noted(conversation.id, group, at, decision.answer.report)
        for observe in self._observers:
            observe(session, noted)
        return out


def _turn_id(conversation_id: str, key: str | None) -> str:
    """Derived from the key, so that a repetition after a crash is the same turn."""
    return uuid5(_TURNS, f"{conversation_id}/{key}").hex if key else uuid4().hex
