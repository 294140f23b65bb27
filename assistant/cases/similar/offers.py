"""Offers to a citizen before filing: others have reported the same, or the outage is known.

The shapes (docs/api.md) hold nobody's words and nobody's name.
"""

import asyncio
from dataclasses import replace
from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy.orm import Session

from assistant.cases.merged_cases import matter_of, offer_of, people
from assistant.cases.models import Case
from assistant.cases.outages import WHAT_FA, OutageRow, outages_of, people_fa, people_told
from assistant.cases.references import check_references
from assistant.cases.schemas import Line, Words
from assistant.cases.service import Now
from assistant.cases.similar.find import (
    CaseMatter,
    Likeness,
    MatterReach,
    SimilarGroup,
    SimilarRules,
    Vector,
    alike,
    candidates,
    grouped,
    indicator_of,
)
from assistant.cases.terms import INDICATOR_FA, STATUS_FA, Indicator, Kind, Status
from assistant.cases.views import agency_of
from assistant.language.dates import jalali, jalali_day, rfc3339
from assistant.language.pii import mask
from assistant.storage.database import Database
from assistant.storage.sealing import Sealer
from assistant.storage.shared_clock import utc_now
from knowledge.aliases import CityNames
from knowledge.catalogue import Catalogue


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SimilarIn(_Shape):
    """What a citizen is about to file, as far as it is known."""

    agency_id: Line
    indicator: Indicator | None = None
    province: Line | None = None
    city: Line | None = None
    service_id: Line | None = None
    description: Words | None = None


class SimilarCase(_Shape):
    """An open matter; `offer` is what a new case names to follow it.

    The place is told only as far as it is shared, and the day, not the hour.
    """

    offer: str
    agency_id: str
    agency_name: str
    indicator: Indicator
    indicator_fa: str
    province: str | None = None
    city: str | None = None
    people: int
    since: str
    since_fa: str
    status: Status
    status_fa: str
    due_at: str
    due_at_fa: str
    is_overdue: bool


class KnownOutage(_Shape):
    """An outage that the desk has confirmed.

    `source` says who told of it, `asked` who has been asked, `people` how many reported it at
    least; fewer than ten are not counted in public. `what_fa` is what does not work.
    """

    offer: str
    id: int
    agency_id: str
    agency_name: str
    service_id: str | None = None
    service_title: str | None = None
    province: str | None = None
    indicator: Indicator
    what_fa: str
    people: int | None = None
    people_fa: str
    asked: str | None = None
    since: str
    since_fa: str
    expected_end: str | None = None
    expected_end_fa: str | None = None
    source: str


class SimilarOut(_Shape):
    """What others have told already; both lists are empty when there is nothing."""

    cases: list[SimilarCase]
    outages: list[KnownOutage]


class SimilarCases:
    """Looks for open cases and outages of the same matter."""

    def __init__(
        self,
        database: Database,
        catalogue: Catalogue,
        sealer: Sealer,
        rules: SimilarRules,
        vector: Vector,
        *,
        now: Now = utc_now,
    ) -> None:
        self._database, self._catalogue, self._rules = database, catalogue, rules
        self._sealer, self._likeness, self._now = sealer, Likeness(vector), now
        self._cities = CityNames(catalogue)

    async def offers(self, wanted: SimilarIn, besides: str | None = None) -> SimilarOut:
        """Reports of others; cases of the conversation `besides` do not count.

        Raises `UnknownReferenceError`.
        """
        check_references(
            self._catalogue,
            agency_id=wanted.agency_id,
            service_id=wanted.service_id,
            province=wanted.province,
        )
        now, matter = self._now(), _matter(wanted, self._cities)

        def look(session: Session) -> tuple[list[Case], dict[int, int], list[OutageRow]]:
            found = candidates(session, matter, self._rules, now, besides)
            counts = people(session, [case.id for case in found])
            return found, counts, outages_of(session, matter, self._rules.outages, now)

        found, counts, outages = await self._database.run(look)
        same = await asyncio.to_thread(alike, matter, found, self._rules, self._likeness)
        groups = grouped(same, counts, self._rules.most_offers)
        return SimilarOut(
            cases=[self._case(group, now) for group in groups],
            outages=[known_outage(row, self._catalogue, self._sealer) for row in outages],
        )

    async def beside(self, case: Case) -> list[Case]:
        """Other open cases that may be the same matter as `case`, the oldest first.

        By the same rules as the offers to citizens; none for a case whose agency is not known.
        """
        if case.kind != Kind.COMPLAINT or not case.agency_id:
            return []
        now, matter = self._now(), replace(matter_of(case), text=case.description)
        found = await self._database.run(lambda s: candidates(s, matter, self._rules, now))
        others = [one for one in found if one.id != case.id]
        return await asyncio.to_thread(alike, matter, others, self._rules, self._likeness)

    async def known_outage(self, matter: CaseMatter) -> KnownOutage | None:
        """The newest outage that citizens see and that `matter` may be about, if any."""
        now = self._now()
        found = await self._database.run(
            lambda session: outages_of(session, matter, self._rules.outages, now)
        )
        return known_outage(found[-1], self._catalogue, self._sealer) if found else None

    def _case(self, group: SimilarGroup, now: datetime) -> SimilarCase:
        case = group.lead
        indicator, status = indicator_of(case), Status(case.status)
        reach = self._rules.shared[indicator].reach
        agency_id, agency_name = agency_of(case, self._catalogue)
        due_at = _next_due(case, now)
        return SimilarCase(
            offer=offer_of(self._sealer, case),
            agency_id=agency_id,
            agency_name=agency_name,
            indicator=indicator,
            indicator_fa=INDICATOR_FA[indicator],
            province=None if reach is MatterReach.COUNTRY else case.province,
            city=case.city if reach is MatterReach.CITY else None,
            people=group.people,
            since=rfc3339(case.created_at)[:10],
            since_fa=jalali_day(case.created_at),
            status=status,
            status_fa=STATUS_FA[status],
            due_at=rfc3339(due_at),
            due_at_fa=jalali(due_at),
            is_overdue=due_at <= now,
        )


def known_outage(row: OutageRow, catalogue: Catalogue, sealer: Sealer) -> KnownOutage:
    """An outage as citizens see it."""
    agency = catalogue.agencies.get(row.agency_id)
    service = catalogue.by_id.get(row.service_id or "")
    ends = row.expected_end_at
    return KnownOutage(
        offer=offer_of(sealer, row),
        id=row.id,
        agency_id=row.agency_id,
        agency_name=agency.name if agency else row.agency_id,
        service_id=row.service_id,
        service_title=service.service.title if service else None,
        province=row.province,
        indicator=Indicator(row.indicator),
        what_fa=service.service.title if service else WHAT_FA[Indicator(row.indicator)],
        people=people_told(row),
        people_fa=people_fa(row),
        asked=row.asked,
        since=rfc3339(row.began_at),
        since_fa=jalali(row.began_at),
        expected_end=rfc3339(ends) if ends else None,
        expected_end_fa=jalali(ends) if ends else None,
        source=row.source,
    )


def _matter(wanted: SimilarIn, cities: CityNames) -> CaseMatter:
    return CaseMatter(
        wanted.agency_id,
        wanted.indicator,
        wanted.province,
        cities.spelled(wanted.city, wanted.province) if wanted.city else None,
        wanted.service_id,
        mask(wanted.description or "").text,
    )


def _next_due(case: Case, now: datetime) -> datetime:
    """The next time by which the agency should answer; the last one when all have passed."""
    return case.first_answer_due_at if case.first_answer_due_at > now else case.due_at
