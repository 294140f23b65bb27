"""Turns replies into what is said in a chat. Links come from a card's own sources only."""

import hashlib
from collections.abc import Callable
from typing import Any

from assistant.channels.messengers import phrases
from assistant.channels.messengers.cards import brief, card
from assistant.channels.messengers.content import Button, Content, Line, Span, Style, bold, words
from assistant.language.digits import persian_digits
from assistant.replies.shapes import (
    CaseReply,
    ChoicesReply,
    HandoffReply,
    LineReply,
    Reply,
    ServiceReply,
    ServicesReply,
    TextReply,
)

_SHORT_TITLE = 60


def rendered(reply: Reply) -> Content:
    """What a chat is shown of `reply`."""
    render: Callable[[Any], Content] = _RENDERERS[type(reply)]
    return render(reply)


def spoken_by(speaker: str, content: Content) -> Content:
    """`content` with a first line that says whose words they are."""
    lines = (bold(f"{speaker}:"), *content.lines)
    return Content(lines, content.buttons, content.asks_for_mobile)


def button_data(choice: str) -> str:
    """What stands behind the button of `choice`: a hash, since a choice may be too long for one."""
    return hashlib.sha256(choice.encode()).hexdigest()[:32]


def _text(reply: TextReply) -> Content:
    # Known by its words: other channels show the same reply, and have no such button.
    return Content(words(reply.text), asks_for_mobile=reply.text == phrases.ASK_MOBILE)


def _service(reply: ServiceReply) -> Content:
    return Content(card(reply.service))


def _services(reply: ServicesReply) -> Content:
    lines: list[Line] = [(Span(phrases.SEVERAL),)]
    for service in reply.services:
        lines += [(), *brief(service)]
    return Content(tuple(lines))


def _choices(reply: ChoicesReply) -> Content:
    buttons = (Button(_short(option.title), button_data(option.choice)) for option in reply.options)
    return Content(words(reply.text), tuple(buttons))


def _short(title: str) -> str:
    return title if len(title) <= _SHORT_TITLE else f"{title[: _SHORT_TITLE - 1]}…"


def _case(reply: CaseReply) -> Content:
    lines: list[Line] = [
        bold(phrases.CASE_FILED if reply.is_new else phrases.CASE_STATE),
        _labelled(phrases.TRACKING_CODE, Span(reply.tracking_code, Style.CODE)),
    ]
    if reply.pin:
        lines.append(_labelled(phrases.PIN, Span(reply.pin, Style.CODE)))
    lines += [
        _labelled(phrases.STATUS, Span(reply.status_fa)),
        _labelled(phrases.AGENCY, Span(reply.agency.name)),
        _labelled(phrases.DUE, Span(reply.due_at_fa)),
    ]
    if reply.pin:
        lines += [(), *words(phrases.PIN_WARNING)]
    elif reply.is_new:
        lines += [(), *words(phrases.PIN_ELSEWHERE)]
    return Content(tuple(lines))


def _labelled(label: str, value: Span) -> Line:
    return (Span(f"{label}: "), value)


def _line(reply: LineReply) -> Content:
    title = reply.title
    if reply.number.isdigit():
        title = f"{title}: {persian_digits(reply.number)}"
    return Content((bold(title), *words(reply.reason)))


def _handoff(reply: HandoffReply) -> Content:
    lines = words(reply.text or phrases.HANDOFF[reply.state])
    if reply.position and not reply.text:
        lines += words(phrases.PLACE.format(place=persian_digits(reply.position)))
    if reply.estimated_wait_s:
        minutes = max(1, round(reply.estimated_wait_s / 60))
        lines += words(phrases.WAIT.format(minutes=persian_digits(minutes)))
    return Content(lines)


_RENDERERS: dict[type, Callable[[Any], Content]] = {
    TextReply: _text,
    ServiceReply: _service,
    ServicesReply: _services,
    ChoicesReply: _choices,
    CaseReply: _case,
    LineReply: _line,
    HandoffReply: _handoff,
}
