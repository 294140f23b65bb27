"""Turns a catalogue entry into the card that citizens see."""

import re

from assistant.replies.shapes import AgencyRef, CardSource, ScoredCard, ServiceCard
from knowledge.catalogue import Entry
from knowledge.schema import Source
from knowledge.search.engine import Hit

NO_PUBLIC_SOURCE = "برای این مطلب نشانی رسمی در دست نداریم. پیش از اقدام، از خود دستگاه بپرسید."
_FULL_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")


def service_card(entry: Entry) -> ServiceCard:
    """The card of `entry`; only public sources are shown, and unknown facts are left out."""
    service, agency = entry.service, entry.agency
    public = [source for source in service.sources if source.is_public]
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
        portal_url=service.portal.url if service.portal else None,
        phone=service.phone,
        confidence=service.confidence.value,
        sources=[_card_source(source) for source in public],
        source_note=None if public else NO_PUBLIC_SOURCE,
        verified_on=_newest(public),
    )


def scored_card(hit: Hit) -> ScoredCard:
    """The card of a search hit."""
    return ScoredCard(**service_card(hit.entry).model_dump(), score=round(hit.score, 4))


def _card_source(source: Source) -> CardSource:
    return CardSource(address=source.address, date=source.date, date_fa=source.date_fa)


def _newest(sources: list[Source]) -> str | None:
    dates = [source.date for source in sources if source.date and _FULL_DATE.match(source.date)]
    return max(dates, default=None)
