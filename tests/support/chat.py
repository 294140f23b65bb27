"""A citizen's chat in a messenger, without the messenger: updates go in, requests are recorded."""

import itertools
import time
from dataclasses import dataclass, field
from typing import Any

from aiogram.methods import AnswerCallbackQuery, SendMessage, TelegramMethod
from aiogram.types import InlineKeyboardMarkup, Update
from sqlalchemy import select
from teremok.session import MockedSession

from assistant.channels.messengers.botapi import filled
from assistant.channels.messengers.chats import MessengerChat
from assistant.channels.messengers.service import Messengers
from assistant.conversation.models import Turn
from assistant.runtime import Runtime

_NUMBERS = itertools.count(1)
_UPDATES = itertools.count(1000)


@dataclass
class Room:
    """The messengers of an installation whose servers only record the requests to them."""

    running: Runtime
    messengers: Messengers
    sessions: dict[str, MockedSession]

    @classmethod
    def over(cls, running: Runtime) -> "Room":
        sessions = {name: MockedSession() for name in running.settings.messengers}
        return cls(running, Messengers(running, sessions), sessions)

    def chat(self, channel: str) -> "Chat":
        return Chat(self, channel, 7_000_000 + next(_NUMBERS))

    async def deliver(self) -> None:
        """Until nothing is due."""
        while await self.messengers.deliverer.sweep():
            pass


@dataclass
class Chat:
    """One citizen; updates look as the loosest server sends them."""

    room: Room
    channel: str
    id: int
    messages: Any = field(default_factory=lambda: itertools.count(1))
    seen: int = 0

    @property
    def requests(self) -> list[TelegramMethod[Any]]:
        return self.room.sessions[self.channel].requests

    @property
    def sent(self) -> list[SendMessage]:
        """All messages that this chat was sent, tried ones too."""
        return [
            request
            for request in self.requests
            if isinstance(request, SendMessage) and request.chat_id == str(self.id)
        ]

    @property
    def flashes(self) -> list[str | None]:
        """What pressed buttons flashed."""
        found = [request for request in self.requests if isinstance(request, AnswerCallbackQuery)]
        return [request.text for request in found]

    @property
    def own_id(self) -> str:
        return self.room.messengers.inbox.chat_id(self.channel, str(self.id))

    def new(self) -> list[SendMessage]:
        """Messages since the last look."""
        sent = self.sent[self.seen :]
        self.seen += len(sent)
        return sent

    async def say(self, text: str, **more: Any) -> "Shown":
        return await self.send({"text": text} | more)

    async def send(self, content: dict[str, Any], kind: str = "message") -> "Shown":
        return await self.receive({kind: self.message() | content})

    def message(self) -> dict[str, Any]:
        return {
            "message_id": next(self.messages),
            "date": int(time.time()),
            "from": {"id": self.id, "first_name": "شهروند"},
            "chat": {"id": self.id, "type": "private", "first_name": "شهروند"},
        }

    async def command(self, text: str) -> "Shown":
        length = len(text.split(maxsplit=1)[0])
        entity = {"type": "bot_command", "offset": 0, "length": length}
        return await self.say(text, entities=[entity])

    async def press(self, data: str) -> "Shown":
        whole = self.message()
        query = {"id": "1", "from": whole["from"], "message": {"chat": whole["chat"]}}
        return await self.receive({"callback_query": query | {"data": data}})

    async def receive(self, content: dict[str, Any], update_id: int | None = None) -> "Shown":
        await self.feed(content, update_id)
        await self.room.deliver()
        return Shown(self, self.new())

    async def feed(self, content: dict[str, Any], update_id: int | None = None) -> None:
        """One update, without waiting for what comes of it."""
        raw = {"update_id": update_id or next(_UPDATES)} | content
        messenger = self.room.messengers.all[self.channel]
        update = Update.model_validate(filled(raw), context={"bot": messenger.bot})
        await messenger.dispatcher.feed_update(messenger.bot, update)

    def row(self) -> MessengerChat:
        with self.room.running.database.transaction() as session:
            row = session.get(MessengerChat, self.own_id)
        assert row is not None
        return row

    def turns(self) -> list[Turn]:
        """The turns of the chat's conversation."""
        query = select(Turn).where(Turn.conversation_id == self.row().conversation_id)
        with self.room.running.database.transaction() as session:
            return list(session.scalars(query.order_by(Turn.created_at)))


@dataclass(frozen=True)
class Shown:
    """What a citizen sees after an update."""

    chat: Chat
    messages: list[SendMessage]

    @property
    def text(self) -> str:
        return "\n".join(message.text for message in self.messages)

    @property
    def buttons(self) -> dict[str, str]:
        """Data by title."""
        return {
            button.text: button.callback_data or ""
            for message in self.messages
            if isinstance(message.reply_markup, InlineKeyboardMarkup)
            for row in message.reply_markup.inline_keyboard
            for button in row
        }

    async def press(self, title: str) -> "Shown":
        assert title in self.buttons, f"no button «{title}» among {list(self.buttons)}"
        return await self.chat.press(self.buttons[title])
