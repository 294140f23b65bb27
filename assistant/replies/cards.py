"""Cards that citizens see: a service from the catalogue with its sources, and a case.

Only public sources are shown, each by the name under which a citizen knows it.
"""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from assistant.cases.models import Case
from assistant.cases.terms import STATUS_FA, Status
from assistant.cases.views import agency_of
from assistant.language.dates import jalali, rfc3339
from assistant.language.digits import persian_digits
from assistant.replies.schemas import AgencyRef, CardSource, CaseReply, ScoredCard, ServiceCard
from knowledge.aspects import ASPECTS
from knowledge.catalogue import Catalogue, Entry
from knowledge.items import Confidence, Source, ranked
from knowledge.schema import Agency, Service
from knowledge.search.engine import Hit
from knowledge.sites import sites
from knowledge.upkeep.source_dates import days_of, jalali_year


def name_of(source: Source, agency: Agency | None) -> str:
    """The agency itself if the page is on its own site, else the name of the site, or its host.

    An office of the agency with a separate site («بهزیستی البرز») has its own name.
    """
    site = site_of(source)
    known = sites().named(site)
    own = agency.domain if agency and agency.domain and _lies_at(site, agency.domain) else ""
    if agency and own and (known is None or len(own) >= len(known[0])):
        return agency.name
    return known[1] if known else _as_read(site)


def site_of(source: Source) -> str:
    """The host of a source, as a citizen would write it."""
    return (urlsplit(source.address).hostname or "").removeprefix("www.")


def _lies_at(site: str, domain: str) -> bool:
    return site == domain or site.endswith(f".{domain}")


def is_official(source: Source, agency: Agency) -> bool:
    """Whether it is a page of the agency, or of the government."""
    return name_of(source, agency) == agency.name or site_of(source).endswith(".gov.ir")


def _as_read(site: str) -> str:
    """A Persian domain in its own letters, not in ASCII as in the network."""
    try:
        return site.encode().decode("idna")
    except UnicodeError:
        return site


def standing_of(source: Source) -> str:
    """The label of a source: `law`, `guide`, `note` of little trust, or `source`."""
    if source.kind in ("law", "guide"):
        return source.kind
    return "note" if source.confidence is Confidence.LOW else "source"


def year_of(source: Source) -> str:
    """The Iranian year of a source, in Persian digits; empty where it has none.

    A Gregorian date without a day may lie in either of two years, and both are given.
    """
    if year := re.match(r"[۰-۹0-9]{4}", source.date_fa or ""):
        return persian_digits(year[0])
    years = dict.fromkeys(jalali_year(day) for day in days_of(source.date or ""))
    return persian_digits(" یا ".join(map(str, years)))


NO_PUBLIC_SOURCE = "برای این مطلب نشانی رسمی در دست نداریم. پیش از اقدام، از خود دستگاه بپرسید."
_FIELDS = ServiceCard.model_fields
_LISTS = [name for name in ASPECTS if name in _FIELDS and _FIELDS[name].annotation == list[str]]
"""Aspects that a card has under their own names."""
_FULL_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_NOTE = re.compile(r"\s*\(.*\)$")
"""An editor's note after a date: «۱۳۹۹/۰۹/۱۶ (تاریخ بازدید صفحه)»."""


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
        fee=service.fee,
        processing_time=service.processing_time,
        **{aspect: list(service.facts.lines(aspect)) for aspect in _LISTS},
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
    """All public sources of a service, those of a single fact too, best first."""
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
    """The date itself, without the note after it; empty where the source gives no date."""
    told = _NOTE.sub("", written or "")
    return told if re.search(r"\d", told) else None


def _newest(sources: Iterable[Source]) -> str | None:
    dates = [source.date for source in sources if source.date and _FULL_DATE.match(source.date)]
    return max(dates, default=None)


def case_reply(case: Case, catalogue: Catalogue, *, is_new: bool = False) -> CaseReply:
    """The reply that shows `case`, without its pin."""
    agency_id, agency_name = agency_of(case, catalogue)
    # The notice of the filing shows the filing; the referral came right after it.
    status = Status.REGISTERED if is_new else Status(case.status)
    return CaseReply(
        tracking_code=case.tracking_code,
        status=status,
        status_fa=STATUS_FA[status],
        agency=AgencyRef(id=agency_id, name=agency_name),
        due_at=rfc3339(case.due_at),
        due_at_fa=jalali(case.due_at),
        is_new=is_new,
    )
