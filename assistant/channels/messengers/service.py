"""All messengers of an installation: started and stopped with the gateway.

aiogram takes seconds to import, so it is imported where a messenger is configured.
"""

import asyncio
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from assistant.channels.messengers.delivery import Deliverer
from assistant.channels.messengers.inbox import Inbox
from assistant.channels.messengers.profile import Profile
from assistant.channels.messengers.profiles import all_profiles
from assistant.runtime import Runtime
from assistant.settings import MessengerMode, MessengerSettings, Settings

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
    """One messenger at work; `username` is known once the messenger has told it."""

    profile: Profile
    settings: MessengerSettings
    bot: "Bot"
    dispatcher: "Dispatcher"
    secret: str
    username: str
    public_url: str

    @property
    def webhook_path(self) -> str:
        """Where updates come in; who does not know the secret cannot guess it."""
        return f"{WEBHOOKS}/{self.profile.channel}/{self.secret}"


class Messengers:
    """Receives from and delivers to every messenger that the settings name.

    Where that is done by another process, this one only knows the bots' names, for links to them.
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

    def _messenger(self, settings: Settings, profile: Profile, bot: "Bot") -> Messenger:
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
        from assistant.channels.messengers.polling import Poller

        if self.is_here:
            self._tasks.append(asyncio.create_task(self.deliverer.run()))
        for messenger in self.all.values():
            self._tasks.append(asyncio.create_task(_introduce(messenger)))
            if self.is_here and messenger.settings.mode is MessengerMode.POLLING:
                poller = Poller(messenger.profile, messenger.bot, messenger.dispatcher)
                self._tasks.append(asyncio.create_task(poller.run()))

    async def stop(self) -> None:
        """End what runs, deliveries after the message under way, and close all connections."""
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


def _chosen(settings: Settings) -> dict[str, Profile]:
    profiles = all_profiles()
    unknown = set(settings.messengers) - set(profiles)
    if unknown:
        raise MessengerSettingsError(f"no profile for {', '.join(sorted(unknown))}")
    modes = {own.mode for own in settings.messengers.values()}
    if MessengerMode.WEBHOOK in modes and not settings.public_url:
        raise MessengerSettingsError("a webhook needs DASTYAR_PUBLIC_URL")
    return {name: profiles[name] for name in settings.messengers}


def _transport(
    profile: Profile, settings: MessengerSettings, session: "BaseSession | None"
) -> "BotTransport":
    from assistant.channels.messengers.botapi import BotTransport, make_bot

    bot = make_bot(profile, settings.token.get_secret_value(), settings.api, session)
    return BotTransport(profile, bot)


async def _introduce(messenger: Messenger) -> None:
    """Learn the bot's name and, for a webhook, tell where updates go; until both are done."""
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
