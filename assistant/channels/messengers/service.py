"""All messengers of an installation: started and stopped with the gateway, and their routes.

Webhooks bring updates; a portal gets a link by which its conversation goes on in a chat.
"""

import asyncio
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import structlog
from fastapi import APIRouter, Header, Request, Response
from pydantic import BaseModel, ValidationError

from assistant.channels.messengers import chats
from assistant.channels.messengers.delivery import Deliverer
from assistant.channels.messengers.inbox import Inbox
from assistant.channels.messengers.profiles import all_profiles
from assistant.channels.messengers.transport import MessengerProfile
from assistant.channels.web.dependencies import ConversationId, RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.language.dates import rfc3339
from assistant.provider_settings import MessengerMode, MessengerSettings
from assistant.runtime import Runtime
from assistant.settings import Settings

if TYPE_CHECKING:
    from aiogram import Bot, Dispatcher
    from aiogram.client.session.base import BaseSession

    from assistant.channels.messengers.botapi import BotTransport

log = structlog.get_logger()

WEBHOOKS = "/messengers"
LONGEST_UPDATE = 1024 * 1024
"""In bytes. An update that is refused comes again and again, and holds back all others."""
_STOP_S = 20.0
_LONGEST_PAUSE_S = 60.0


class MessengerSettingsError(ValueError):
    """Settings name a messenger that has no profile, or a webhook that nobody can reach."""


@dataclass
class Messenger:
    """A running messenger; `username` is known once the messenger has sent it."""

    profile: MessengerProfile
    settings: MessengerSettings
    bot: "Bot"
    dispatcher: "Dispatcher"
    secret: str
    username: str
    public_url: str

    @property
    def webhook_path(self) -> str:
        """The path for updates; nobody can guess it without the secret."""
        return f"{WEBHOOKS}/{self.profile.channel}/{self.secret}"


class Messengers:
    """Receives from and delivers to every messenger that the settings name.

    If another process does that, this one only knows the bots' names, for links to them.
    """

    def __init__(
        self, running: Runtime, sessions: "Mapping[str, BaseSession] | None" = None
    ) -> None:
        self.is_here = running.settings.messengers_enabled
        self._tasks: list[asyncio.Task[None]] = []
        chosen = _chosen(running.settings)
        transports = {
            name: _transport(profile, running.settings.messengers[name], (sessions or {}).get(name))
            for name, profile in chosen.items()
        }
        self.deliverer = Deliverer(running.database, transports, running.sealer, running.telling)
        titles = {name: profile.title for name, profile in chosen.items()}
        self.inbox = Inbox(running, titles, self.deliverer.wake, transports)
        self.all = {
            name: self._messenger(running.settings, profile, transports[name].bot)
            for name, profile in chosen.items()
        }

    def _messenger(self, settings: Settings, profile: MessengerProfile, bot: "Bot") -> Messenger:
        from assistant.channels.messengers.updates import make_dispatcher

        own = settings.messengers[profile.channel]
        return Messenger(
            profile,
            own,
            bot,
            make_dispatcher(profile.channel, self.inbox.receive),
            webhook_secret(settings.master_key, profile.channel, own.token.get_secret_value()),
            own.username,
            settings.public_url.rstrip("/"),
        )

    def takes_updates(self, messenger: Messenger) -> bool:
        """Whether the messenger brings its updates to this process."""
        return self.is_here and messenger.settings.mode is MessengerMode.WEBHOOK

    async def start(self) -> None:
        """Begin to receive and to deliver; a messenger that is away is waited for."""
        if not self.all:
            return
        from assistant.channels.messengers.updates import Poller

        if self.is_here:
            self._tasks.append(asyncio.create_task(self.deliverer.run()))
        for messenger in self.all.values():
            self._tasks.append(asyncio.create_task(_introduce(messenger)))
            if self.is_here and messenger.settings.mode is MessengerMode.POLLING:
                poller = Poller(messenger.profile, messenger.bot, messenger.dispatcher)
                self._tasks.append(asyncio.create_task(poller.run()))

    async def stop(self) -> None:
        """End all tasks, deliveries after the current message, and close all connections."""
        self.deliverer.stop()
        deliveries = self._tasks[: self.is_here]
        for task in self._tasks[len(deliveries) :]:
            task.cancel()
        if deliveries:
            await asyncio.wait(deliveries, timeout=_STOP_S)
            deliveries[0].cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for messenger in self.all.values():
            await messenger.bot.session.close()


def _chosen(settings: Settings) -> dict[str, MessengerProfile]:
    profiles = all_profiles()
    unknown = set(settings.messengers) - set(profiles)
    if unknown:
        raise MessengerSettingsError(f"no profile for {', '.join(sorted(unknown))}")
    modes = {own.mode for own in settings.messengers.values()}
    if MessengerMode.WEBHOOK in modes and not settings.public_url:
        raise MessengerSettingsError("a webhook needs DASTYAR_PUBLIC_URL")
    return {name: profiles[name] for name in settings.messengers}


def _transport(
    profile: MessengerProfile, settings: MessengerSettings, session: "BaseSession | None"
) -> "BotTransport":
    from assistant.channels.messengers.botapi import BotTransport, make_bot

    bot = make_bot(profile, settings.token.get_secret_value(), settings.api, session)
    return BotTransport(profile, bot)


async def _introduce(messenger: Messenger) -> None:
    """Learn the bot's name and, for a webhook, register its address; tries until both are done."""
    pause = 1.0
    while True:
        try:
            if not messenger.username:
                messenger.username = (await messenger.bot.get_me()).username or ""
            if messenger.settings.mode is MessengerMode.WEBHOOK:
                await _set_webhook(messenger)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is tried again
            log.warning(
                "messenger_away", channel=messenger.profile.channel, error=type(error).__name__
            )
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE_S)
        else:
            return


async def _set_webhook(messenger: Messenger) -> None:
    kinds = messenger.profile.update_kinds
    await messenger.bot.set_webhook(
        f"{messenger.public_url}{messenger.webhook_path}",
        allowed_updates=list(kinds) if kinds else None,
        secret_token=messenger.secret if messenger.profile.has_secret_header else None,
    )


def webhook_secret(master_key: bytes, channel: str, token: str) -> str:
    """The secret in a webhook's path and header; a new token makes a new one."""
    return hmac.digest(master_key, f"webhook/{channel}/{token}".encode(), hashlib.sha256).hex()


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
    # Loaded here: the module takes seconds to load, and is needed only with a messenger.
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
