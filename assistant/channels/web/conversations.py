"""Conversations over HTTP: open, write, listen, ask for a human, rate."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Annotated

from annotated_types import Interval
from fastapi import APIRouter, Header, Request, Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from sse_starlette import EventSourceResponse, ServerSentEvent

from assistant.cases.schemas import Contact
from assistant.channels.web.bounds.connections import StreamPlace
from assistant.channels.web.dependencies import (
    CitizenDep,
    ConversationId,
    RuntimeDep,
    caller_of,
)
from assistant.channels.web.problems import Problem
from assistant.channels.web.shutdown import LeavingDep
from assistant.conversation.event_stream import SHOWN_S, Typing
from assistant.conversation.messages import MAX_CHARACTERS, Message, cleaned, safe_to_keep
from assistant.conversation.models import Event, now
from assistant.conversation.turn_records import ReplyUnmasker, Speaker
from assistant.conversation.turns import (
    EmptyMessageError,
    MessageKeyReusedError,
    UnknownChoiceError,
)
from assistant.insight.ratings.marks import WEB, Mark, Rater
from assistant.insight.ratings.terms import Reason, UnknownRatedTurnError
from assistant.language.dates import rfc3339
from assistant.replies.schemas import (
    CaseReply,
    HandoffReply,
    OwnerEvent,
    ReplyEvent,
    TurnOut,
    TypingEvent,
    reply_adapter,
)
from assistant.runtime import Runtime

router = APIRouter(prefix="/api/v1/conversations", tags=["conversations"])
IdempotencyKey = Annotated[
    str | None, Header(max_length=128), AfterValidator(lambda key: key or None)
]
"""A key that the caller chose; an empty one counts as none."""
LAST_EVENT_ID = Interval(ge=0, lt=2**63)
"""The range of an event's id; the database holds no larger number."""

PIN_TOLD_FOR = timedelta(days=1)
"""The receipt of a case that an operator filed brings its pin for so long (decision 46)."""
TYPING = "typing"


class ConversationOut(BaseModel):
    """A new conversation and the bearer token that is its only key."""

    conversation_id: str
    token: str


class ContactIn(Contact):
    """Who files, as far as they like to say: a mobile number, a name."""

    national_id: None = None


class MessageIn(BaseModel):
    """A text, or a choice: of an option shown before, or of a service's card.

    `contact` goes into the case that the message files, if it files one, and nowhere else.
    """

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=MAX_CHARACTERS)] | None = None
    choice: Annotated[str, Field(min_length=1, max_length=128)] | None = None
    contact: ContactIn | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> "MessageIn":
        if (self.text is None) == (self.choice is None):
            raise ValueError("give either text or choice")
        return self


def _printable(text: str) -> str:
    if not text.isprintable():
        raise ValueError("no id")
    return text


TurnId = Annotated[str, Field(min_length=1, max_length=64), AfterValidator(_printable)]


def _once(reasons: list[Reason]) -> list[Reason]:
    return list(dict.fromkeys(reasons))


class RatingIn(BaseModel):
    """A mark from 1 to 5, for a turn or for all of it; why, in reasons and words, as one likes.

    `device` is a random number that a device shows when it rates, and nowhere else.
    """

    model_config = ConfigDict(extra="forbid")

    score: Annotated[int, Field(ge=1, le=5)]
    comment: Annotated[str, Field(max_length=1000)] | None = None
    turn_id: (
        Annotated[str, Field(min_length=1, max_length=64), AfterValidator(_printable)] | None
    ) = None
    device: Annotated[str, Field(pattern=r"^[0-9A-Za-z-]{7,64}$")] | None = None
    reasons: Annotated[list[Reason], Field(max_length=len(Reason)), AfterValidator(_once)] = []


@router.post("", status_code=201)
async def open_conversation(request: Request, running: RuntimeDep) -> ConversationOut:
    """Open a conversation."""
    guards = request.app.state.guards
    await guards.count_or_work(guards.conversations, request)
    new = await running.store.create()
    return ConversationOut(conversation_id=new.id, token=new.token)


@router.post("/{id}/messages", response_model_exclude_none=True)
async def post_message(
    body: MessageIn,
    request: Request,
    conversation: ConversationId,
    running: RuntimeDep,
    *,
    citizen: CitizenDep,
    idempotency_key: IdempotencyKey = None,
) -> TurnOut:
    """Answer a message. The same Idempotency-Key again returns the same turn."""
    guards = request.app.state.guards
    await guards.count(guards.messages, conversation)
    said = Message(body.text, body.choice, caller_of(request), citizen, body.contact)
    return await answer(running, conversation, said, idempotency_key)


async def answer(running: Runtime, conversation: str, message: Message, key: str | None) -> TurnOut:
    """Answer `message`; faults of the message become problems."""
    try:
        return await running.turns.answer(conversation, message, key)
    except EmptyMessageError as error:
        raise Problem("empty_text") from error
    except UnknownChoiceError as error:
        raise Problem("unknown_choice") from error
    except MessageKeyReusedError as error:
        raise Problem("key_reused") from error


@router.get(
    "/{id}/events",
    response_class=EventSourceResponse,
    responses={200: {"model": ReplyEvent | OwnerEvent | TypingEvent}},
)
async def events(
    conversation: ConversationId,
    _: StreamPlace,
    running: RuntimeDep,
    leaving: LeavingDep,
    last_event_id: Annotated[int, Header(), LAST_EVENT_ID] = 0,
) -> EventSourceResponse:
    """All events after Last-Event-ID, then each new one (server-sent events)."""

    async def stream() -> AsyncIterator[ServerSentEvent]:
        async for event in running.stream.follow(conversation, last_event_id):
            if isinstance(event, Typing):
                yield ServerSentEvent(json.dumps(typing_data(event)), event=TYPING)
                continue
            data = json.dumps(await event_data(event, running.telling), ensure_ascii=False)
            yield ServerSentEvent(data, event=event.type, id=str(event.id))

    return EventSourceResponse(leaving.ending(stream()), ping=15)


@router.post("/{id}/typing", status_code=204)
async def type_on(conversation: ConversationId, running: RuntimeDep) -> Response:
    """Tell the operator that the citizen is typing; kept nowhere."""
    running.stream.types(conversation, Speaker.CITIZEN)
    return Response(status_code=204)


@router.post("/{id}/handoff", status_code=202, response_model_exclude_none=True)
async def ask_for_human(
    request: Request, conversation: ConversationId, running: RuntimeDep
) -> HandoffReply:
    """Put the conversation into the operators' queue."""
    guards = request.app.state.guards
    await guards.count(guards.messages, conversation)

    async def admit() -> None:
        await guards.count_or_work(guards.handoffs, request)

    replies = await running.turns.ask_for_human(conversation, admit)
    waiting = [reply for reply in replies if isinstance(reply, HandoffReply)]
    return waiting[0] if waiting else HandoffReply(state="connected")


@router.post("/{id}/rating", status_code=204)
async def rate(
    body: RatingIn,
    request: Request,
    conversation: ConversationId,
    running: RuntimeDep,
) -> Response:
    """Keep a mark; another one for the same matter takes its place."""
    guards = request.app.state.guards
    await guards.count(guards.messages, conversation)
    comment = safe_to_keep(cleaned(body.comment)) or None if body.comment else None
    mark = Mark(body.score, tuple(body.reasons), comment, body.turn_id)
    device = f"device {body.device}" if body.device else ""
    try:
        await running.ratings.rate(conversation, mark, Rater(WEB, device, guards.address(request)))
    except UnknownRatedTurnError as error:
        raise Problem("unknown_turn") from error
    return Response(status_code=204)


async def event_data(event: Event, telling: ReplyUnmasker) -> dict[str, object]:
    """The content and time of an event; the citizen reads their own words in it as typed.

    No turn holds the receipt of a case that an operator has filed, so its event has the pin: for a
    day, since a page may stay open on a shared computer.
    """
    at = rfc3339(event.created_at)
    if event.type != "reply":
        return OwnerEvent(**event.data, at=at).model_dump()
    reply, role = reply_adapter.validate_python(event.data["reply"]), event.data["role"]
    if role == Speaker.OPERATOR and now() - event.created_at <= PIN_TOLD_FOR:
        is_receipt = isinstance(reply, CaseReply) and reply.is_new
        reply = await telling.with_pin(reply) if is_receipt else reply
    elif role in (Speaker.BOT, Speaker.CITIZEN):
        # In operators' messages a mark hides their own words, not the citizen's.
        (reply,) = await telling.as_typed([reply], event.conversation_id)
    told = ReplyEvent(turn_id=event.data.get("turn_id"), role=role, reply=reply, at=at)
    return told.model_dump() | {"reply": reply.model_dump(exclude_none=True)}


def typing_data(typing: Typing) -> dict[str, object]:
    """Who is typing, and for how long that may be shown."""
    return TypingEvent(role=typing.role.value, for_s=SHOWN_S).model_dump()


async def event_message(event: Event | Typing, telling: ReplyUnmasker) -> dict[str, object]:
    """An event for a WebSocket; a sign of typing has no id, since it is not kept."""
    if isinstance(event, Typing):
        return {"event": TYPING, "data": typing_data(event)}
    return {"id": event.id, "event": event.type, "data": await event_data(event, telling)}
