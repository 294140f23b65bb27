"""Whether a turn reports that a system of an agency does not work, whatever the citizen wants.

«سامانهٔ ثنا قطع شده؟» asks, «سایت مالیات بالا نمی‌آید» begins a complaint, «از قطعی سامانه شکایت
دارم» is one: for the outage radar each is one person who met the same.
"""

import math
from dataclasses import dataclass

from assistant.cases.terms import Indicator
from assistant.cases.views import TRIAGE_AGENCY
from assistant.dialogue.draft import Draft
from assistant.dialogue.state import State
from assistant.dialogue.things import Thing, ThingKind
from assistant.dialogue.understood import Understanding
from knowledge.catalogue import Catalogue

DOWN = (Indicator.SYSTEM_DOWN, Indicator.PHONE_IVR)
"""What is a matter of machines, which many meet at once."""
_REPORTS = 0.2
"""So likely a message is a complaint of such a thing. Low: questions («قطع شده؟») share the rest
with asking, and what is taken for a report wrongly comes every day, so it is part of the usual
rate."""


@dataclass(frozen=True)
class OutageReport:
    """Something of an agency is down; service and province only if they are known."""

    agency_id: str
    indicator: Indicator
    service_id: str | None = None
    province: str | None = None


def report_of(
    before: State, after: State, heard: Understanding | None, catalogue: Catalogue
) -> OutageReport | None:
    """What a turn reports: by the case that is being written after it, or by its message.

    A new draft may still ask for the agency that its first message named or meant.
    """
    draft, told = after.draft, _of_message(before, heard, catalogue) if heard else None
    if draft is not None and draft.agency is not None and draft.indicator is not None:
        return _of_draft(draft, told, catalogue)
    return told


def _of_draft(draft: Draft, told: OutageReport | None, catalogue: Catalogue) -> OutageReport | None:
    if draft.agency in {None, TRIAGE_AGENCY} or draft.indicator not in DOWN:
        return None
    named = draft.service or (told.service_id if told else None)
    service = _own_service(named, draft.agency, catalogue)
    return OutageReport(
        draft.agency or "", Indicator(draft.indicator), service, draft.province or None
    )


def _of_message(before: State, heard: Understanding, catalogue: Catalogue) -> OutageReport | None:
    told = heard.reading.opinion.labels
    shares = {one: math.exp(told.get(f"complain/{one}", -math.inf)) for one in DOWN}
    indicator = max(DOWN, key=lambda one: shares[one])
    if shares[indicator] < _REPORTS:
        return None
    agency, service = _named(before, heard, catalogue)
    if agency is None:
        return None
    return OutageReport(agency, indicator, service, heard.reading.mentions.province)


def _named(
    before: State, heard: Understanding, catalogue: Catalogue
) -> tuple[str | None, str | None]:
    """The agency and service of a message: by its own words, else by the focus of the talk."""
    sure, named = _sure(heard), heard.reading.mentions.agency_ids
    if named:
        return named[0], _own_service(sure, named[0], catalogue)
    if sure is not None:
        return catalogue.by_id[sure].agency.id, sure
    return _of_thing(before.focus, catalogue)


def _sure(heard: Understanding) -> str | None:
    """The service that the search is sure of."""
    found = heard.reading.found
    return found.hits[0].entry.service.id if found.sure and found.hits else None


def _of_thing(thing: Thing | None, catalogue: Catalogue) -> tuple[str | None, str | None]:
    if thing is not None and thing.kind is ThingKind.AGENCY:
        return thing.id, None
    entry = catalogue.by_id.get(thing.id) if thing and thing.kind is ThingKind.SERVICE else None
    return (entry.agency.id, entry.service.id) if entry else (None, None)


def _own_service(service: str | None, agency: str | None, catalogue: Catalogue) -> str | None:
    entry = catalogue.by_id.get(service or "")
    return service if entry is not None and entry.agency.id == agency else None
