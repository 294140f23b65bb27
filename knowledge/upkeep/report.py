"""Which services of the catalogue need an editor, and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from knowledge.catalogue import Catalogue, Entry
from knowledge.schema import ASPECTS, Confidence, Item, Service, Source
from knowledge.upkeep.dates import jalali_year, newest

_STRONG = ("law", "official", "news")
_YEAR = timedelta(days=365)
_REVIEW = _YEAR
"""So long a review counts."""


class Need(StrEnum):
    """What may be wrong with a service; the words are those of the report."""

    BARE = "bare"
    STALE = "stale"
    UNDATED = "undated"
    WEAK = "weak-sources"
    CONFLICT = "conflict"
    SET_ASIDE = "set-aside"
    NO_NEXT_STEP = "no-next-step"
    PAST_REVIEW = "past-review"
    NEVER_REVIEWED = "never-reviewed"
    UNANSWERED = "unanswered"


MEANINGS = {
    Need.BARE: "neither documents nor steps",
    Need.STALE: "the newest source of an aspect is older than {years} years",
    Need.UNDATED: "no source of an aspect has a date, and no fact of it an as_of",
    Need.WEAK: "only guides, lists of links, or sources of low confidence",
    Need.CONFLICT: "an aspect tells different amounts, or amounts of different years",
    Need.SET_ASIDE: "facts marked `outdated`: is the other one still the better?",
    Need.NO_NEXT_STEP: "no portal, no phone, no site of the agency or of the one above it",
    Need.PAST_REVIEW: "`reviewed` is more than a year ago",
    Need.NEVER_REVIEWED: "`reviewed` is missing",
    Need.UNANSWERED: "citizens were told that something is not known",
}


@dataclass(frozen=True)
class Finding:
    """A need of one service. `detail` is for reading: an aspect with its year, or amounts.

    `year` is an Iranian one; `count` is in how many conversations, or 0.
    """

    need: Need
    service: str
    agency: str
    aspect: str | None = None
    year: int | None = None
    detail: str = ""
    count: int = 0


Unanswered = dict[tuple[str, str], int]
"""In how many conversations a service's aspect was asked for and not known."""


@dataclass(frozen=True)
class Report:
    """All findings about `services` services; `unanswered_known` when a database was read."""

    services: int
    findings: tuple[Finding, ...]
    unanswered_known: bool = False

    def services_with(self, need: Need) -> tuple[str, ...]:
        """Ids of the services with this need, each once, in the order of the catalogue."""
        return tuple(dict.fromkeys(one.service for one in self.findings if one.need is need))


def examine(
    catalogue: Catalogue,
    today: date,
    *,
    years: int = 2,
    agencies: Iterable[str] = (),
    unanswered: Unanswered | None = None,
) -> Report:
    """Look at every service, or at those of `agencies`; older than `years` is stale.

    Raises KeyError for an agency that is not there.
    """
    wanted = {catalogue.agencies[id_].id for id_ in agencies}
    entries = [e for e in catalogue.entries if not wanted or e.agency.id in wanted]
    findings = [
        finding
        for entry in entries
        for finding in (*_of_service(entry, today, years), *_asked(entry, unanswered or {}))
    ]
    return Report(len(entries), tuple(findings), unanswered is not None)


def _of_service(entry: Entry, today: date, years: int) -> Iterator[Finding]:
    service = entry.service
    simple = {
        Need.BARE: not (service.documents or service.steps),
        Need.WEAK: not any(_is_strong(source) for source in _all_sources(service)),
        Need.NO_NEXT_STEP: not _has_next_step(entry),
        Need.NEVER_REVIEWED: service.reviewed is None,
    }
    yield from (_finding(entry, need) for need, is_so in simple.items() if is_so)
    if service.reviewed and service.reviewed < today - _REVIEW:
        yield _finding(entry, Need.PAST_REVIEW, detail=service.reviewed.isoformat())
    for aspect in ASPECTS:
        yield from _of_age(entry, aspect, today - years * _YEAR)
        yield from _of_conflicts(entry, aspect)


def _of_age(entry: Entry, aspect: str, oldest: date) -> Iterator[Finding]:
    items = entry.service.facts.of(aspect)
    days = [day for item in items if (day := newest(entry.service, item))]
    if items and not days:
        yield _finding(entry, Need.UNDATED, aspect, detail=aspect)
    elif items and max(days) < oldest:
        year = jalali_year(max(days))
        yield _finding(entry, Need.STALE, aspect, year=year, detail=f"{aspect} {year}")


def _of_conflicts(entry: Entry, aspect: str) -> Iterator[Finding]:
    told: dict[str | None, list[Item]] = {}
    for item in entry.service.facts.of(aspect):
        if item.amount_rial:
            told.setdefault(item.applies_to, []).append(item)
    for items in told.values():
        amounts = {(item.amount_rial, item.as_of) for item in items}
        if len(amounts) > 1:
            words = " / ".join(f"{amount:,} ({year})" for amount, year in sorted(amounts, key=str))
            yield _finding(entry, Need.CONFLICT, aspect, detail=f"{aspect}: {words}")
    outdated = sum(item.outdated for item in getattr(entry.service.facts, aspect))
    if outdated:
        yield _finding(entry, Need.SET_ASIDE, aspect, detail=f"{aspect}: {outdated}")


def _asked(entry: Entry, unanswered: Unanswered) -> Iterator[Finding]:
    for (service, aspect), count in unanswered.items():
        if service == entry.service.id:
            detail = f"{aspect} ×{count}"
            yield _finding(entry, Need.UNANSWERED, aspect, detail=detail, count=count)


def _all_sources(service: Service) -> Iterator[Source]:
    yield from service.sources
    for aspect in ASPECTS:
        for item in service.facts.of(aspect):
            yield from (one for one in item.sources if isinstance(one, Source))


def _is_strong(source: Source) -> bool:
    return source.is_public and source.kind in _STRONG and source.confidence is not Confidence.LOW


def _has_next_step(entry: Entry) -> bool:
    service, agency, above = entry.service, entry.agency, entry.above
    own = service.portal or service.phone or entry.agency_phone or agency.domain
    return bool(own or (above and above.domain))


def _finding(
    entry: Entry,
    need: Need,
    aspect: str | None = None,
    *,
    year: int | None = None,
    detail: str = "",
    count: int = 0,
) -> Finding:
    service, agency = entry.service.id, entry.agency.id
    return Finding(need, service, agency, aspect, year, detail, count)
