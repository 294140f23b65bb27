"""Turns a catalogue entry into the card that citizens see."""

import re
from collections.abc import Iterable

from assistant.replies.shapes import AgencyRef, CardSource, ScoredCard, ServiceCard
from assistant.replies.sources import is_official, name_of
from knowledge.catalogue import Entry
from knowledge.schema import ASPECTS, Agency, Service, Source, ranked
from knowledge.search.engine import Hit

NO_PUBLIC_SOURCE = "برای این مطلب نشانی رسمی در دست نداریم. پیش از اقدام، از خود دستگاه بپرسید."
_MORE = ("deadline", "where", "who", "online", "benefit", "validity", "after", "if_refused")
_FULL_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_NOTE = re.compile(r"\s*\(.*\)$")
"""What an editor noted behind a date: «۱۳۹۹/۰۹/۱۶ (تاریخ بازدید صفحه)»."""


def service_card(entry: Entry) -> ServiceCard:
    """The card of `entry`; only public sources are shown, and unknown facts are left out."""
    service, agency = entry.service, entry.agency
    public = sorted(_public(service), key=lambda source: not is_official(source, agency))
    return ServiceCard(
        id=service.id,
        title=service.title,
        agency=AgencyRef(id=agency.id, name=agency.name),
        summary=service.summary,
        audience=service.audience,
        prerequisites=list(service.prerequisites),
        documents=list(service.documents),
        steps=list(service.steps),
        fee=service.fee,
        processing_time=service.processing_time,
        **{aspect: list(service.facts.lines(aspect)) for aspect in _MORE},
        portal_url=service.portal.url if service.portal else None,
        phone=service.phone,
        confidence=service.confidence.value,
        sources=[_card_source(source, agency) for source in public],
        source_note=None if public else NO_PUBLIC_SOURCE,
        verified_on=_newest(public),
    )


def scored_card(hit: Hit) -> ScoredCard:
    """The card of a search hit."""
    return ScoredCard(**service_card(hit.entry).model_dump(), score=round(hit.score, 4))


def _public(service: Service) -> tuple[Source, ...]:
    """All public sources of a service, those that stand beside a single fact too, best first."""
    told = (item for aspect in ASPECTS for item in service.facts.of(aspect))
    return ranked([*service.sources, *(one for item in told for one in service.sources_of(item))])


def _card_source(source: Source, agency: Agency) -> CardSource:
    return CardSource(
        address=source.address,
        name=name_of(source, agency),
        date=source.date,
        date_fa=_told_date(source.date_fa),
    )


def _told_date(written: str | None) -> str | None:
    """The date itself, without the note beside it; none where the source gives no date."""
    told = _NOTE.sub("", written or "")
    return told if re.search(r"\d", told) else None


def _newest(sources: Iterable[Source]) -> str | None:
    dates = [source.date for source in sources if source.date and _FULL_DATE.match(source.date)]
    return max(dates, default=None)
