"""Cuts content into messages that a messenger accepts: at ends of lines and sentences."""

import re
import unicodedata
from collections.abc import Iterator

from assistant.channels.messengers.transport import (
    Content,
    Line,
    Markup,
    MessengerProfile,
    OutMessage,
    Plain,
    Style,
    StyledSpan,
)

RIGHT_TO_LEFT = "\u200f"
_PLAIN = Plain()
_SENTENCE_END = re.compile(r"(?<=[.!?؟…؛])\s+")
_SPACE = re.compile(r"(?<=\s)")


def units(text: str) -> int:
    """Length as the Bot API counts it: in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def pages(content: Content, profile: MessengerProfile) -> list[OutMessage]:
    """`content` as messages within the profile's length; buttons are below the last one."""
    lines = [short for line in content.lines for short in _within(line, profile)]
    parts = list(_packed(lines, profile))
    last = parts.pop() if parts else []
    messages = [_message(part, profile) for part in parts]
    closing = _message(last, profile)
    return [
        *messages,
        OutMessage(closing.text, closing.plain, content.buttons, content.asks_for_mobile),
    ]


def _message(lines: list[Line], profile: MessengerProfile) -> OutMessage:
    return OutMessage(
        "\n".join(marked(line, profile.markup) for line in lines),
        "\n".join(marked(line, _PLAIN) for line in lines),
    )


def marked(line: Line, markup: Markup) -> str:
    """A line in the messenger's markup, read from the right whatever it begins with."""
    text = "".join(_span(span, markup) for span in line)
    seen = "".join(span.text for span in line)
    return f"{RIGHT_TO_LEFT}{text}" if seen.strip() and not _begins_right(seen) else text


def _span(span: StyledSpan, markup: Markup) -> str:
    if span.style is Style.LINK:
        return markup.link(span.text, span.url)
    write = {Style.WORDS: markup.words, Style.BOLD: markup.bold, Style.CODE: markup.code}
    return write[span.style](span.text)


def _begins_right(text: str) -> bool:
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in {"R", "AL", "L"}:
            return direction != "L"
    return False


def _size(line: Line, profile: MessengerProfile) -> int:
    """The longer of both forms, since either may be sent."""
    return max(units(marked(line, markup)) for markup in (profile.markup, _PLAIN))


def _packed(lines: list[Line], profile: MessengerProfile) -> Iterator[list[Line]]:
    part: list[Line] = []
    room = profile.max_units
    for line in lines:
        size = _size(line, profile) + 1
        if part and size > room:
            yield part
            part, room = [], profile.max_units
        part.append(line)
        room -= size
    if part:
        yield part


def _within(line: Line, profile: MessengerProfile) -> list[Line]:
    """`line`, or pieces of it if it is too long for one message."""
    if _size(line, profile) < profile.max_units:
        return [line]
    text = "".join(marked((span,), _PLAIN) for span in line)
    return [(StyledSpan(piece),) for piece in _pieces(text, profile)]


def _pieces(text: str, profile: MessengerProfile) -> Iterator[str]:
    piece = ""
    for bit in _bits(text, profile):
        joined = piece + bit
        if piece and _size((StyledSpan(joined),), profile) >= profile.max_units:
            yield piece.strip()
            piece = bit
        else:
            piece = joined
    if piece.strip():
        yield piece.strip()


def _bits(text: str, profile: MessengerProfile) -> Iterator[str]:
    """Sentences with their space; words of a sentence that is too long; bits of such a word."""
    for sentence in _with_space(_SENTENCE_END, text):
        if _size((StyledSpan(sentence),), profile) < profile.max_units:
            yield sentence
            continue
        for word in _SPACE.split(sentence):
            # Escaping makes a character at most five: a sixth of the length is always short enough.
            step = profile.max_units // 6
            yield from (word[start : start + step] for start in range(0, len(word), step))


def _with_space(end: re.Pattern[str], text: str) -> Iterator[str]:
    start = 0
    for match in end.finditer(text):
        yield text[start : match.end()]
        start = match.end()
    yield text[start:]
