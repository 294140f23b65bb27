"""The live events of an open console."""

import json
from collections.abc import AsyncIterator

from fastapi import APIRouter
from sse_starlette import EventSourceResponse, ServerSentEvent

from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.leaving import LeavingDep
from assistant.desk.dependencies import EntryBookDep, SignedInDep, rules_of
from assistant.desk.feed import Feed
from assistant.desk.feed_schemas import DeskNews

router = APIRouter(prefix="/api/v1/desk", tags=["desk"])


@router.get("/events", response_class=EventSourceResponse, responses={200: {"model": DeskNews}})
async def events(
    signed: SignedInDep, running: RuntimeDep, book: EntryBookDep, leaving: LeavingDep
) -> EventSourceResponse:
    """What is new at the desk, by what one may see (server-sent events)."""
    feed = Feed(running, signed.token, rules_of(running.settings), book)

    async def stream() -> AsyncIterator[ServerSentEvent]:
        async for name, data in feed.follow():
            yield ServerSentEvent(json.dumps(data, ensure_ascii=False), event=name)

    return EventSourceResponse(leaving.ending(stream()), ping=15)
