"""Turns an answer into the rows that make it durable, and into what the citizen is told."""

from dataclasses import dataclass
from typing import Any

from assistant.cases.service import CaseDesk
from assistant.dialogue import choices
from assistant.dialogue.messages import Message
from assistant.dialogue.models import Conversation, Event, Turn
from assistant.dialogue.rasa_client import Memory, RasaAnswer
from assistant.replies.shapes import About, ActOut, CaseReply, Reply, TextReply, TurnOut

_ABOUT = ("agency_id", "service_id", "indicator", "province", "city")
"""Slots that tell what a conversation is about."""


@dataclass(frozen=True)
class Received:
    """A message with its turn: as typed, and as it may be kept."""

    turn_id: str
    key: str | None
    message: Message
    raw: str
    kept: str


def memory_of(conversation: Conversation) -> Memory:
    """The dialogue memory that is stored with a conversation."""
    state = conversation.state or {}
    return Memory(dict(state.get("slots") or {}), state.get("active_loop"), state.get("sender"))


def remember(conversation: Conversation, answer: RasaAnswer) -> None:
    """Put the answer's memory and its buttons into the conversation's row."""
    memory = answer.memory
    conversation.state = {
        "slots": memory.slots,
        "active_loop": memory.active_loop,
        "sender": memory.sender,
    }
    shown = choices.shown_in(answer.replies)
    conversation.shown_choices = choices.remembered(conversation.shown_choices, shown)


def turn_out(received: Received, conversation: Conversation, answer: RasaAnswer) -> TurnOut:
    """The public shape of the answer, without pins."""
    slots = answer.memory.slots
    return TurnOut(
        turn_id=received.turn_id,
        owner=conversation.owner,
        act=ActOut(name=answer.act, confidence=round(answer.confidence, 4)),
        about=About(**{name: slots.get(name) for name in _ABOUT}),
        replies=answer.replies,
    )


def turn_row(received: Received, conversation: Conversation, out: TurnOut) -> Turn:
    """The row of the turn."""
    return Turn(
        id=received.turn_id,
        conversation_id=conversation.id,
        idempotency_key=received.key,
        request_hash=received.message.fingerprint,
        text=received.kept,
        answer=out.model_dump(exclude_none=True),
    )


def event_rows(
    received: Received, out: TurnOut, conversation_id: str, owner_before: str
) -> list[Event]:
    """What channels deliver of the turn: the citizen's words, the replies, a change of owner."""
    said: list[tuple[str, Reply]] = [("citizen", TextReply(text=received.kept))]
    said += [("bot", reply) for reply in out.replies]
    events = [reply_event(conversation_id, received.turn_id, role, reply) for role, reply in said]
    if out.owner != owner_before:
        events.append(_event(conversation_id, "owner", {"owner": out.owner}))
    return events


def reply_event(conversation_id: str, turn_id: str, role: str, reply: Reply) -> Event:
    """One reply of the citizen, the bot or an operator."""
    data = {"turn_id": turn_id, "role": role, "reply": reply.model_dump(exclude_none=True)}
    return _event(conversation_id, "reply", data)


def _event(conversation_id: str, type_: str, data: dict[str, Any]) -> Event:
    return Event(conversation_id=conversation_id, type=type_, data=data)


def with_pins(out: TurnOut, desk: CaseDesk) -> TurnOut:
    """`out` as its citizen is told it: pins are stored nowhere, and told by the filing turn."""
    replies = [_with_pin(reply, desk) for reply in out.replies]
    return out.model_copy(update={"replies": replies})


def _with_pin(reply: Reply, desk: CaseDesk) -> Reply:
    if isinstance(reply, CaseReply) and reply.is_new:
        return reply.model_copy(update={"pin": desk.pin_of(reply.tracking_code)})
    return reply
