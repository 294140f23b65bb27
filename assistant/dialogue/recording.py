"""Turns an answer into the rows that make it durable, and into what the citizen is told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from assistant.cases.service import CaseDesk
from assistant.dialogue import choices
from assistant.dialogue.messages import Message
from assistant.dialogue.models import Conversation, Event, Turn
from assistant.dialogue.rasa_client import Memory, RasaAnswer
from assistant.replies.shapes import (
    About,
    ActOut,
    CaseReply,
    Option,
    Owner,
    Reply,
    TextReply,
    TurnOut,
)
from knowledge.catalogue import Catalogue

_ABOUT = ("agency_id", "service_id", "indicator", "province", "city")
"""Slots that tell what a conversation is about."""


class Speaker(StrEnum):
    """Who says something in a conversation; a notice is nobody's voice in it."""

    CITIZEN = "citizen"
    BOT = "bot"
    OPERATOR = "operator"
    NOTICE = "notice"


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


def remember(conversation: Conversation, answer: RasaAnswer, *more: Option) -> None:
    """Put the answer's memory and its buttons, and `more` of them, into the conversation's row."""
    memory = answer.memory
    conversation.state = {
        "slots": memory.slots,
        "active_loop": memory.active_loop,
        "sender": memory.sender,
    }
    shown = choices.shown_in(answer.replies) | {option.choice: option.title for option in more}
    conversation.shown_choices = choices.remembered(conversation.shown_choices, shown)


def about_in(slots: Mapping[str, Any], catalogue: Catalogue) -> dict[str, str]:
    """What the memory `slots` says a conversation is about.

    The service stays in the memory when a complaint names another agency, since a later question
    may mean it; what is talked about now is that agency, and not the service.
    """
    about = {name: str(slots[name]) for name in _ABOUT if slots.get(name)}
    entry = catalogue.by_id.get(about.get("service_id", ""))
    if entry and about.get("agency_id", entry.agency.id) != entry.agency.id:
        del about["service_id"]
    return about


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
        about=About.model_validate(about_in(answer.memory.slots, catalogue)),
        replies=replies,
    )


def turn_row(received: Received, conversation: Conversation) -> Turn:
    """The row of the turn, still without its answer."""
    return Turn(
        id=received.turn_id,
        conversation_id=conversation.id,
        idempotency_key=received.key,
        request_hash=received.message.fingerprint,
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


def with_pins(out: TurnOut, desk: CaseDesk) -> TurnOut:
    """`out` as its citizen is told it: pins are stored nowhere, and told by the filing turn."""
    replies = [_with_pin(reply, desk) for reply in out.replies]
    return out.model_copy(update={"replies": replies})


def _with_pin(reply: Reply, desk: CaseDesk) -> Reply:
    if isinstance(reply, CaseReply) and reply.is_new:
        return reply.model_copy(update={"pin": desk.pin_of(reply.tracking_code)})
    return reply
