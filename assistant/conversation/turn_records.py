"""The rows and events of a turn: how an answer is written, who observes it, how it is shown.

Stored replies hold neither pins nor personal data. `ReplyUnmasker` adds both when the citizen gets
the reply: a receipt gets its pin, and a text gets its citizen's own words. Rows, Rasa and logs hold
«در [نشانی] گودال است», and who wrote it reads «در کوچه شهید رحیمی گودال است». Numbers stay hidden,
since a talk may be saved on a borrowed computer. A message that comes again, the stream and a page
that is loaded again get the same, as long as the words are kept.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from actions.turns import MEMORY
from assistant.cases.service import CaseDesk
from assistant.conversation import choices
from assistant.conversation.messages import Message
from assistant.conversation.models import Conversation, Event, Turn
from assistant.conversation.ownership import OwnerMove
from assistant.conversation.store import ConversationStore
from assistant.dialogue.reports import OutageReport
from assistant.dialogue.state import State, read_state
from assistant.dialogue.things import ThingKind
from assistant.guessing.tries import Caller
from assistant.language.marks import has_marks, put_back, without_numbers
from assistant.rasa.client import Memory, RasaAnswer
from assistant.replies.schemas import (
    About,
    ActOut,
    CaseReply,
    Option,
    Owner,
    Reply,
    TextReply,
    TurnOut,
    reply_adapter,
)
from knowledge.catalogue import Catalogue


class Speaker(StrEnum):
    """Who says something in a conversation; a notice is nobody's voice in it."""

    CITIZEN = "citizen"
    BOT = "bot"
    OPERATOR = "operator"
    NOTICE = "notice"


@dataclass(frozen=True)
class Received:
    """A message with its turn: as typed, as it may be kept, and the values that its marks hide."""

    turn_id: str
    key: str | None
    message: Message
    raw: str
    kept: str
    hidden: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Noted:
    """A turn as observers see it while it is written; `group` is the address or chat behind it."""

    conversation_id: str
    group: str
    at: datetime
    report: OutageReport | None


TurnObserver = Callable[[Session, Noted], None]
"""Writes the rows that follow from a turn, in the transaction of the turn."""


def memory_of(conversation: Conversation) -> Memory:
    """The dialogue memory that is stored with a conversation."""
    state = conversation.state or {}
    return Memory(dict(state.get("slots") or {}), state.get("active_loop"))


def remember(conversation: Conversation, answer: RasaAnswer, *more: Option) -> None:
    """Put the answer's memory and its buttons, and `more` of them, into the conversation's row."""
    memory = answer.memory
    conversation.state = {"slots": memory.slots, "active_loop": memory.active_loop}
    shown = choices.shown_in(answer.replies) | {option.choice: option.title for option in more}
    conversation.shown_choices = choices.remembered(conversation.shown_choices, shown)


def state_of(conversation: Conversation) -> State:
    """The dialogue's state that is stored with a conversation."""
    return read_state(memory_of(conversation).slots.get(MEMORY))


def about_in(state: State, catalogue: Catalogue) -> dict[str, str]:
    """The matter of a conversation: the case that is being written, or the focus."""
    if draft := state.draft:
        named = {
            "agency_id": draft.agency,
            "indicator": draft.indicator,
            "province": draft.province,
            "city": draft.city,
        }
        return {name: value for name, value in named.items() if value}
    focus = state.focus or next(iter(state.trail), None)
    if focus is None or focus.kind not in _TOLD:
        return {}
    if focus.kind is ThingKind.AGENCY:
        return {"agency_id": focus.id}
    entry = catalogue.by_id.get(focus.id)
    return {"service_id": focus.id, "agency_id": entry.agency.id} if entry else {}


_TOLD = (ThingKind.SERVICE, ThingKind.AGENCY)


def turn_out(
    received: Received,
    owner: Owner,
    answer: RasaAnswer,
    replies: list[Reply],
    catalogue: Catalogue,
) -> TurnOut:
    """The public shape of the answer, without pins."""
    return TurnOut(
        turn_id=received.turn_id,
        owner=owner,
        act=ActOut(name=answer.act, confidence=round(answer.confidence, 4)),
        about=About.model_validate(
            about_in(read_state(answer.memory.slots.get(MEMORY)), catalogue)
        ),
        replies=replies,
    )


def turn_row(received: Received, conversation: Conversation) -> Turn:
    """The row of the turn, still without its answer."""
    return Turn(
        id=received.turn_id,
        conversation_id=conversation.id,
        idempotency_key=received.key,
        text=received.kept,
        answer={},
    )


def citizen_event(received: Received, conversation_id: str) -> Event:
    """The citizen's own words, as channels deliver them."""
    reply = TextReply(text=received.kept)
    return reply_event(conversation_id, received.turn_id, Speaker.CITIZEN, reply)


def bot_events(
    received: Received,
    replies: Iterable[Reply],
    conversation_id: str,
    role: Speaker = Speaker.BOT,
) -> list[Event]:
    """The assistant's replies of a turn, as channels deliver them."""
    return [reply_event(conversation_id, received.turn_id, role, reply) for reply in replies]


def reply_event(conversation_id: str, turn_id: str | None, role: Speaker, reply: Reply) -> Event:
    """One reply; `turn_id` is None when it belongs to no citizen's message."""
    data = {"turn_id": turn_id, "role": role, "reply": reply.model_dump(exclude_none=True)}
    return Event(conversation_id=conversation_id, type="reply", data=data)


@dataclass(frozen=True)
class AnsweredTurn:
    """A turn with the state before and after it; `is_button` when a choice was pressed.

    `move` is the change of owner that goes with it, None when the owner stays.
    """

    turn: Turn
    before: State
    after: State
    replies: Sequence[Reply]
    move: OwnerMove | None
    caller: Caller
    is_button: bool


TurnWitness = Callable[[Session, AnsweredTurn], None]
"""Called last; an exception from it undoes the turn."""


class ReplyUnmasker:
    """Restores pins and typed words in replies for their citizen."""

    def __init__(self, store: ConversationStore, desk: CaseDesk) -> None:
        self._store, self._desk = store, desk

    async def turn(self, out: TurnOut, conversation_id: str) -> TurnOut:
        """The answer of a turn, with pins and with the citizen's own words."""
        replies = [await self.with_pin(reply) for reply in out.replies]
        replies = await self.as_typed(replies, conversation_id)
        return out.model_copy(update={"replies": replies})

    async def with_pin(self, reply: Reply) -> Reply:
        """`reply` with the pin, if it is the receipt of a case, or reports another pin."""
        if isinstance(reply, CaseReply) and (reply.is_new or reply.pin_number):
            pin = await self._desk.pin_told_with(reply.tracking_code, reply.pin_number)
            return reply.model_copy(update={"pin": pin})
        return reply

    async def as_typed(self, replies: Sequence[Reply], conversation_id: str) -> list[Reply]:
        """`replies` to a citizen, with the citizen's typed words in place of their marks."""
        if not any(has_marks(reply.model_dump_json()) for reply in replies):
            return list(replies)
        words = without_numbers(await self._store.own_words(conversation_id))
        return [
            reply_adapter.validate_python(_put_back(reply.model_dump(exclude_none=True), words))
            for reply in replies
        ]


def _put_back(value: Any, words: Mapping[str, str]) -> Any:
    """A reply as JSON, with `words` in all its texts."""
    if isinstance(value, dict):
        return {name: _put_back(one, words) for name, one in value.items()}
    if isinstance(value, list):
        return [_put_back(one, words) for one in value]
    return put_back(value, words) if isinstance(value, str) else value
