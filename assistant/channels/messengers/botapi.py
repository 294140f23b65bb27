"""An aiogram bot for the Bot API, which also accepts the incomplete answers of Bale."""

import asyncio
import json
import time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNotFound,
    TelegramRetryAfter,
)
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
)

from assistant.channels.messengers import phrases
from assistant.channels.messengers.transport import (
    BlockedError,
    Button,
    MessageRefusedError,
    MessengerProfile,
    OutMessage,
    OversizedFileError,
    SlowDownError,
)

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

SEND_TIMEOUT_S = 15
FETCH_TIMEOUT_S = 60
_WIDE = 16
"""A button with a longer title gets a row of its own."""
_GONE = ("chat not found", "user is deactivated", "bot was blocked", "peer_id_invalid")


def filled(value: Any) -> Any:
    """`value` with the fields that aiogram requires and servers like Bale leave out."""
    if isinstance(value, list):
        return [filled(item) for item in value]
    if not isinstance(value, dict):
        return value
    whole = {name: filled(item) for name, item in value.items()}
    is_user = "id" in whole and "first_name" in whole and "type" not in whole
    if is_user:
        whole.setdefault("is_bot", False)
    if isinstance(callback := whole.get("callback_query"), dict):
        whole["callback_query"] = _filled_callback(callback)
    return whole


def _filled_callback(callback: dict[str, Any]) -> dict[str, Any]:
    message = callback.get("message")
    if isinstance(message, dict):
        message = {"message_id": 0, "date": 0} | message
    return {"chat_instance": ""} | callback | ({"message": message} if message else {})


def _loads(text: str | bytes) -> Any:
    return filled(json.loads(text))


def make_bot(
    profile: MessengerProfile, token: str, api: str, session: BaseSession | None = None
) -> Bot:
    """The bot of `token`; `api` is the server's address, empty for the messenger's own."""
    server = TelegramAPIServer.from_base(api or profile.api)
    session = session or AiohttpSession(api=server, json_loads=_loads)
    return Bot(token, session, DefaultBotProperties(parse_mode=profile.parse_mode))


class BotTransport:
    """Sends by a bot, no faster than the messenger takes it."""

    def __init__(self, profile: MessengerProfile, bot: Bot) -> None:
        self._profile, self.bot = profile, bot
        self._next_at = 0.0

    @property
    def profile(self) -> MessengerProfile:
        """The profile of the messenger."""
        return self._profile

    async def send(self, address: str, message: OutMessage) -> None:
        """Send one message; marked-up text that is refused goes out once more without markup."""
        await self._wait_for_a_slot()
        try:
            await self._send(address, message, message.text, self._profile.parse_mode)
        except MessageRefusedError:
            if message.plain == message.text:
                raise
            await self._send(address, message, message.plain, None)

    async def _send(
        self, address: str, message: OutMessage, text: str, parse_mode: str | None
    ) -> None:
        try:
            await self.bot.send_message(
                address,
                text,
                parse_mode=parse_mode,
                link_preview_options=self._previews(),
                reply_markup=_keyboard(message),
                request_timeout=SEND_TIMEOUT_S,
            )
        except ClientDecodeError as error:
            if not _was_taken(error.data):
                raise
        except TelegramRetryAfter as error:
            # The limit is for the whole bot, not only for this chat.
            self._next_at = max(self._next_at, time.monotonic() + error.retry_after)
            raise SlowDownError(error.retry_after) from error
        except (TelegramForbiddenError, TelegramNotFound) as error:
            raise BlockedError from error
        except TelegramBadRequest as error:
            if any(words in error.message.lower() for words in _GONE):
                raise BlockedError from error
            raise MessageRefusedError(error.message) from error

    async def fetch(self, file: str, most: int) -> bytes:
        """The bytes of a file; raises `OversizedFileError` if there are more than `most`.

        The bytes are counted: the messenger may have given a wrong size.
        """
        try:
            about_file = await self.bot.get_file(file, request_timeout=SEND_TIMEOUT_S)
        except TelegramBadRequest as error:
            if "too big" in error.message.lower():
                raise OversizedFileError from error
            raise MessageRefusedError(error.message) from error
        if not about_file.file_path:
            raise MessageRefusedError("no path")
        kept = _Bounded(most)
        await self.bot.download_file(about_file.file_path, kept, timeout=FETCH_TIMEOUT_S)
        return kept.getvalue()

    def _previews(self) -> LinkPreviewOptions | None:
        return LinkPreviewOptions(is_disabled=True) if self._profile.knows_previews else None

    async def _wait_for_a_slot(self) -> None:
        now = time.monotonic()
        slot = max(self._next_at, now)
        if slot - now > 1.0:
            raise SlowDownError(slot - now)
        self._next_at = slot + 1 / self._profile.messages_per_second
        await asyncio.sleep(slot - now)


class _Bounded(BytesIO):
    """A buffer for at most `most` bytes."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, data: "Buffer", /) -> int:
        """Raises `OversizedFileError` if `data` does not fit any more."""
        if self.tell() + memoryview(data).nbytes > self._most:
            raise OversizedFileError
        return super().write(data)


def _was_taken(answer: Any) -> bool:
    """Whether a server says that it took a message, in an answer that aiogram cannot read."""
    return isinstance(answer, dict) and answer.get("ok") is True


def _keyboard(message: OutMessage) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | None:
    if message.asks_for_mobile:
        share = KeyboardButton(text=phrases.SHARE_MOBILE, request_contact=True)
        return ReplyKeyboardMarkup(keyboard=[[share]], resize_keyboard=True, one_time_keyboard=True)
    if not message.buttons:
        return None
    rows: list[list[InlineKeyboardButton]] = []
    for button in message.buttons:
        if _fits_beside(rows, button):
            rows[-1].append(_inline(button))
        else:
            rows.append([_inline(button)])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def _fits_beside(rows: list[list[InlineKeyboardButton]], button: Button) -> bool:
    if not rows or len(rows[-1]) > 1 or len(button.title) > _WIDE:
        return False
    return len(rows[-1][0].text) <= _WIDE


def _inline(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=button.title, callback_data=button.data)
