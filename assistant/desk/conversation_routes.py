"""Conversations at the desk: the queue, taking, answering and giving back."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fastapi import APIRouter, Response
from sqlalchemy.orm import Session

from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.conversation.ownership import NotOwnerError
from assistant.conversation.turn_records import Speaker
from assistant.desk import conversations, masking, past_conversations
from assistant.desk.conversations import NotVisibleError, Viewer
from assistant.desk.dependencies import (
    Answering,
    EntryBookDep,
    IdempotencyKey,
    QueueViewer,
    Revealing,
    rules_of,
)
from assistant.desk.presence import begin_break, colleagues, end_break
from assistant.desk.queue import queue_for
from assistant.desk.queue_schemas import ClosedOut, QueueOut
from assistant.desk.reveals import TooManyLooksError, bounds_of, reveal_message
from assistant.desk.roles import Permission
from assistant.desk.schemas import (
    BreakIn,
    BreakOut,
    CloseIn,
    ColleagueOut,
    HeldOut,
    NoteIn,
    Presence,
    ReplyIn,
    RevealedOut,
    SaidOut,
    SuggestionsOut,
    TalkOut,
    TransferIn,
)
from assistant.desk.suggestions import suggestions
from assistant.language.dates import rfc3339
from assistant.replies.cards import service_card
from assistant.replies.schemas import Reply, ServiceReply, TextReply
from assistant.runtime import Runtime

router = APIRouter(prefix="/api/v1/desk", tags=["desk"])


@router.get("/queue", response_model_exclude_none=True)
async def see_queue(viewer: QueueViewer, running: RuntimeDep, book: EntryBookDep) -> QueueOut:
    """What waits and what is in hand; with the load for who may see it."""
    return await running.database.run(lambda s: queue_for(s, viewer.account, book, viewer.at))


@router.get("/closed")
async def see_closed(viewer: QueueViewer, running: RuntimeDep) -> list[ClosedOut]:
    """What one has ended in a week; for roles that read all, what anybody has."""
    is_everybodys = viewer.may(Permission.READ_ALL_CONVERSATIONS)
    me = viewer.account.id
    return await running.database.run(
        lambda s: past_conversations.closed(s, me, viewer.at, is_everybodys=is_everybodys)
    )


@router.get("/conversations/{id}", response_model_exclude_none=True)
async def see_conversation(id: str, viewer: QueueViewer, running: RuntimeDep) -> TalkOut:
    """A conversation with its handoff pack."""
    async with _refusals():
        return await running.database.run(_look(running, viewer, id))


@router.get("/conversations/{id}/suggestions", response_model_exclude_none=True)
async def suggest(id: str, viewer: Answering, running: RuntimeDep) -> SuggestionsOut:
    """What the citizen's newest message may be answered with."""
    async with _refusals():
        return await suggestions(running, viewer, id)


@router.post("/conversations/{id}/take", response_model_exclude_none=True)
async def take(id: str, viewer: Answering, running: RuntimeDep) -> TalkOut:
    """Own a waiting conversation; exactly one operator gets it."""

    def work(session: Session) -> TalkOut:
        running.handoff.take(session, _printable(id), viewer.account.id, viewer.at)
        end_break(session, viewer.account.id)
        return _look(running, viewer, id)(session)

    async with _refusals(running, id):
        return await running.database.run(work)


@router.post("/conversations/{id}/reply", status_code=201)
async def reply(
    id: str,
    body: ReplyIn,
    viewer: Answering,
    running: RuntimeDep,
    idempotency_key: IdempotencyKey = None,
) -> SaidOut:
    """Say something to the citizen; the same Idempotency-Key again says nothing twice."""
    said = _reply(running, body)
    key = f"{viewer.account.id[:16]}/{idempotency_key}" if idempotency_key else None
    me = viewer.account.id
    async with _refusals(running, id):
        event = await running.database.run(
            lambda s: running.handoff.say(s, _printable(id), me, said, viewer.at, key=key)
        )
        running.stream.board.clear(id, Speaker.OPERATOR)
        return SaidOut(event_id=event.id)


@router.post("/conversations/{id}/release", status_code=204)
async def release(id: str, viewer: Answering, running: RuntimeDep) -> Response:
    """Give it back to the queue, where it keeps its place."""
    me = viewer.account.id
    async with _refusals(running, id):
        await running.database.run(
            lambda s: running.handoff.release(s, _printable(id), me, viewer.at)
        )
    return Response(status_code=204)


@router.post("/conversations/{id}/close", status_code=204)
async def close(id: str, body: CloseIn, viewer: Answering, running: RuntimeDep) -> Response:
    """End the operator's part; the assistant answers again."""
    me = viewer.account.id
    async with _refusals(running, id):
        await running.database.run(
            lambda s: running.handoff.close(s, _printable(id), me, viewer.at, body.reason)
        )
    return Response(status_code=204)


@router.post("/conversations/{id}/transfer", status_code=204)
async def transfer(id: str, body: TransferIn, viewer: Answering, running: RuntimeDep) -> Response:
    """Hand it to a colleague who is there."""

    def work(session: Session) -> None:
        known = {one.id: one.presence for one in _colleagues(running, session, viewer)}
        if body.account_id not in known:
            raise Problem("unknown_reference", errors=[{"field": "account_id"}])
        if known[body.account_id] is not Presence.HERE:
            raise Problem("colleague_away")
        me = viewer.account.id
        running.handoff.transfer(session, _printable(id), me, body.account_id, viewer.at)

    async with _refusals(running, id):
        await running.database.run(work)
    return Response(status_code=204)


@router.post("/conversations/{id}/note", status_code=204)
async def note(id: str, body: NoteIn, viewer: Answering, running: RuntimeDep) -> Response:
    """Keep a note for other operators."""
    masked = masking.for_colleagues(body.text)
    async with _refusals(running, id):
        await running.database.run(lambda s: conversations.add_note(s, viewer, id, masked))
    return Response(status_code=204)


@router.post("/conversations/{id}/turns/{turn_id}/reveal")
async def reveal(id: str, turn_id: str, viewer: Revealing, running: RuntimeDep) -> RevealedOut:
    """A message with its personal data; every look is recorded."""
    bounds = bounds_of(running.settings)

    def work(session: Session) -> str:
        turn = conversations.revealable(session, viewer, id, turn_id)
        return reveal_message(session, viewer, running.sealer, bounds, turn)

    async with _refusals():
        return RevealedOut(text=await running.database.run(work))


@router.post("/conversations/{id}/typing", status_code=204)
async def type_on(id: str, viewer: Answering, running: RuntimeDep) -> Response:
    """Tell the citizen that the operator who has the conversation is typing; kept nowhere."""
    me = viewer.account.id
    async with _refusals():
        await running.database.run(
            lambda s: running.handoff.check_held(s, _printable(id), me, viewer.at)
        )
    running.stream.types(id, Speaker.OPERATOR)
    return Response(status_code=204)


@router.post("/presence")
async def presence(viewer: Answering, running: RuntimeDep) -> HeldOut:
    """A sign of life: everything that the operator has in hand is held for another lease."""
    me = viewer.account.id
    held = await running.database.run(lambda s: running.handoff.renew(s, me, viewer.at))
    return HeldOut(held=held)


@router.post("/break", response_model_exclude_none=True)
async def rest(body: BreakIn, viewer: Answering, running: RuntimeDep) -> BreakOut:
    """Take a break, or come back from it; nobody hands anything to who rests."""
    me = viewer.account.id

    def work(session: Session) -> BreakOut:
        if body.is_on:
            return BreakOut(break_since=rfc3339(begin_break(session, me, viewer.at)))
        end_break(session, me)
        return BreakOut()

    return await running.database.run(work)


@router.get("/colleagues")
async def see_colleagues(viewer: Answering, running: RuntimeDep) -> list[ColleagueOut]:
    """Who conversations can be handed to, and whether they are there."""
    return await running.database.run(lambda s: _colleagues(running, s, viewer))


def _colleagues(running: Runtime, session: Session, viewer: Viewer) -> list[ColleagueOut]:
    rules, lease = rules_of(running.settings), running.handoff.lease
    return colleagues(session, viewer.account, rules, lease, viewer.at)


def _look(running: Runtime, viewer: Viewer, id: str) -> Callable[[Session], TalkOut]:
    return lambda session: conversations.look(session, viewer, id, running.catalogue)


def _reply(running: Runtime, body: ReplyIn) -> Reply:
    if body.text is not None:
        return TextReply(text=masking.for_citizen(body.text))
    entry = running.catalogue.by_id.get(body.service_id or "")
    if entry is None:
        raise Problem("unknown_reference", errors=[{"field": "service_id"}])
    return ServiceReply(service=service_card(entry))


def _printable(id: str) -> str:
    # PostgreSQL rejects a null byte even in a search; such an id is only unknown.
    return id if id.isprintable() else "-"


@asynccontextmanager
async def _refusals(running: Runtime | None = None, id: str = "") -> AsyncIterator[None]:
    """Turn refusals into problems, and wake listeners after a change of conversation `id`."""
    try:
        yield
    except NotVisibleError as error:
        raise Problem("not_found") from error
    except NotOwnerError as error:
        raise Problem("not_owner") from error
    except TooManyLooksError as error:
        raise Problem("reveals_used_up", {"Retry-After": str(error.wait_s)}) from error
    if running is not None:
        running.stream.ring(id)
