"""Reads the histories of cases from the ledger, and writes the facts that follow from them.

`Histories` reads events as `tenures_of` takes them; `write_facts` stores the tenures, and returns
the cells that change by it.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from assistant.cases.closures import PastCalendars
from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import Move
from assistant.cases.search.words import words_of
from assistant.cases.tenure import office_minutes
from assistant.cases.terms import Status
from assistant.insight.facts.models import CaseFact
from assistant.insight.facts.tenures import CaseTold, Lookups, PastEvent, Tenure, tenures_of
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

    def _means(self, session: Session, events: Iterable[PastEvent]) -> Lookups:
        leaders, past = _leaders(session, events), _Past(session, self._filed)
        return Lookups(past.minutes, leaders.get, self._fingerprint)

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


def _histories(session: Session, case_ids: Collection[int]) -> dict[int, list[PastEvent]]:
    rows = session.execute(_EVENTS, {"ids": case_ids})
    return {id_: [_told(row) for row in group] for id_, group in groupby(rows, lambda row: row[0])}


def _told(row: Any) -> PastEvent:
    _, number, type_, actor, status, level, data, at, words = row
    # Events of before have their words in `data`.
    text = (words or {}).get("text") or data.get("text")
    return PastEvent(number, Move(type_), actor, Status(status), level, data, at, text)


def _case_told(row: Any, history: Iterable[PastEvent]) -> CaseTold:
    id_, kind, agency_id, *facts = row
    # A registration of an earlier version does not tell the agency. If a referral tells one, that
    # of before is not known any more.
    is_told = any(one.move is Move.REFERRED and "agency_id" in one.data for one in history)
    return CaseTold(id_, kind, None if is_told else agency_id, *facts)


def _leaders(session: Session, events: Iterable[PastEvent]) -> dict[str, int]:
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


Row = dict[str, Any]
COLUMNS = tuple(CaseFact.__table__.columns.keys())
# Written once, since every move reads it.
_FACT = CaseFact.__table__.c
_FACTS = (
    select(CaseFact.__table__)
    .where(_FACT.case_id.in_(bindparam("ids", expanding=True)))
    .order_by(_FACT.case_id, _FACT.number)
)
_KEY = ("case_id", "number")
_UNCOUNTED = frozenset(["as_of_event", "answer_hash", "answered_by", "due_at"])
"""Columns that no cell counts."""


@dataclass(frozen=True, order=True)
class CellKey:
    """The tenures of an agency that began in a province (empty: none) in a month, at all levels."""

    agency_id: str
    province: str
    month: str


def write_facts(session: Session, histories: Histories, case_ids: Collection[int]) -> set[CellKey]:
    """Have the facts of these cases be what their events tell; the cells that change by it.

    The cases are locked by this transaction, and what it changed of them is flushed.
    """
    told = {_key(row): row for row in map(asdict, histories.tenures(session, case_ids))}
    kept = {_key(row): row for row in facts_of(session, case_ids)}
    changed = [row for key, row in told.items() if row != kept.get(key)]
    gone = [row for key, row in kept.items() if key not in told]
    _put(session, changed)
    for row in gone:
        session.execute(delete(CaseFact).where(_is(row)), execution_options=_UNSYNCHRONISED)
    before = [kept[_key(row)] for row in changed if _key(row) in kept]
    found = _cells(changed, before) | {cell_of(row) for row in gone}
    return found | _cells_of_leaders(session, [*changed, *before, *gone]) if found else found


def _cells_of_leaders(session: Session, rows: Iterable[Row]) -> set[CellKey]:
    """The cells in which incidents are counted that these tenures follow."""
    leaders = {row["cluster_id"] for row in rows if row["cluster_id"] != row["case_id"]}
    if not leaders:
        return set()
    place = select(_FACT.agency_id, _FACT.province, _FACT.month)
    first = session.execute(place.where(_FACT.case_id.in_(leaders), _FACT.is_first))
    return {CellKey(agency_id, province or "", month) for agency_id, province, month in first}


def facts_of(session: Session, case_ids: Collection[int]) -> list[Row]:
    """The facts of these cases as they are kept, in their order."""
    rows = session.execute(_FACTS, {"ids": case_ids})
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


def cell_of(row: Row) -> CellKey:
    """The cell in which a tenure is counted."""
    return CellKey(row["agency_id"], row["province"] or "", row["month"])


_UNSYNCHRONISED = {"synchronize_session": False}


def _cells(changed: Iterable[Row], before: Iterable[Row]) -> set[CellKey]:
    """The cells of rows that count otherwise than before."""
    old = {_key(row): row for row in before}
    dirty: set[CellKey] = set()
    for row in changed:
        earlier = old.get(_key(row), {})
        if any(earlier.get(name, ...) != row[name] for name in COLUMNS if name not in _UNCOUNTED):
            dirty |= {cell_of(one) for one in (row, earlier) if one}
    return dirty


def _put(session: Session, rows: Sequence[Row]) -> None:
    if rows:
        session.execute(_UPSERT[session.get_bind().dialect.name], rows)


def _key(row: Row) -> tuple[int, int]:
    return row["case_id"], row["number"]


def _is(row: Row) -> Any:
    return (CaseFact.case_id == row["case_id"]) & (CaseFact.number == row["number"])


def _upsert(insert: Any) -> Any:
    statement = insert(CaseFact.__table__)
    values = {name: statement.excluded[name] for name in COLUMNS if name not in _KEY}
    return statement.on_conflict_do_update(index_elements=list(_KEY), set_=values)


_UPSERT = {"postgresql": _upsert(postgresql.insert), "sqlite": _upsert(sqlite.insert)}
