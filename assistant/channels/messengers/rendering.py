"""Turns replies and service cards into messages for a chat.

Links come from a card's own sources only; unknown facts are left out.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from persiantools.jdatetime import JalaliDate

from assistant.channels.messengers import phrases
from assistant.channels.messengers.transport import (
    Button,
    Content,
    Line,
    Style,
    StyledSpan,
    bold,
    words,
)
from assistant.language.digits import persian_digits
from assistant.replies.schemas import (
    CardSource,
    CaseReply,
    ChoicesReply,
    HandoffReply,
    LineReply,
    Reply,
    ServiceCard,
    ServiceReply,
    ServicesReply,
    TextReply,
)

_MOST_SOURCES = 3
"""The best ones; in a chat more would push the card out of sight."""


def card(service: ServiceCard) -> tuple[Line, ...]:
    """The whole card."""
    return tuple(_lines(service))


def brief(service: ServiceCard) -> tuple[Line, ...]:
    """Title, agency and summary, for several services together."""
    return bold(service.title), (StyledSpan(service.agency.name),), (StyledSpan(service.summary),)


def _lines(service: ServiceCard) -> Iterator[Line]:
    yield from brief(service)
    if service.audience:
        yield _fact(phrases.AUDIENCE, service.audience)
    yield from _list(phrases.PREREQUISITES, service.prerequisites)
    yield from _list(phrases.DOCUMENTS, service.documents)
    yield from _list(phrases.STEPS, service.steps)
    yield from _facts(service)
    yield from _origin(service)


def _list(title: str, items: Sequence[str]) -> Iterator[Line]:
    if items:
        yield ()
        yield bold(title)
    for number, item in enumerate(items, 1):
        yield (StyledSpan(f"{persian_digits(number)}. {item}"),)


def _facts(service: ServiceCard) -> Iterator[Line]:
    known = [
        (phrases.FEE, service.fee),
        (phrases.PROCESSING_TIME, service.processing_time),
        (phrases.PHONE, persian_digits(service.phone) if service.phone else None),
    ]
    facts = [_fact(label, value) for label, value in known if value]
    if facts or service.portal_url:
        yield ()
    yield from facts
    if service.portal_url:
        yield (_link(phrases.PORTAL, service.portal_url),)


def _fact(label: str, value: str) -> Line:
    return (StyledSpan(f"{label}: ", Style.BOLD), StyledSpan(value))


def _origin(service: ServiceCard) -> Iterator[Line]:
    """The sources of the facts, and how far they can be trusted."""
    yield ()
    for source in service.sources[:_MOST_SOURCES]:
        yield (
            StyledSpan(f"{phrases.SOURCE}: "),
            _link(_host(source), source.address),
            *_dated(source),
        )
    if service.source_note:
        yield (StyledSpan(service.source_note),)
    checked = f"؛ {phrases.CHECKED}: {_day(service.verified_on)}" if service.verified_on else ""
    yield (StyledSpan(f"{phrases.CONFIDENCE[service.confidence]}{checked}"),)


def _link(title: str, address: str) -> StyledSpan:
    is_web = urlsplit(address).scheme in {"http", "https"}
    return StyledSpan(title, Style.LINK, address) if is_web else StyledSpan(title)


def _host(source: CardSource) -> str:
    return urlsplit(source.address).hostname or source.address


def _dated(source: CardSource) -> Line:
    day = source.date_fa or (source.date and _day(source.date))
    return (StyledSpan(f" ({day})"),) if day else ()


def _day(iso: str) -> str:
    """An ISO date as a Jalali one; a year or a month alone stays as it is."""
    try:
        words: str = JalaliDate.to_jalali(date.fromisoformat(iso)).strftime("%d %B %Y", locale="fa")
    except ValueError:
        words = iso
    return persian_digits(words)


_SHORT_TITLE = 60


def rendered(reply: Reply) -> Content:
    """The content of `reply` for a chat."""
    render: Callable[[Any], Content] = _RENDERERS[type(reply)]
    return render(reply)


def spoken_by(speaker: str, content: Content) -> Content:
    """`content` with a first line that says whose words they are."""
    lines = (bold(f"{speaker}:"), *content.lines)
    return Content(lines, content.buttons, content.asks_for_mobile)


def button_data(choice: str) -> str:
    """The data of the button of `choice`: a hash, since a choice may be too long for a button."""
    return hashlib.sha256(choice.encode()).hexdigest()[:32]


def _text(reply: TextReply) -> Content:
    # Recognised by its words: other channels show the same reply, and have no such button.
    return Content(words(reply.text), asks_for_mobile=reply.text == phrases.ASK_MOBILE)


def _service(reply: ServiceReply) -> Content:
    return Content(card(reply.service))


def _services(reply: ServicesReply) -> Content:
    lines: list[Line] = [(StyledSpan(phrases.SEVERAL),)]
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
        _labelled(phrases.TRACKING_CODE, StyledSpan(reply.tracking_code, Style.CODE)),
    ]
    if reply.pin:
        lines.append(_labelled(phrases.PIN, StyledSpan(reply.pin, Style.CODE)))
    lines += [
        _labelled(phrases.STATUS, StyledSpan(reply.status_fa)),
        _labelled(phrases.AGENCY, StyledSpan(reply.agency.name)),
        _labelled(phrases.DUE, StyledSpan(reply.due_at_fa)),
    ]
    if reply.pin:
        lines += [(), *words(phrases.PIN_WARNING)]
    elif reply.is_new:
        lines += [(), *words(phrases.PIN_ELSEWHERE)]
    return Content(tuple(lines))


def _labelled(label: str, value: StyledSpan) -> Line:
    return (StyledSpan(f"{label}: "), value)


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
