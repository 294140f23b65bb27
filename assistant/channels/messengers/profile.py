"""What one messenger has that another has not, as data."""

from dataclasses import dataclass

from assistant.channels.messengers.markup import Markup


@dataclass(frozen=True)
class Profile:
    """A messenger that speaks Telegram's Bot API, or nearly so.

    `channel` stands before every id (`tg:…`). `link` opens a chat with the bot and hands it a code.
    `max_units` is the longest message, in UTF-16 units as the Bot API counts. `update_kinds` are
    the kinds to ask for; None where the messenger lets nobody choose.
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
