"""Reads what the ledger tells of cases, as `tenures_of` takes it."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam, select
from sqlalchemy.orm import Session

from assistant.cases.closures import PastCalendars
from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import Move
from assistant.cases.search.words import words_of
from assistant.cases.tenure import office_minutes
from assistant.cases.terms import Status
from assistant.insight.facts.tenures import CaseTold, Means, Tenure, Told, tenures_of
from assistant.storage.digests import Digests, Purpose
from knowledge.calendar.load import OfficeTimes

# Written once, past the mapper: every move reads them, and to put them together costs the most.
_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_CASE, _EVENT = Case.__table__.c, CaseEvent.__table__.c
_CASES = select(
    *(_CASE.id, _CASE.kind, _CASE.agency_id, _CASE.indicator, _CASE.service_id, _CASE.province)
).where(_CASE.id.in_(_IDS))
_EVENTS = (
    select(
        *(_EVENT.case_id, _EVENT.number, _EVENT.type, _EVENT.actor, _EVENT.status, _EVENT.level),
        *(_EVENT.data, _EVENT.created_at, _EVENT.words),
    )
    .where(_EVENT.case_id.in_(_IDS))
    .order_by(_EVENT.case_id, _EVENT.number)
)


class Histories:
    """Works out tenures of cases; `filed` are the office times without closures of the database."""

    def __init__(self, digests: Digests, filed: OfficeTimes) -> None:
        self._digests, self._filed = digests, filed

    def tenures(
        self, session: Session, case_ids: Collection[int], until: datetime | None = None
    ) -> list[Tenure]:
        """The tenures of these cases by all events, or those until `until`, in order of ids."""
        cases = {row[0]: row for row in session.execute(_CASES, {"ids": case_ids})}
        found: list[Tenure] = []
        histories = _histories(session, case_ids)
        means = self._means(session, [told for history in histories.values() for told in history])
        for case_id, history in histories.items():
            known = [told for told in history if until is None or told.at <= until]
            found += tenures_of(_case_told(cases[case_id], history), known, means)
        return found

    def _means(self, session: Session, events: Iterable[Told]) -> Means:
        leaders, past = _leaders(session, events), _Past(session, self._filed)
        return Means(past.minutes, leaders.get, self._fingerprint)

    def _fingerprint(self, text: str) -> str:
        """The same for texts of the same words, however spaced and with whatever numbers."""
        words = [word for word in words_of(text).split() if not word.isdecimal()]
        return self._digests.keyed(Purpose.ANSWER, " ".join(words))


class _Past:
    """Office minutes for events that tell none; closures are read when the first one comes."""

    def __init__(self, session: Session, filed: OfficeTimes) -> None:
        self._session, self._filed = session, filed
        self._calendars: PastCalendars | None = None

    def minutes(self, begin: datetime, until: datetime, province: str | None) -> int:
        self._calendars = self._calendars or PastCalendars(self._session, self._filed)
        return office_minutes(self._calendars.known_at(until), begin, until, province)


def _histories(session: Session, case_ids: Collection[int]) -> dict[int, list[Told]]:
    rows = session.execute(_EVENTS, {"ids": case_ids})
    return {id_: [_told(row) for row in group] for id_, group in groupby(rows, lambda row: row[0])}


def _told(row: Any) -> Told:
    _, number, type_, actor, status, level, data, at, words = row
    # Events of before have their words in `data`.
    text = (words or {}).get("text") or data.get("text")
    return Told(number, Move(type_), actor, Status(status), level, data, at, text)


def _case_told(row: Any, history: Iterable[Told]) -> CaseTold:
    id_, kind, agency_id, *facts = row
    # A registration of an earlier version does not tell the agency. If a referral tells one, that
    # of before is not known any more.
    is_told = any(one.move is Move.REFERRED and "agency_id" in one.data for one in history)
    return CaseTold(id_, kind, None if is_told else agency_id, *facts)


def _leaders(session: Session, events: Iterable[Told]) -> dict[str, int]:
    """The leading case of every bond that `events` tell of: its ledger tells of the same bond."""
    times = {told.at for told in events if told.move is Move.MERGED}
    if not times:
        return {}
    query = select(CaseEvent.case_id, CaseEvent.data).where(_joined_at(times))
    return {data["link"]: case_id for case_id, data in session.execute(query)}


def _joined_at(times: Collection[datetime]) -> ColumnElement[bool]:
    # Both sides of a bond are told at the same moment; moments of a type are in an index.
    return (CaseEvent.type == Move.JOINED) & CaseEvent.created_at.in_(times)


def batches(ids: Iterable[int], size: int) -> Iterator[list[int]]:
    """`ids` in lists of at most `size`."""
    batch: list[int] = []
    for id_ in ids:
        batch.append(id_)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
