"""Replies in plain words: what the assistant's memory keeps of an answer."""

from assistant.language.digits import persian_digits
from assistant.replies.shapes import (
    ChoicesReply,
    LineReply,
    Reply,
    ServiceReply,
    ServicesReply,
    TextReply,
)


def words_of(reply: Reply) -> str:
    """What a reply says in running text; empty for one that shows a case or a form."""
    match reply:
        case TextReply(text=text) | ChoicesReply(text=text):
            return text
        case ServiceReply(service=card):
            return f"{card.title}: {card.summary}"
        case ServicesReply(services=cards):
            return " / ".join(card.title for card in cards)
        case LineReply(number=number, title=title):
            return f"{persian_digits(number)} {title}"
        case _:
            return ""
