"""A service card in the lines of a chat: what is not known is left out."""

from collections.abc import Iterator, Sequence
from datetime import date
from urllib.parse import urlsplit

from persiantools.jdatetime import JalaliDate

from assistant.channels.messengers import phrases
from assistant.channels.messengers.content import Line, Span, Style, bold
from assistant.language.digits import persian_digits
from assistant.replies.shapes import CardSource, ServiceCard

_MOST_SOURCES = 3
"""The best ones; in a chat more would push the card out of sight."""


def card(service: ServiceCard) -> tuple[Line, ...]:
    """The whole card."""
    return tuple(_lines(service))


def brief(service: ServiceCard) -> tuple[Line, ...]:
    """Title, agency and summary, where several services stand together."""
    return bold(service.title), (Span(service.agency.name),), (Span(service.summary),)


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
        yield (Span(f"{persian_digits(number)}. {item}"),)


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
    return (Span(f"{label}: ", Style.BOLD), Span(value))


def _origin(service: ServiceCard) -> Iterator[Line]:
    """Where the facts come from, and how far they can be trusted."""
    yield ()
    for source in service.sources[:_MOST_SOURCES]:
        yield (Span(f"{phrases.SOURCE}: "), _link(_host(source), source.address), *_dated(source))
    if service.source_note:
        yield (Span(service.source_note),)
    checked = f"؛ {phrases.CHECKED}: {_day(service.verified_on)}" if service.verified_on else ""
    yield (Span(f"{phrases.CONFIDENCE[service.confidence]}{checked}"),)


def _link(title: str, address: str) -> Span:
    is_web = urlsplit(address).scheme in {"http", "https"}
    return Span(title, Style.LINK, address) if is_web else Span(title)


def _host(source: CardSource) -> str:
    return urlsplit(source.address).hostname or source.address


def _dated(source: CardSource) -> Line:
    day = source.date_fa or (source.date and _day(source.date))
    return (Span(f" ({day})"),) if day else ()


def _day(iso: str) -> str:
    """An ISO date as a Jalali one; a year or a month alone stays as it is."""
    try:
        words: str = JalaliDate.to_jalali(date.fromisoformat(iso)).strftime("%d %B %Y", locale="fa")
    except ValueError:
        words = iso
    return persian_digits(words)
