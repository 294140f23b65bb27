"""aiogram's updates: a dispatcher turns each into one `Incoming`, and `Poller` fetches them.

Polling is for a gateway that nobody can reach from outside; else webhooks bring updates.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable

import structlog
from aiogram import Bot, Dispatcher, F, Router
from aiogram.enums import ChatType, ContentType
from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, Update

from assistant.channels.messengers.transport import Incoming, IncomingKind, MessengerProfile

log = structlog.get_logger()

Receive = Callable[[Incoming], Awaitable[str | None]]
_KINDS = {
    ContentType.VOICE: IncomingKind.VOICE,
    ContentType.AUDIO: IncomingKind.VOICE,
    ContentType.VIDEO_NOTE: IncomingKind.FILE,
    ContentType.PHOTO: IncomingKind.PHOTO,
    ContentType.DOCUMENT: IncomingKind.FILE,
    ContentType.VIDEO: IncomingKind.FILE,
    ContentType.ANIMATION: IncomingKind.FILE,
}
_LONGEST_FLASH = 190
"""Characters that a pressed button may flash; the Bot API accepts 200."""


def make_dispatcher(channel: str, receive: Receive) -> Dispatcher:
    """A dispatcher whose handlers hand every private message to `receive`."""
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.include_router(_router(_Reader(channel, receive)))
    return dispatcher


def _router(reader: "_Reader") -> Router:
    router = Router()
    # In a group everybody would read along, so nothing is said there.
    router.message.filter(F.chat.type == ChatType.PRIVATE, F.from_user.is_bot.is_not(True))
    router.edited_message.filter(F.chat.type == ChatType.PRIVATE)
    router.message(CommandStart())(reader.start)
    router.message(Command("help"))(reader.help)
    router.message(Command("mobile"))(reader.mobile)
    router.message(F.contact)(reader.contact)
    router.message()(reader.message)
    router.edited_message(F.text)(reader.edited)
    router.callback_query()(reader.button)
    router.my_chat_member()(reader.member)
    return router


class _Reader:
    """The handlers."""

    def __init__(self, channel: str, receive: Receive) -> None:
        self._channel, self._receive = channel, receive

    async def start(
        self, message: Message, event_update: Update, bot: Bot, command: CommandObject
    ) -> None:
        """/start, with the code of a link or without."""
        await self._hand_over(message, event_update, bot, IncomingKind.START, command.args or "")

    async def help(self, message: Message, event_update: Update, bot: Bot) -> None:
        """/help."""
        await self._hand_over(message, event_update, bot, IncomingKind.HELP)

    async def mobile(self, message: Message, event_update: Update, bot: Bot) -> None:
        """/mobile."""
        await self._hand_over(message, event_update, bot, IncomingKind.MOBILE)

    async def contact(self, message: Message, event_update: Update, bot: Bot) -> None:
        """A number, which counts only as the sender's own."""
        contact, sender = message.contact, message.from_user
        is_own = contact and sender and contact.user_id == sender.id
        if contact and is_own:
            number = contact.phone_number
            await self._hand_over(message, event_update, bot, IncomingKind.CONTACT, number)
        else:
            await self._hand_over(message, event_update, bot, IncomingKind.FOREIGN_CONTACT)

    async def message(self, message: Message, event_update: Update, bot: Bot) -> None:
        """Words, or a kind of message that is not read."""
        if message.text is not None:
            await self._hand_over(message, event_update, bot, IncomingKind.TEXT, message.text)
            return
        kind = _KINDS.get(ContentType(message.content_type), IncomingKind.OTHER)
        await self._hand_over(message, event_update, bot, kind, message.caption or "")

    async def edited(self, edited_message: Message, event_update: Update, bot: Bot) -> None:
        """Corrected words."""
        text = edited_message.text or ""
        await self._hand_over(edited_message, event_update, bot, IncomingKind.EDIT, text)

    async def button(self, query: CallbackQuery, event_update: Update, bot: Bot) -> None:
        """A pressed button; until it is answered the messenger shows it as busy."""
        chat = query.message.chat if query.message else None
        flash: str | None = None
        try:
            if chat and chat.type == ChatType.PRIVATE and query.data:
                flash = await self._receive(
                    Incoming(
                        self._channel,
                        str(chat.id),
                        self._key(event_update, bot),
                        IncomingKind.BUTTON,
                        query.data,
                    )
                )
        finally:
            await self._flash(query, bot, flash)

    async def member(self, member: ChatMemberUpdated, event_update: Update, bot: Bot) -> None:
        """The citizen has blocked the bot, or lets it write again."""
        if member.chat.type != ChatType.PRIVATE:
            return
        is_gone = member.new_chat_member.status in {"kicked", "left"}
        kind = IncomingKind.BLOCKED if is_gone else IncomingKind.UNBLOCKED
        key = self._key(event_update, bot)
        await self._receive(Incoming(self._channel, str(member.chat.id), key, kind))

    async def _hand_over(
        self,
        message: Message,
        update: Update,
        bot: Bot,
        kind: IncomingKind,
        text: str = "",
    ) -> None:
        await self._receive(
            Incoming(
                self._channel,
                str(message.chat.id),
                self._key(update, bot),
                kind,
                text,
                str(message.message_id),
                _file_of(message),
            )
        )

    def _key(self, update: Update, bot: Bot) -> str:
        """The update's id, which each bot counts for itself."""
        return f"{self._channel}:{bot.id}:{update.update_id}"

    async def _flash(self, query: CallbackQuery, bot: Bot, words: str | None) -> None:
        try:
            await bot.answer_callback_query(query.id, text=(words or "")[:_LONGEST_FLASH] or None)
        except TelegramAPIError as error:
            # Too old to be answered, or the messenger is away; the turn itself is safe.
            log.info("messenger_flash_failed", error=type(error).__name__)


def _file_of(message: Message) -> str:
    """The id of a file that a case can have; of the sizes of a photo, the largest."""
    if message.photo:
        return message.photo[-1].file_id
    found = message.voice or message.audio or message.document
    return found.file_id if found and not message.animation else ""


LONG_POLL_S = 20
SHORTEST_ROUND_S = 0.2
"""A server that does not wait for updates is asked this often."""
_LONGEST_PAUSE_S = 30.0


class Poller:
    """Asks for updates without end; asks for the next ones when all of the last are done."""

    def __init__(self, profile: MessengerProfile, bot: Bot, dispatcher: Dispatcher) -> None:
        self._profile, self._bot, self._dispatcher = profile, bot, dispatcher
        self._offset: int | None = None

    async def run(self) -> None:
        """Poll until cancelled; a messenger that is away is asked again with growing pauses."""
        pause, is_ready = 1.0, False
        while True:
            started = time.monotonic()
            try:
                if not is_ready:
                    # Polling is impossible while a webhook is set.
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
            # Only now does the messenger forget them: after a crash before this point they come
            # again.
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
