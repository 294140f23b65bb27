"""Where messengers bring their updates, and where a portal gets a link into a chat."""

import json
import secrets
from typing import Annotated, Any

import structlog
from fastapi import APIRouter, Header, Request, Response
from pydantic import BaseModel, ValidationError

from assistant.channels.messengers import chats
from assistant.channels.messengers.service import WEBHOOKS, Messengers
from assistant.channels.web.dependencies import ConversationId, RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.language.dates import rfc3339

log = structlog.get_logger()
router = APIRouter()


class MessengerLinkOut(BaseModel):
    """A link that opens the conversation in one messenger."""

    channel: str
    title: str
    url: str


class MessengerLinksOut(BaseModel):
    """Links of all messengers; one of them may be used, once, until `expires_at`."""

    expires_at: str
    links: list[MessengerLinkOut]


@router.post(f"{WEBHOOKS}/{{channel}}/{{secret}}", include_in_schema=False)
async def take_update(
    channel: str,
    secret: str,
    request: Request,
    x_telegram_bot_api_secret_token: Annotated[str, Header()] = "",
) -> Response:
    """Take one update; 200 says that it is done and kept, anything else that it should come again.

    An update that cannot be read is taken too: it would only come again and again.
    """
    messengers: Messengers = request.app.state.messengers
    messenger = messengers.all.get(channel)
    if messenger is None or not messengers.takes_updates(messenger):
        raise Problem("not_found")
    shown = [secret, x_telegram_bot_api_secret_token][: 1 + messenger.profile.has_secret_header]
    if not all(secrets.compare_digest(one.encode(), messenger.secret.encode()) for one in shown):
        raise Problem("not_found")
    # Loaded by now, for a messenger is configured; it takes seconds where none is.
    from aiogram.types import Update

    from assistant.channels.messengers.botapi import filled

    try:
        read: Any = filled(json.loads(await request.body()))
        update = Update.model_validate(read, context={"bot": messenger.bot})
    except (ValidationError, ValueError, RecursionError) as error:
        log.warning("messenger_update_unreadable", channel=channel, error=type(error).__name__)
        return Response(status_code=200)
    await messenger.dispatcher.feed_update(messenger.bot, update)
    return Response(status_code=200)


@router.post("/api/v1/conversations/{id}/messenger-link", status_code=201, tags=["conversations"])
async def link_to_messenger(
    request: Request, conversation: ConversationId, running: RuntimeDep
) -> MessengerLinksOut:
    """Links by which the citizen goes on with this conversation in a messenger."""
    guards = request.app.state.guards
    await guards.count(guards.messages, conversation)
    messengers: Messengers = request.app.state.messengers
    named = [one for one in messengers.all.values() if one.username]
    if not named:
        raise Problem("not_found" if not messengers.all else "unavailable")
    code, until = await running.database.run(lambda session: chats.new_link(session, conversation))
    links = [
        MessengerLinkOut(
            channel=messenger.profile.channel,
            title=messenger.profile.title,
            url=messenger.profile.link.format(username=messenger.username, code=code),
        )
        for messenger in named
    ]
    return MessengerLinksOut(expires_at=rfc3339(until), links=links)
