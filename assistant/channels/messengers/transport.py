"""The port to a messenger: its profile and markup, messages out and in, and how one is sent.

Everything here is the same for all messengers; `profiles/` has one file for each.
"""

import html
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from urllib.parse import quote


class Markup(Protocol):
    """Writes plain words in the messenger's markup; whatever they hold, they stay words."""

    def words(self, text: str) -> str:
        """Plain words."""

    def bold(self, text: str) -> str:
        """Emphasised words."""

    def code(self, text: str) -> str:
        """Text to copy."""

    def link(self, text: str, url: str) -> str:
        """Words that lead to an http(s) address."""


class Plain:
    """No markup at all, for a messenger of plain words, and for text that another refused."""

    def words(self, text: str) -> str:
        """As they are."""
        return text

    def bold(self, text: str) -> str:
        """As they are."""
        return text

    def code(self, text: str) -> str:
        """As they are."""
        return text

    def link(self, text: str, url: str) -> str:
        """The words, then the address."""
        return text if text == url else f"{text}: {url}"


class Html:
    """Telegram's HTML style."""

    def words(self, text: str) -> str:
        """The three characters with a meaning in HTML are escaped."""
        return html.escape(text, quote=False)

    def bold(self, text: str) -> str:
        """<b>."""
        return f"<b>{self.words(text)}</b>"

    def code(self, text: str) -> str:
        """<code>: a touch copies it."""
        return f"<code>{self.words(text)}</code>"

    def link(self, text: str, url: str) -> str:
        """<a>."""
        return f'<a href="{html.escape(url)}">{self.words(text)}</a>'


class BaleMarkdown:
    """Bale's Markdown. It has no escape character, so its marks give way to look-alikes."""

    _MARKS = str.maketrans({"*": "∗", "_": "ˍ", "`": "ˋ"})

    def words(self, text: str) -> str:
        """Without marks; `](` would make a link."""
        return text.translate(self._MARKS).replace("](", "] (")

    def bold(self, text: str) -> str:
        """Between stars."""
        return f"*{self.words(text)}*"

    def code(self, text: str) -> str:
        """Bale has no inline code; bold is visible as well."""
        return self.bold(text)

    def link(self, text: str, url: str) -> str:
        """Marks in the address are percent-encoded, which leads to the same page."""
        safe = quote(url, safe="%/:?#[]@!$&'+,;=~-.").replace("_", "%5F")
        return f"[{self.words(text).replace('[', '(').replace(']', ')')}]({safe})"


@dataclass(frozen=True)
class MessengerProfile:
    """A messenger that speaks Telegram's Bot API, or nearly so.

    `channel` is the prefix of every id (`tg:…`). `link` opens a chat with the bot and hands it a
    code. `max_units` is the longest message, in UTF-16 units as the Bot API counts. `update_kinds`
    are the kinds to ask for; None where the messenger offers no choice.
    """

    channel: str
    title: str
    api: str
    link: str
    markup: Markup
    parse_mode: str | None
    has_secret_header: bool
    knows_previews: bool
    update_kinds: tuple[str, ...] | None
    messages_per_second: float
    max_units: int = 4096
    button_bytes: int = 64


class Style(StrEnum):
    """The style of words."""

    WORDS = "words"
    BOLD = "bold"
    CODE = "code"
    LINK = "link"


@dataclass(frozen=True)
class StyledSpan:
    """Words of one style; `url` belongs to a link."""

    text: str
    style: Style = Style.WORDS
    url: str = ""


Line = tuple[StyledSpan, ...]


@dataclass(frozen=True)
class Button:
    """A button below a message; `data` comes back when it is pressed."""

    title: str
    data: str


@dataclass(frozen=True)
class Content:
    """One content; it may need several messages."""

    lines: tuple[Line, ...]
    buttons: tuple[Button, ...] = ()
    asks_for_mobile: bool = False


@dataclass(frozen=True)
class OutMessage:
    """One message as the messenger gets it; `plain` is the same without markup."""

    text: str
    plain: str
    buttons: tuple[Button, ...] = ()
    asks_for_mobile: bool = False


def words(text: str) -> tuple[Line, ...]:
    """Plain lines."""
    return tuple((StyledSpan(line),) for line in text.split("\n"))


def bold(text: str) -> Line:
    """An emphasised line."""
    return (StyledSpan(text, Style.BOLD),)


class IncomingKind(StrEnum):
    """The citizen's action in the chat."""

    TEXT = "text"
    EDIT = "edit"
    BUTTON = "button"
    START = "start"
    HELP = "help"
    MOBILE = "mobile"
    CONTACT = "contact"
    FOREIGN_CONTACT = "foreign_contact"
    VOICE = "voice"
    PHOTO = "photo"
    FILE = "file"
    OTHER = "other"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"


@dataclass(frozen=True)
class Incoming:
    """One update. `address` is the chat's own id; `key` is the update's id, the same each time.

    `text` holds the words, a button's data, a contact's number, or the code behind /start; `file`
    the messenger's id of a photo, voice message or document.
    """

    channel: str
    address: str
    key: str
    kind: IncomingKind
    text: str = ""
    message: str = ""
    file: str = ""


class BlockedError(Exception):
    """The citizen has blocked the bot or left; nothing can be sent until they write again."""


class SlowDownError(Exception):
    """The messenger accepts nothing more for `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class MessageRefusedError(Exception):
    """The messenger will never accept this message."""


class OversizedFileError(Exception):
    """A file is larger than allowed."""


class Transport(Protocol):
    """Sends messages to chats of one messenger, and fetches files from it."""

    @property
    def profile(self) -> MessengerProfile:
        """The profile of the messenger."""

    async def send(self, address: str, message: OutMessage) -> None:
        """Send one message to the chat `address`.

        Raises `BlockedError`, `SlowDownError`, `MessageRefusedError`; anything else is tried again
        later.
        """

    async def fetch(self, file: str, most: int) -> bytes:
        """The bytes of a file that came in, at most so many.

        Raises `OversizedFileError`, and `MessageRefusedError` for a file that the messenger does
        not give; anything else is tried again later.
        """
