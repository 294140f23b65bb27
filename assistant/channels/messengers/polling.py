"""Fetches a bot's updates, for a gateway that nobody can reach from outside."""

import asyncio
import time
from collections import defaultdict

import structlog
from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramRetryAfter
from aiogram.types import Update

from assistant.channels.messengers.profile import Profile

log = structlog.get_logger()

LONG_POLL_S = 20
SHORTEST_ROUND_S = 0.2
"""A server that does not wait for updates is asked this often."""
_LONGEST_PAUSE_S = 30.0


class Poller:
    """Asks for updates without end; the next are asked for when the last are all done."""

    def __init__(self, profile: Profile, bot: Bot, dispatcher: Dispatcher) -> None:
        self._profile, self._bot, self._dispatcher = profile, bot, dispatcher
        self._offset: int | None = None

    async def run(self) -> None:
        """Poll until cancelled; a messenger that is away is asked again with growing pauses."""
        pause, is_ready = 1.0, False
        while True:
            started = time.monotonic()
            try:
                if not is_ready:
                    # While a webhook is set, nobody may ask.
                    await self._bot.delete_webhook()
                    is_ready = True
                await self._round()
                pause = 1.0
            except TelegramRetryAfter as error:
                await asyncio.sleep(error.retry_after)
            except Exception as error:  # noqa: BLE001 - whatever it is, polling goes on
                log.warning(
                    "messenger_poll_failed",
                    channel=self._profile.channel,
                    error=type(error).__name__,
                )
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE_S)
            await asyncio.sleep(max(0.0, started + SHORTEST_ROUND_S - time.monotonic()))

    async def _round(self) -> None:
        kinds = self._profile.update_kinds
        updates = await self._bot.get_updates(
            offset=self._offset,
            timeout=LONG_POLL_S,
            allowed_updates=list(kinds) if kinds else None,
            request_timeout=LONG_POLL_S + 10,
        )
        await self._handle(updates)
        if updates:
            # Only now does the messenger forget them: whoever dies before gets them again.
            self._offset = max(update.update_id for update in updates) + 1

    async def _handle(self, updates: list[Update]) -> None:
        pause = 0.5
        while updates := await self._failed(updates):
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE_S)

    async def _failed(self, updates: list[Update]) -> list[Update]:
        """Handle `updates`, those of one chat in their order; returns those to be tried again."""
        chats: dict[int | None, list[Update]] = defaultdict(list)
        for update in updates:
            chats[_chat_of(update)].append(update)
        left = await asyncio.gather(*(self._in_order(own) for own in chats.values()))
        return [update for own in left for update in own]

    async def _in_order(self, updates: list[Update]) -> list[Update]:
        for done, update in enumerate(updates):
            try:
                await self._dispatcher.feed_update(self._bot, update)
            except Exception as error:  # noqa: BLE001 - the inbox knows when to give up
                log.warning("messenger_update_failed", error=type(error).__name__)
                return updates[done:]
        return []


def _chat_of(update: Update) -> int | None:
    message = update.message or update.edited_message
    if message is None and update.callback_query:
        found = update.callback_query.message
        return found.chat.id if found else None
    return message.chat.id if message else None
