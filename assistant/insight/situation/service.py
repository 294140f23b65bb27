"""Puts the situation together, and gives all who look within a moment the same one."""

import time
from collections.abc import Callable
from datetime import datetime
from threading import Lock

from sqlalchemy.orm import Session

from assistant.cases.outages import open_outages
from assistant.insight.radar.suspicions import open_suspicions
from assistant.insight.situation import cases_now, talks_now
from assistant.insight.situation.views import Outage, Situation
from assistant.language.dates import jalali, jalali_brief, rfc3339
from knowledge.catalogue import Catalogue

KEPT_S = 3.0
"""So long one answer serves everybody: many open pages must not cost the database many readings."""


def situation(
    session: Session, catalogue: Catalogue, agency_id: str | None, at: datetime
) -> Situation:
    """The situation at `at`, of one agency or (None) of all."""
    found = cases_now.groups(session, agency_id, at)
    talks = talks_now.talks(session, at) if agency_id is None else None
    return Situation(
        at=rfc3339(at),
        at_fa=jalali(at),
        agency_id=agency_id,
        agency_name=_name(catalogue, agency_id) if agency_id else None,
        now=cases_now.tally(found),
        unknown_agency=sum(group.waiting for group in found if group.agency_id is None),
        clocks=cases_now.clocks(found),
        provinces=cases_now.by_province(found, catalogue),
        agencies=cases_now.by_agency(found, catalogue) if talks else [],
        moved=cases_now.moved(session, agency_id, at),
        case_marks=talks_now.case_marks(session, agency_id, at),
        talk_marks=talks_now.talk_marks(talks, at) if talks else [],
        queue=talks_now.queue(session, at) if talks else None,
        settled=talks_now.settled(talks, at) if talks else [],
        outages=_outages(session, catalogue, agency_id, at),
        trend=cases_now.trend(session, agency_id, at),
    )


class SituationBoard:
    """The newest situation of each agency, and of all."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: dict[str | None, tuple[float, Situation]] = {}
        self._locks: dict[str | None, Lock] = {}
        self._lock = Lock()

    def read(
        self, session: Session, catalogue: Catalogue, agency_id: str | None, at: datetime
    ) -> Situation:
        """The situation, at most `KEPT_S` seconds old; who asks meanwhile waits for it."""
        with self._lock:
            mine = self._locks.setdefault(agency_id, Lock())
        with mine:
            kept = self._kept.get(agency_id)
            if kept is None or self._clock() - kept[0] >= KEPT_S:
                kept = (self._clock(), situation(session, catalogue, agency_id, at))
                self._kept[agency_id] = kept
        return kept[1]


def _outages(
    session: Session, catalogue: Catalogue, agency_id: str | None, at: datetime
) -> list[Outage]:
    """Confirmed ones first, then those that the radar suspects."""
    confirmed = [
        Outage(
            agency_id=row.agency_id,
            agency_name=_name(catalogue, row.agency_id),
            place_fa=row.province or "",
            since_fa=jalali_brief(row.began_at, at),
            is_confirmed=True,
        )
        for row in open_outages(session)
    ]
    told = [
        Outage(
            agency_id=one.agency_id,
            agency_name=_name(catalogue, one.agency_id),
            place_fa=one.province or "",
            since_fa=jalali_brief(one.began_at, at),
            is_confirmed=False,
            people=one.people,
        )
        for one in open_suspicions(session)
    ]
    return [one for one in confirmed + told if agency_id in {None, one.agency_id}]


def _name(catalogue: Catalogue, id: str) -> str:
    agency = catalogue.agencies.get(id)
    return agency.name if agency else id
