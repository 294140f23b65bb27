"""What is to be said in a chat, before any messenger's markup."""

from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """How words stand out."""

    WORDS = "words"
    BOLD = "bold"
    CODE = "code"
    LINK = "link"


@dataclass(frozen=True)
class Span:
    """Words of one style; `url` belongs to a link."""

    text: str
    style: Style = Style.WORDS
    url: str = ""


Line = tuple[Span, ...]


@dataclass(frozen=True)
class Button:
    """A button below a message; `data` comes back when it is pressed."""

    title: str
    data: str


@dataclass(frozen=True)
class Content:
    """One thing to say; it may need several messages."""

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
    return tuple((Span(line),) for line in text.split("\n"))


def bold(text: str) -> Line:
    """A line that stands out."""
    return (Span(text, Style.BOLD),)
