"""Finds open cases of the same matter: by structure in the database, then by words.

The thresholds of similar cases and outages are data (rules.yml). `Sources` counts how many people
report the same: two reports from one address count as one person, as far as is known. Only counters
know addresses, and only as hashes, for some days; a case keeps none.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from limits import RateLimitItemPerDay
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.cases.schemas import OpenDraft
from assistant.cases.terms import WAITING, Indicator, Kind
from assistant.storage.counting import Counting
from knowledge.files import read
from knowledge.search.encoder import Vectors

FILE = Path(__file__).with_name("rules.yml")
LeastLikeness = Annotated[float, Field(gt=0, le=1)]
Hours = Annotated[int, Field(ge=1, le=24 * 366)]


class MatterReach(StrEnum):
    """How far a matter reaches: the area within which people have the same problem."""

    COUNTRY = "country"
    PROVINCE = "province"
    CITY = "city"


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Shared(_Model):
    """When two cases of an indicator may be one matter; without `likeness`, words do not count."""

    reach: MatterReach
    window_hours: Hours
    likeness: LeastLikeness | None = None

    @property
    def window(self) -> timedelta:
        """The most age of the other case."""
        return timedelta(hours=self.window_hours)


class OutageRules(_Model):
    """When an outage is told."""

    indicators: frozenset[Indicator]
    shown_hours: Hours


class SimilarRules(_Model):
    """All of them; an indicator that `shared` does not name is one person's own matter."""

    most_candidates: Annotated[int, Field(ge=1, le=500)]
    most_offers: Annotated[int, Field(ge=1, le=10)]
    shared: dict[Indicator, Shared]
    unnamed_likeness: LeastLikeness
    outages: OutageRules


@lru_cache(maxsize=1)
def similar_rules() -> SimilarRules:
    """The rules of rules.yml; raises `CatalogueError` with file and line."""
    return read(FILE, SimilarRules)


Vector = Callable[[str], Vectors]
"""Maps a text to its sentence vector of length 1."""
_KEPT = 4096


class Likeness:
    """Compares descriptions by their vectors, which stay in memory: they reveal the words."""

    def __init__(self, vector: Vector) -> None:
        self._vector = lru_cache(maxsize=_KEPT)(vector)

    def of(self, text: str, others: Sequence[str]) -> list[float]:
        """The cosine of `text` and each of `others`; some five milliseconds of CPU for a new one.

        Call it off the event loop.
        """
        own = self._vector(text)
        return [float(own @ self._vector(other)) for other in others]


@dataclass(frozen=True)
class CaseMatter:
    """The matter of a new case; `text` is the description, masked, and empty if there is none."""

    agency_id: str
    indicator: Indicator | None = None
    province: str | None = None
    city: str | None = None
    service_id: str | None = None
    text: str = ""


@dataclass(frozen=True)
class SimilarGroup:
    """Open cases of one matter: the `lead`, which others may follow, and how many people."""

    lead: Case
    people: int


def candidates(
    session: Session,
    matter: CaseMatter,
    rules: SimilarRules,
    now: datetime,
    besides: str | None = None,
) -> list[Case]:
    """Open complaints of the same agency, indicator, service and place, the oldest first.

    Without an indicator, those of every shared one. Cases of the conversation `besides` do not
    count.
    """
    shared = rules.shared
    if matter.indicator is not None:
        shared = {name: rule for name, rule in shared.items() if name == matter.indicator}
    fits = [_fits(matter, name, rule, now) for name, rule in shared.items()]
    if not fits:
        return []
    query = select(Case).where(
        Case.agency_id == matter.agency_id,
        Case.kind == Kind.COMPLAINT,
        Case.status.in_(sorted(WAITING)),
        Case.leader_id.is_(None),
        or_(*fits),
    )
    if matter.service_id:
        query = query.where(or_(Case.service_id.is_(None), Case.service_id == matter.service_id))
    if besides:
        query = query.where(or_(Case.conversation_id.is_(None), Case.conversation_id != besides))
    return list(session.scalars(query.order_by(Case.id).limit(rules.most_candidates)))


def _fits(
    matter: CaseMatter, indicator: Indicator, rule: Shared, now: datetime
) -> ColumnElement[bool]:
    wanted = [Case.indicator == indicator, Case.created_at >= now - rule.window]
    # Two unknown places are not the same place.
    if rule.reach is not MatterReach.COUNTRY:
        wanted.append(Case.province == (matter.province or ""))
    if rule.reach is MatterReach.CITY:
        wanted.append(Case.city == (matter.city or ""))
    return and_(*wanted)


def alike(
    matter: CaseMatter, found: list[Case], rules: SimilarRules, likeness: Likeness
) -> list[Case]:
    """Those of `found` with similar enough words; call it off the event loop."""
    if not matter.text:
        return [case for case in found if _wanted(matter, case, rules) == 0]
    scores = likeness.of(matter.text, [case.description for case in found])
    return [
        case
        for case, score in zip(found, scores, strict=True)
        if score >= _wanted(matter, case, rules)
    ]


def _wanted(matter: CaseMatter, case: Case, rules: SimilarRules) -> float:
    """How similar the words must be; 0 where structure is enough."""
    if matter.indicator is None:
        return rules.unnamed_likeness
    return rules.shared[indicator_of(case)].likeness or 0.0


def indicator_of(case: Case) -> Indicator:
    """The indicator of a case that was found by it."""
    return Indicator(case.indicator or "")


def grouped(cases: Iterable[Case], people: Mapping[int, int], most: int) -> list[SimilarGroup]:
    """One group for each indicator and service; the group with most people first.

    `people` gives how many people each case is about, by its id.
    """
    groups: dict[tuple[str | None, str | None], list[Case]] = {}
    for case in cases:
        groups.setdefault((case.indicator, case.service_id), []).append(case)
    found = [
        SimilarGroup(members[0], max(1, sum(people[case.id] for case in members)))
        for members in groups.values()
    ]
    return sorted(found, key=lambda group: (-group.people, group.lead.id))[:most]


DAYS = 3
"""As long as the window of the shortest matter, a system that is down."""


class Sources:
    """Counts the addresses and chats that have reported a matter."""

    def __init__(self, counting: Counting) -> None:
        self._counting = counting
        self._once = RateLimitItemPerDay(1, DAYS)

    async def told_before(self, draft: OpenDraft, group: str) -> bool:
        """Whether `group` reported agency and indicator lately; an empty one never did."""
        if not group or draft.agency_id is None:
            return False
        matter = (draft.agency_id, draft.indicator or "")
        return not await self._counting.hit(self._once, "told", group, *matter)
