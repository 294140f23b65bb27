"""What an open console hears besides conversations: cases, outages, and what needs a hand."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.cases.closures import closures
from assistant.cases.models import Case, CaseEvent
from assistant.cases.outages import open_outages
from assistant.conversation.models import OwnerChange, Rating
from assistant.desk.conversations import Viewer
from assistant.desk.feed_schemas import CaseNews, OutageNews, UpkeepNews
from assistant.desk.roles import Permission, Role
from assistant.insight.radar.suspicions import open_suspicions
from assistant.storage.jobs import Job, JobState

_OVERLAP = 200
"""Transactions may end in another order than their ids were given, so some ids are read again."""
Told = tuple[str, dict[str, Any]]


class News:
    """What was told to one console."""

    def __init__(self) -> None:
        self._last: int | None = None
        self._heard: set[int] = set()
        self._upkeep: dict[str, int] | None = None
        self._newest: tuple[int | None, ...] | None = None
        self._outages: dict[str, Any] | None = None

    def told(self, session: Session, viewer: Viewer) -> list[Told]:
        """What is new since the last time; each kind only for roles that may see it."""
        told: list[Told] = []
        codes = self._changed(session, viewer) if viewer.may(Permission.READ_CASES) else None
        if codes is not None:
            told.append(("cases", CaseNews(changed=codes).model_dump()))
        if viewer.may(Permission.SEE_INSIGHT) and self._is_other(session):
            told.append(("situation", {}))
        if viewer.may(Permission.KEEP_OUTAGES):
            outages = _outages(session)
            if outages != (self._outages or _NO_OUTAGES):
                told.append(("outages", outages))
            self._outages = outages
        upkeep = _upkeep(session, viewer)
        if upkeep != (self._upkeep or {}):
            self._upkeep = upkeep
            told.append(("upkeep", dict(upkeep)))
        return told

    def _is_other(self, session: Session) -> bool:
        """Whether figures of the situation may have changed; which, their reader asks for.

        At first they may: what was read before may be older.
        """
        tables = (CaseEvent.id, OwnerChange.id, Rating.id)
        newest = session.execute(select(*(select(func.max(id)).scalar_subquery() for id in tables)))
        found = tuple(newest.one())
        before, self._newest = self._newest, found
        return found != before

    def _changed(self, session: Session, viewer: Viewer) -> list[str] | None:
        """The codes of cases with a new event, or None where there is no new one.

        At first no code: a list that was read before may be older, and is to be read anew.
        """
        newest = session.scalar(select(func.max(CaseEvent.id))) or 0
        if newest == self._last:
            return None
        is_first, after = self._last is None, max(0, newest - _OVERLAP)
        if self._last is not None:
            after = min(after, self._last)
        query = select(CaseEvent.id, Case.tracking_code).join(Case).where(CaseEvent.id > after)
        if viewer.account.role == Role.CLERK:
            query = query.where(Case.agency_id == (viewer.account.agency_id or "-"))
        rows = session.execute(query.order_by(CaseEvent.id)).all()
        fresh = [code for id_, code in rows if id_ not in self._heard]
        self._last, self._heard = newest, {id_ for id_, _ in rows if id_ > newest - _OVERLAP}
        return [] if is_first else (list(dict.fromkeys(fresh)) or None)


_NO_OUTAGES: dict[str, Any] = {"suspected": {}, "confirmed": {}}


def _outages(session: Session) -> dict[str, Any]:
    """How many people reported each suspected outage, and each that was confirmed, by its id."""
    suspected = {str(one.id): one.people for one in open_suspicions(session)}
    confirmed = {str(one.id): one.people for one in open_outages(session)}
    return OutageNews(suspected=suspected, confirmed=confirmed).model_dump()


def _upkeep(session: Session, viewer: Viewer) -> dict[str, int]:
    found = UpkeepNews()
    if viewer.may(Permission.REVIVE_JOBS):
        dead = select(func.count()).where(Job.state == JobState.DEAD)
        found.dead_jobs = session.scalar(dead) or 0
    if viewer.may(Permission.KEEP_CALENDAR):
        found.closures = len(closures(session))
    return found.model_dump(exclude_none=True)
