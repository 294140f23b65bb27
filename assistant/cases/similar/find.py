"""Finds open cases of the same matter: by structure in the database, then by words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.cases.similar.likeness import Likeness
from assistant.cases.similar.rules import Reach, Shared, SimilarRules
from assistant.cases.terms import WAITING, Indicator, Kind


@dataclass(frozen=True)
class Matter:
    """What a new case is about; `text` is the description, masked, and empty if there is none."""

    agency_id: str
    indicator: Indicator | None = None
    province: str | None = None
    city: str | None = None
    service_id: str | None = None
    text: str = ""


@dataclass(frozen=True)
class Group:
    """Open cases that are one matter: the `lead`, which others may follow, and how many people."""

    lead: Case
    people: int


def candidates(
    session: Session,
    matter: Matter,
    rules: SimilarRules,
    now: datetime,
    besides: str | None = None,
) -> list[Case]:
    """Open complaints of the same agency, indicator, service and place, the oldest first.

    Without an indicator, those of every shared one. `besides` is a conversation whose own cases
    do not count.
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


def _fits(matter: Matter, indicator: Indicator, rule: Shared, now: datetime) -> ColumnElement[bool]:
    wanted = [Case.indicator == indicator, Case.created_at >= now - rule.window]
    # A place that is not known is not the same place.
    if rule.reach is not Reach.COUNTRY:
        wanted.append(Case.province == (matter.province or ""))
    if rule.reach is Reach.CITY:
        wanted.append(Case.city == (matter.city or ""))
    return and_(*wanted)


def alike(matter: Matter, found: list[Case], rules: SimilarRules, likeness: Likeness) -> list[Case]:
    """Those of `found` whose words are alike enough; call it off the event loop."""
    if not matter.text:
        return [case for case in found if _wanted(matter, case, rules) == 0]
    scores = likeness.of(matter.text, [case.description for case in found])
    return [
        case
        for case, score in zip(found, scores, strict=True)
        if score >= _wanted(matter, case, rules)
    ]


def _wanted(matter: Matter, case: Case, rules: SimilarRules) -> float:
    """How alike the words must be; 0 where structure is enough."""
    if matter.indicator is None:
        return rules.unnamed_likeness
    return rules.shared[indicator_of(case)].likeness or 0.0


def indicator_of(case: Case) -> Indicator:
    """The indicator of a case that was found by it."""
    return Indicator(case.indicator or "")


def grouped(cases: Iterable[Case], people: Mapping[int, int], most: int) -> list[Group]:
    """One group for each indicator and service, those of most people first.

    `people` tells how many each case is about, by its id.
    """
    groups: dict[tuple[str | None, str | None], list[Case]] = {}
    for case in cases:
        groups.setdefault((case.indicator, case.service_id), []).append(case)
    found = [
        Group(members[0], max(1, sum(people[case.id] for case in members)))
        for members in groups.values()
    ]
    return sorted(found, key=lambda group: (-group.people, group.lead.id))[:most]
