"""Which services of the catalogue need an editor, why, and in which file and line they are."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from knowledge.aspects import ASPECTS
from knowledge.catalogue import ROOT, Catalogue, Entry
from knowledge.items import Confidence, Item, Source
from knowledge.schema import Service
from knowledge.upkeep.source_dates import jalali_year, newest

_WRITTEN = re.compile(r"^(- id|[\s-]*(?:address|url)): +(['\"]?)(\S.*?)\2\s*$")
"""A service's id stands at the very left; that of an agency does not."""


class CatalogueLocations:
    """The places of every service, by its id, and of every address of the catalogue.

    A place is `file:line`, the file as seen from the folder above `root`.
    """

    def __init__(self, root: Path = ROOT) -> None:
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for path in (root / "lines.yml", *sorted((root / "catalogue").glob("*.yml"))):
            for key, text, line in _values(path):
                found[key, text].append(f"{path.relative_to(root.parent)}:{line}")
        self._found = dict(found)

    def service(self, id_: str) -> str:
        """The place of a service; empty for an unknown one."""
        return next(iter(self._found.get(("id", id_), ())), "")

    def address(self, address: str) -> tuple[str, ...]:
        """All places of an address."""
        return tuple(
            place for key in ("url", "address") for place in self._found.get((key, address), ())
        )


def _values(path: Path) -> Iterator[tuple[str, str, int]]:
    for line, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if match := _WRITTEN.match(text):
            yield match[1].strip(" -"), match[3], line


_STRONG = ("law", "official", "news")
_YEAR = timedelta(days=365)
_REVIEW = _YEAR
"""So long a review counts."""


class EditorNeed(StrEnum):
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
    EditorNeed.BARE: "neither documents nor steps",
    EditorNeed.STALE: "the newest source of an aspect is older than {years} years",
    EditorNeed.UNDATED: "no source of an aspect has a date, and no fact of it an as_of",
    EditorNeed.WEAK: "only guides, lists of links, or sources of low confidence",
    EditorNeed.CONFLICT: "an aspect tells different amounts, or amounts of different years",
    EditorNeed.SET_ASIDE: "facts marked `outdated`: is the other one still the better?",
    EditorNeed.NO_NEXT_STEP: "no portal, no phone, no site of the agency or of the one above it",
    EditorNeed.PAST_REVIEW: "`reviewed` is more than a year ago",
    EditorNeed.NEVER_REVIEWED: "`reviewed` is missing",
    EditorNeed.UNANSWERED: "citizens were told that something is not known",
}


@dataclass(frozen=True)
class Finding:
    """A need of one service. `detail` is for reading: an aspect with its year, or amounts.

    `year` is an Iranian one; `count` is in how many conversations, or 0.
    """

    need: EditorNeed
    service: str
    agency: str
    aspect: str | None = None
    year: int | None = None
    detail: str = ""
    count: int = 0


Unanswered = dict[tuple[str, str], int]
"""In how many conversations a service's aspect was asked for and not known."""


@dataclass(frozen=True)
class CatalogueReport:
    """All findings about `services` services; `unanswered_known` when a database was read."""

    services: int
    findings: tuple[Finding, ...]
    unanswered_known: bool = False

    def services_with(self, need: EditorNeed) -> tuple[str, ...]:
        """Ids of the services with this need, each once, in the order of the catalogue."""
        return tuple(dict.fromkeys(one.service for one in self.findings if one.need is need))


def examine(
    catalogue: Catalogue,
    today: date,
    *,
    years: int = 2,
    agencies: Iterable[str] = (),
    unanswered: Unanswered | None = None,
) -> CatalogueReport:
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
    return CatalogueReport(len(entries), tuple(findings), unanswered is not None)


def _of_service(entry: Entry, today: date, years: int) -> Iterator[Finding]:
    service = entry.service
    simple = {
        EditorNeed.BARE: not (service.documents or service.steps),
        EditorNeed.WEAK: not any(_is_strong(source) for source in _all_sources(service)),
        EditorNeed.NO_NEXT_STEP: not _has_next_step(entry),
        EditorNeed.NEVER_REVIEWED: service.reviewed is None,
    }
    yield from (_finding(entry, need) for need, is_so in simple.items() if is_so)
    if service.reviewed and service.reviewed < today - _REVIEW:
        yield _finding(entry, EditorNeed.PAST_REVIEW, detail=service.reviewed.isoformat())
    for aspect in ASPECTS:
        yield from _of_age(entry, aspect, today - years * _YEAR)
        yield from _of_conflicts(entry, aspect)


def _of_age(entry: Entry, aspect: str, oldest: date) -> Iterator[Finding]:
    items = entry.service.facts.of(aspect)
    days = [day for item in items if (day := newest(entry.service, item))]
    if items and not days:
        yield _finding(entry, EditorNeed.UNDATED, aspect, detail=aspect)
    elif items and max(days) < oldest:
        year = jalali_year(max(days))
        yield _finding(entry, EditorNeed.STALE, aspect, year=year, detail=f"{aspect} {year}")


def _of_conflicts(entry: Entry, aspect: str) -> Iterator[Finding]:
    told: dict[str | None, list[Item]] = {}
    for item in entry.service.facts.of(aspect):
        if item.amount_rial:
            told.setdefault(item.applies_to, []).append(item)
    for items in told.values():
        amounts = {(item.amount_rial, item.as_of) for item in items}
        if len(amounts) > 1:
            words = " / ".join(f"{amount:,} ({year})" for amount, year in sorted(amounts, key=str))
            yield _finding(entry, EditorNeed.CONFLICT, aspect, detail=f"{aspect}: {words}")
    outdated = sum(item.outdated for item in getattr(entry.service.facts, aspect))
    if outdated:
        yield _finding(entry, EditorNeed.SET_ASIDE, aspect, detail=f"{aspect}: {outdated}")


def _asked(entry: Entry, unanswered: Unanswered) -> Iterator[Finding]:
    for (service, aspect), count in unanswered.items():
        if service == entry.service.id:
            detail = f"{aspect} ×{count}"
            yield _finding(entry, EditorNeed.UNANSWERED, aspect, detail=detail, count=count)


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
    need: EditorNeed,
    aspect: str | None = None,
    *,
    year: int | None = None,
    detail: str = "",
    count: int = 0,
) -> Finding:
    service, agency = entry.service.id, entry.agency.id
    return Finding(need, service, agency, aspect, year, detail, count)
