"""aiogram's updates, read: a dispatcher that turns each into one `Incoming`."""

from collections.abc import Awaitable, Callable

import structlog
from aiogram import Bot, Dispatcher, F, Router
from aiogram.enums import ChatType, ContentType
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, Update

from assistant.channels.messengers.incoming import Incoming, Kind

log = structlog.get_logger()

Receive = Callable[[Incoming], Awaitable[str | None]]
_KINDS = {
    ContentType.VOICE: Kind.VOICE,
    ContentType.AUDIO: Kind.VOICE,
    ContentType.VIDEO_NOTE: Kind.FILE,
    ContentType.PHOTO: Kind.PHOTO,
    ContentType.DOCUMENT: Kind.FILE,
    ContentType.VIDEO: Kind.FILE,
    ContentType.ANIMATION: Kind.FILE,
}
_LONGEST_FLASH = 190
"""Characters that a pressed button may flash; the Bot API takes 200."""


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
        await self._hand_over(message, event_update, bot, Kind.START, command.args or "")

    async def help(self, message: Message, event_update: Update, bot: Bot) -> None:
        """/help."""
        await self._hand_over(message, event_update, bot, Kind.HELP)

    async def mobile(self, message: Message, event_update: Update, bot: Bot) -> None:
        """/mobile."""
        await self._hand_over(message, event_update, bot, Kind.MOBILE)

    async def contact(self, message: Message, event_update: Update, bot: Bot) -> None:
        """A number, which counts only as the sender's own."""
        contact, sender = message.contact, message.from_user
        is_own = contact and sender and contact.user_id == sender.id
        if contact and is_own:
            number = contact.phone_number
            await self._hand_over(message, event_update, bot, Kind.CONTACT, number)
        else:
            await self._hand_over(message, event_update, bot, Kind.FOREIGN_CONTACT)

    async def message(self, message: Message, event_update: Update, bot: Bot) -> None:
        """Words, or something that is not read."""
        if message.text is not None:
            await self._hand_over(message, event_update, bot, Kind.TEXT, message.text)
            return
        kind = _KINDS.get(ContentType(message.content_type), Kind.OTHER)
        await self._hand_over(message, event_update, bot, kind, message.caption or "")

    async def edited(self, edited_message: Message, event_update: Update, bot: Bot) -> None:
        """Corrected words."""
        text = edited_message.text or ""
        await self._hand_over(edited_message, event_update, bot, Kind.EDIT, text)

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
                        Kind.BUTTON,
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
        kind = Kind.BLOCKED if is_gone else Kind.UNBLOCKED
        key = self._key(event_update, bot)
        await self._receive(Incoming(self._channel, str(member.chat.id), key, kind))

    async def _hand_over(
        self,
        message: Message,
        update: Update,
        bot: Bot,
        kind: Kind,
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
    """The id of what can be a file of a case; of the sizes of a photo, the largest."""
    if message.photo:
        return message.photo[-1].file_id
    found = message.voice or message.audio or message.document
    return found.file_id if found and not message.animation else ""
