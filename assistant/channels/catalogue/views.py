"""The content of a service's page: its facts, aspect by aspect, with sources."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assistant.language.digits import persian_digits
from assistant.replies.cards import name_of, year_of
from knowledge.aspects import BY_PLACE
from knowledge.catalogue import Catalogue, Entry
from knowledge.items import Item, Source, ranked
from knowledge.journeys import Journey
from knowledge.schema import Agency

SECTIONS = {name: row.heading for name, row in BY_PLACE}
"""Aspects and their headings, in the order of the page."""
_ASKED_MOST = {"documents": "مدارک", "steps": "مراحل", "fee": "هزینه", "duration": "زمان انجام"}
"""What every citizen looks for; the page says so when no source gives it."""
_MOST_OF_ITEM = 2
"""Sources beside one fact; the rest say the same."""


@dataclass(frozen=True)
class FactLine:
    """One fact for reading: for whom it holds, if not for all, and the numbers of its sources."""

    text: str
    holds_for: str
    notes: tuple[int, ...]


@dataclass(frozen=True)
class FactSection:
    """The facts of one aspect; `is_ordered` where one comes after the other."""

    id: str
    heading: str
    lines: tuple[FactLine, ...]
    is_ordered: bool


@dataclass(frozen=True)
class SourceNote:
    """A source at the foot of the page."""

    number: int
    address: str
    name: str
    year: str
    is_guide: bool


@dataclass
class _Notes:
    """Gives every source one number, in the order of the page."""

    agency: Agency
    found: dict[str, SourceNote] = field(default_factory=dict)

    def of(self, sources: Iterable[Source]) -> tuple[int, ...]:
        return tuple(self._number(one) for one in list(sources)[:_MOST_OF_ITEM])

    def _number(self, source: Source) -> int:
        number = len(self.found) + 1
        name, year = name_of(source, self.agency), year_of(source)
        note = SourceNote(number, source.address, name, year, source.kind == "guide")
        return self.found.setdefault(source.address, note).number


@dataclass(frozen=True)
class ServicePage:
    """All that is known of one service."""

    entry: Entry
    sections: tuple[FactSection, ...]
    unknown: tuple[str, ...]
    notes: tuple[SourceNote, ...]
    related: tuple[Entry, ...]
    journeys: tuple[Journey, ...]

    @property
    def phone(self) -> str | None:
        """The number of the service, or that of its agency."""
        return self.entry.service.phone or self.entry.agency_phone


def service_page(entry: Entry, catalogue: Catalogue) -> ServicePage:
    """The page of a service."""
    service, notes = entry.service, _Notes(entry.agency)
    told = ((name, service.facts.of(name)) for name in SECTIONS)
    sections = tuple(_section(name, items, entry, notes) for name, items in told if items)
    notes.of(ranked(service.sources))
    shown = {section.id for section in sections}
    return ServicePage(
        entry=entry,
        sections=sections,
        unknown=tuple(name for id_, name in _ASKED_MOST.items() if id_ not in shown),
        notes=tuple(notes.found.values()),
        related=tuple(catalogue.by_id[id_] for id_ in service.related),
        journeys=tuple(
            journey
            for journey in catalogue.journeys.values()
            if service.id in {step.service for step in journey.steps}
        ),
    )


def _section(name: str, items: Sequence[Item], entry: Entry, notes: _Notes) -> FactSection:
    lines = [
        FactLine(text, item.applies_to or "", notes.of(entry.service.sources_of(item)))
        for item in items
        for text in item.texts
    ]
    return FactSection(name, SECTIONS[name], tuple(lines), is_ordered=name == "steps")


def of_agency(agency: Agency, catalogue: Catalogue) -> list[Entry]:
    """The services of an agency, by their titles."""
    own = (entry for entry in catalogue.entries if entry.agency.id == agency.id)
    return sorted(own, key=lambda entry: entry.service.title)


def agencies_with_services(catalogue: Catalogue) -> list[tuple[Agency, int]]:
    """Agencies by name, with how many services each has; none without any."""
    counts: dict[str, int] = {}
    for entry in catalogue.entries:
        counts[entry.agency.id] = counts.get(entry.agency.id, 0) + 1
    found = [(catalogue.agencies[id_], count) for id_, count in counts.items()]
    return sorted(found, key=lambda pair: pair[0].name)


def as_json_ld(page: ServicePage, address: str) -> dict[str, object]:
    """A service as schema.org's GovernmentService."""
    service, agency = page.entry.service, page.entry.agency
    provider: dict[str, object] = {"@type": "GovernmentOrganization", "name": agency.name}
    if agency.domain:
        provider["url"] = f"https://{agency.domain}"
    found: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": service.title,
        "description": service.summary,
        "url": address,
        "inLanguage": "fa",
        "areaServed": {"@type": "Country", "name": "ایران"},
        "provider": provider,
    }
    if service.alternative_names:
        found["alternateName"] = list(service.alternative_names)
    if service.audience:
        found["audience"] = {"@type": "Audience", "audienceType": service.audience}
    channel: dict[str, object] = {"@type": "ServiceChannel"}
    if service.portal:
        channel["serviceUrl"] = service.portal.url
    if page.phone:
        channel["servicePhone"] = {"@type": "ContactPoint", "telephone": page.phone}
    return found | ({"availableChannel": channel} if len(channel) > 1 else {})


def number(value: object) -> str:
    """A number in Persian digits."""
    return persian_digits(value)
