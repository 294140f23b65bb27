"""Passes citizens' messages in chats to the dialogue. Answers go out by delivery, not from here.

An update is done when this returns: its turn is committed then. A repeated update does nothing. A
chat may send only so many messages a minute.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from weakref import WeakValueDictionary

import structlog
from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from prometheus_client import Counter

from assistant.channels.messengers import chats, phrases, ratings
from assistant.channels.messengers.chats import MessengerChat
from assistant.channels.messengers.files import ChatFiles
from assistant.channels.messengers.rendering import button_data
from assistant.channels.messengers.transport import Incoming, IncomingKind, Transport
from assistant.conversation.handoff import ANY_TIME, BACK
from assistant.conversation.messages import MAX_CHARACTERS, Message
from assistant.conversation.turns import (
    EmptyMessageError,
    MessageKeyReusedError,
    UnknownChoiceError,
)
from assistant.guessing.tries import Caller
from assistant.language.digits import persian_digits
from assistant.replies.schemas import ChoicesReply, Option, Reply, TextReply
from assistant.runtime import Runtime

_ONCE = RateLimitItemPerMinute(1)


@dataclass(frozen=True)
class RateVerdict:
    """Whether a message is one too many, and the first such one in a minute."""

    is_over: bool
    is_first: bool


class MessageRate:
    """Counts in this process, a minute at a time."""

    def __init__(self, per_minute: int) -> None:
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._limit = RateLimitItemPerMinute(per_minute)

    async def count(self, chat_id: str) -> RateVerdict:
        """Count one message."""
        if await self._limiter.hit(self._limit, "message", chat_id):
            return RateVerdict(is_over=False, is_first=False)
        return RateVerdict(is_over=True, is_first=await self._limiter.hit(_ONCE, "told", chat_id))


log = structlog.get_logger()

UPDATES = Counter("dastyar_messenger_updates_total", "Updates of chats.", ["channel", "kind"])
MOST_TRIES = 3
_FAILURES_KEPT = 1000
_NOTICES = {
    IncomingKind.HELP: ("/help", phrases.HELP),
    IncomingKind.MOBILE: ("/mobile", phrases.ASK_MOBILE),
    IncomingKind.OTHER: ("[پیام بی‌نوشته]", phrases.OTHER),
    IncomingKind.FOREIGN_CONTACT: ("[شمارهٔ دیگری]", phrases.FOREIGN_CONTACT),
}
"""The stored text for a message that is no text, and the answer to it."""
_FILES = {
    IncomingKind.VOICE: "[پیام صوتی]",
    IncomingKind.PHOTO: "[عکس]",
    IncomingKind.FILE: "[فایل]",
}
"""The stored text for a file in the talk."""
_FIRST_STEPS = [
    Option(title="ثبت شکایت ۱۲۸", choice="complain"),
    Option(title="پیگیری شکایت", choice="track"),
    Option(title="صحبت با کارشناس", choice="human"),
]
_WITH_HUMAN: list[Reply] = [
    TextReply(text=phrases.WITH_HUMAN),
    ChoicesReply(text=ANY_TIME, options=[BACK]),
]
"""The answer to /start and /help while a human owns the conversation."""


class Inbox:
    """Receives updates of every messenger."""

    def __init__(
        self,
        running: Runtime,
        titles: dict[str, str],
        wake: Callable[[], None],
        transports: Mapping[str, Transport] | None = None,
    ) -> None:
        self._running, self._titles, self._wake = running, titles, wake
        self._files = ChatFiles(running, transports or {})
        self._rate = MessageRate(running.settings.messages_per_minute)
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._failures: OrderedDict[str, int] = OrderedDict()

    async def receive(self, incoming: Incoming) -> str | None:
        """Do what `incoming` asks for, once; returns the text for a pressed button, if any.

        Raises when it could not be done and should come again. After three tries the citizen gets
        an error message instead, so that one bad update does not hold up all others.
        """
        UPDATES.labels(incoming.channel, incoming.kind).inc()
        chat_id = self.chat_id(incoming.channel, incoming.address)
        async with self._locks.setdefault(chat_id, asyncio.Lock()):
            try:
                return await self._receive(chat_id, incoming)
            except Exception as error:
                if self._counted(incoming.key) < MOST_TRIES:
                    raise
                log.error("messenger_update_dropped", channel=incoming.channel, exc_info=error)
                chat = await self._chat(chat_id, incoming)
                await self._note(chat, incoming, "[پیام خوانده‌نشده]", phrases.FAULT)
                return None
            finally:
                self._wake()

    def chat_id(self, channel: str, address: str) -> str:
        """Our id of a chat: without the key nobody can find the messenger's own id from it."""
        return f"{channel}:{self._running.sealer.blind(f'{channel}:{address}')}"

    def _counted(self, key: str) -> int:
        self._failures[key] = self._failures.pop(key, 0) + 1
        if len(self._failures) > _FAILURES_KEPT:
            self._failures.popitem(last=False)
        return self._failures[key]

    async def _receive(self, chat_id: str, incoming: Incoming) -> str | None:
        database = self._running.database
        if incoming.kind in {IncomingKind.BLOCKED, IncomingKind.UNBLOCKED}:
            is_blocked = incoming.kind is IncomingKind.BLOCKED
            await database.run(
                lambda session: chats.set_blocked(session, chat_id, is_blocked=is_blocked)
            )
            return None
        chat = await self._chat(chat_id, incoming)
        if await database.run(lambda session: chats.was_answered(session, chat_id, incoming.key)):
            return None
        verdict = await self._rate.count(chat_id)
        if verdict.is_over:
            if verdict.is_first:
                await self._note(chat, incoming, "[پیام خوانده‌نشده]", phrases.TOO_MANY)
            return phrases.TOO_MANY
        return await self._handled(chat, incoming)

    async def _chat(self, chat_id: str, incoming: Incoming) -> MessengerChat:
        """The chat; a new one gets a conversation. A citizen who writes has unblocked the bot."""
        database = self._running.database
        chat = await database.run(lambda session: chats.find(session, chat_id))
        if chat is None:
            new = await self._running.store.create()
            chat = MessengerChat(
                id=chat_id,
                channel=incoming.channel,
                sealed=self._running.sealer.seal(incoming.address),
                key_id=self._running.sealer.key_id,
                conversation_id=new.id,
            )
            await database.run(lambda session: chats.open_chat(session, chat))
        elif chat.blocked_at:
            await database.run(
                lambda session: chats.set_blocked(session, chat_id, is_blocked=False)
            )
        return chat

    async def _handled(self, chat: MessengerChat, incoming: Incoming) -> str | None:
        handlers: dict[IncomingKind, Callable[[MessengerChat, Incoming], Awaitable[str | None]]] = {
            IncomingKind.TEXT: self._text,
            IncomingKind.EDIT: self._edit,
            IncomingKind.BUTTON: self._button,
            IncomingKind.START: self._start,
            IncomingKind.CONTACT: self._contact,
        }
        return await handlers.get(incoming.kind, self._notice)(chat, incoming)

    async def _text(self, chat: MessengerChat, incoming: Incoming) -> None:
        if len(incoming.text) > MAX_CHARACTERS:
            return await self._note(chat, incoming, "[پیام بلند]", phrases.TOO_LONG)
        await self._answer(chat, incoming, Message(text=incoming.text))
        await self._running.database.run(
            lambda session: chats.set_last_message(session, chat.id, incoming.message)
        )
        return None

    async def _edit(self, chat: MessengerChat, incoming: Incoming) -> None:
        """The newest message, corrected, is a new question; the answer to an older one stays."""
        if incoming.message == chat.last_message:
            return await self._text(chat, incoming)
        return await self._note(chat, incoming, "[ویرایش پیام پیشین]", phrases.OLD_EDIT)

    async def _button(self, chat: MessengerChat, incoming: Incoming) -> str:
        score = ratings.mark_of(incoming.text)
        if score is not None:
            return await self._mark(chat, incoming, score)
        opened = await self._running.store.get(chat.conversation_id)
        shown = opened.conversation.shown_choices
        choice = next((one for one in shown if button_data(one) == incoming.text), None)
        if choice is None:
            return phrases.OLD_BUTTON
        await self._answer(chat, incoming, Message(choice=choice))
        return shown[choice]

    async def _mark(self, chat: MessengerChat, incoming: Incoming, score: int) -> str:
        """A mark for a human's service; a second one, or a repeated update, changes nothing."""
        is_kept = await self._running.database.run(
            lambda session: ratings.keep_mark(session, self._running.ratings, chat, score)
        )
        if not is_kept:
            return phrases.OLD_BUTTON
        kept = phrases.RATED.format(score=persian_digits(score))
        await self._note(chat, incoming, kept, phrases.RATE_THANKS)
        return ratings.title_of(score)

    async def _contact(self, chat: MessengerChat, incoming: Incoming) -> None:
        text = phrases.MOBILE_TEXT.format(number=incoming.text)
        await self._answer(chat, incoming, Message(text=text))

    async def _start(self, chat: MessengerChat, incoming: Incoming) -> None:
        code = incoming.text
        if not code:
            return await self._welcome(chat, incoming, phrases.WELCOME)
        taken = await self._running.database.run(
            lambda session: chats.take_over(session, chat.id, code)
        )
        if taken is None:
            return await self._welcome(chat, incoming, phrases.LINK_DEAD)
        chat.conversation_id = taken
        words = phrases.CONTINUED.format(title=self._titles[incoming.channel])
        return await self._welcome(chat, incoming, words)

    async def _welcome(self, chat: MessengerChat, incoming: Incoming, words: str) -> None:
        greeting = TextReply(text=words)
        ask = ChoicesReply(text=phrases.WHAT_NOW, options=_FIRST_STEPS)
        with_human = _WITH_HUMAN if words == phrases.WELCOME else [greeting, *_WITH_HUMAN]
        await self._say(chat, incoming, "/start", [greeting, ask], with_human)

    async def _notice(self, chat: MessengerChat, incoming: Incoming) -> None:
        if incoming.text:
            # Text below a picture is as good as a message. It comes first, since the notice marks
            # the update as done.
            below = Incoming(
                incoming.channel,
                incoming.address,
                f"{incoming.key}:caption",
                IncomingKind.TEXT,
                incoming.text,
                incoming.message,
            )
            await self._text(chat, below)
        if incoming.kind in _FILES:
            said = await self._files.take(chat.conversation_id, incoming)
            return await self._note(chat, incoming, _FILES[incoming.kind], said)
        if incoming.kind is IncomingKind.HELP:
            kept, words = _NOTICES[IncomingKind.HELP]
            return await self._say(chat, incoming, kept, [TextReply(text=words)], _WITH_HUMAN)
        return await self._note(chat, incoming, *_NOTICES[incoming.kind])

    async def _note(self, chat: MessengerChat, incoming: Incoming, kept: str, words: str) -> None:
        await self._say(chat, incoming, kept, [TextReply(text=words)])

    async def _say(
        self,
        chat: MessengerChat,
        incoming: Incoming,
        kept: str,
        replies: list[Reply],
        with_human: list[Reply] | None = None,
    ) -> None:
        turns = self._running.turns
        await turns.answer_ready(chat.conversation_id, kept, replies, incoming.key, with_human)

    async def _answer(self, chat: MessengerChat, incoming: Incoming, message: Message) -> None:
        message = replace(message, caller=Caller(f"chat {chat.id}", channel=chat.channel))
        try:
            await self._running.turns.answer(chat.conversation_id, message, incoming.key)
        except EmptyMessageError:
            await self._note(chat, incoming, *_NOTICES[IncomingKind.OTHER])
        except (MessageKeyReusedError, UnknownChoiceError) as error:
            # Another process was faster with the same update, or the button has just gone.
            log.warning("messenger_update_refused", error=type(error).__name__)
