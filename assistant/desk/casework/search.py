"""Finds cases for the desk: by code, by words, and by their fields; also as a sheet to save.

Functions of a `Session`.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, func, or_, select
from sqlalchemy.orm import Session

from assistant.cases.codes import normalise
from assistant.cases.labels import left_fa
from assistant.cases.merged_cases import people
from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import OPEN, Move
from assistant.cases.schedule import Schedule
from assistant.cases.search.index import has_words
from assistant.cases.terms import INDICATOR_FA, KIND_FA, WAITING, Indicator, Kind, Status
from assistant.cases.views import agency_of
from assistant.desk.audit import Audited, note_audit
from assistant.desk.casework.access import find
from assistant.desk.casework.schemas import (
    CaseCount,
    CaseEntry,
    CaseFilters,
    CaseQuery,
    Named,
    Sort,
)
from assistant.desk.casework.views import STATUS_AT_DESK
from assistant.desk.casework.workspace import assignees, is_assigned
from assistant.desk.conversations import Viewer
from assistant.desk.roles import Role
from assistant.insight.situation.cases_now import LATE
from assistant.insight.spreadsheet import Cell, csv_bytes
from assistant.language.dates import jalali_brief, rfc3339
from knowledge.catalogue import Catalogue

NO_PROVINCE = "-"
MOST = 50
"""So many cases are on one page."""
MOST_COUNTED = 1000
"""Cases are counted up to here: more is shown as «more than», and costs no more."""


def cases_for(
    session: Session, viewer: Viewer, catalogue: Catalogue, schedule: Schedule, wanted: CaseQuery
) -> list[CaseEntry]:
    """One page of the cases that the viewer may see; raises `NotVisibleError` for a bad `after`."""
    query = _ordered(
        session, viewer, select(Case).where(*_conditions(session, viewer, wanted)), wanted
    )
    found = list(session.scalars(query.limit(MOST)))
    return entries_of(session, viewer, catalogue, schedule, found)


def entries_of(
    session: Session, viewer: Viewer, catalogue: Catalogue, schedule: Schedule, cases: list[Case]
) -> list[CaseEntry]:
    """`cases`, which the viewer may see, as entries of a list."""
    ids = [case.id for case in cases]
    counts, seen_to = people(session, ids), assignees(session, viewer, ids)
    return [
        _entry(
            case, catalogue, schedule, viewer.at, (max(1, counts[case.id]), seen_to.get(case.id))
        )
        for case in cases
    ]


def all_cases(
    session: Session,
    viewer: Viewer,
    catalogue: Catalogue,
    schedule: Schedule,
    wanted: CaseFilters,
    *,
    most: int,
) -> list[CaseEntry]:
    """All wanted cases, at most `most`, in the wanted order."""
    query = select(Case).where(*_conditions(session, viewer, wanted))
    query = query.order_by(*_keys(wanted.sort)).limit(most)
    return [
        entry
        for some in session.scalars(query).partitions(500)
        for entry in entries_of(session, viewer, catalogue, schedule, list(some))
    ]


def count_cases(session: Session, viewer: Viewer, wanted: CaseFilters) -> CaseCount:
    """The number of cases, and of further cases with the words of `q` that the filters hide."""
    count = _counted(session, viewer, wanted)
    told = CaseCount(count=min(count, MOST_COUNTED), is_more=count > MOST_COUNTED)
    if told.is_more or not wanted.q.strip():
        return told
    every = _counted(session, viewer, CaseFilters(q=wanted.q))
    return told.model_copy(
        update={"hidden": min(every, MOST_COUNTED) - count, "is_more_hidden": every > MOST_COUNTED}
    )


def _counted(session: Session, viewer: Viewer, wanted: CaseFilters) -> int:
    """At most one more than `MOST_COUNTED`."""
    some = select(Case.id).where(*_conditions(session, viewer, wanted)).limit(MOST_COUNTED + 1)
    return session.scalar(select(func.count()).select_from(some.subquery())) or 0


def _conditions(session: Session, viewer: Viewer, wanted: CaseFilters) -> list[ColumnElement[bool]]:
    equal = {
        Case.kind: wanted.kind,
        Case.indicator: wanted.indicator,
        Case.agency_id: wanted.agency_id,
        Case.level: wanted.level,
        Case.province: None if wanted.province == NO_PROVINCE else wanted.province,
    }
    conditions = [column == value for column, value in equal.items() if value is not None]
    if wanted.province == NO_PROVINCE:
        conditions.append(Case.province.is_(None))
    if viewer.account.role == Role.CLERK:
        conditions.append(Case.agency_id == (viewer.account.agency_id or "-"))
    if wanted.assignee:
        conditions.append(is_assigned(viewer, wanted.assignee))
    if wanted.status:
        conditions.append(_status(wanted).in_(wanted.status))
    if wanted.overdue:
        conditions += [Case.status.in_(WAITING), Case.due_at <= viewer.at]
    if wanted.due_in_h is not None:
        until = viewer.at + timedelta(hours=wanted.due_in_h)
        conditions += [Case.status.in_(WAITING), Case.due_at > viewer.at, Case.due_at <= until]
    if wanted.moved or wanted.breached:
        conditions.append(_has_moved(wanted, viewer.at))
    is_waiting = wanted.overdue or wanted.due_in_h is not None
    if is_waiting or (wanted.status and OPEN.issuperset(wanted.status)):
        # The statuses imply it; this lets the database use the small index of open cases.
        conditions.append(Case.ended_at.is_(None))
    if not wanted.following and not wanted.q.strip() and not (wanted.moved or wanted.breached):
        conditions.append(or_(Case.leader_id.is_(None), Case.status.not_in(sorted(WAITING))))
    if wanted.q.strip():
        conditions.append(_matches(session, wanted.q))
    return conditions


def _status(wanted: CaseFilters) -> SQLColumnExpression[str]:
    """The status, or an equal expression that no index knows: most cases have ended.

    In a list by filing, the first page is near its beginning; by the index of statuses all cases
    would be sorted first.
    """
    is_most = not OPEN.issuperset(wanted.status) and wanted.agency_id is None
    by_filing = wanted.sort in {Sort.NEWEST, Sort.OLDEST}
    return Case.status.concat("") if is_most and by_filing else Case.status


def _has_moved(wanted: CaseFilters, at: datetime) -> ColumnElement[bool]:
    kinds: list[ColumnElement[bool]] = []
    if wanted.moved:
        kinds.append(CaseEvent.type.in_(wanted.moved))
    if wanted.breached:
        is_late = CaseEvent.data["reason"].as_string() == LATE
        kinds.append(and_(CaseEvent.type == Move.ESCALATED, is_late))
    since = at - timedelta(hours=wanted.within_h)
    such = select(CaseEvent.case_id).where(or_(*kinds), CaseEvent.created_at > since)
    return Case.id.in_(such)


def _matches(session: Session, typed: str) -> ColumnElement[bool]:
    if code := normalise(typed):
        return Case.tracking_code == code
    return has_words(session, typed)


def _ordered(
    session: Session, viewer: Viewer, query: Select[Any], wanted: CaseQuery
) -> Select[Any]:
    if wanted.after:
        query = query.where(_behind(find(session, viewer, wanted.after), wanted.sort))
    return query.order_by(*_keys(wanted.sort))


def _keys(sort: Sort) -> list[ColumnElement[Any]]:
    """The keys that order a list."""
    columns = [Case.due_at, Case.id] if sort in {Sort.DUE, Sort.DUE_LAST} else [Case.id]
    is_down = sort in {Sort.DUE_LAST, Sort.NEWEST}
    return [column.desc() if is_down else column.asc() for column in columns]


def _behind(last: Case, sort: Sort) -> ColumnElement[bool]:
    """The cases after `last`. The first condition is on the first column of the index."""
    match sort:
        case Sort.NEWEST:
            return Case.id < last.id
        case Sort.OLDEST:
            return Case.id > last.id
        case Sort.DUE:
            later = or_(Case.due_at > last.due_at, Case.id > last.id)
            return and_(Case.due_at >= last.due_at, later)
        case Sort.DUE_LAST:
            sooner = or_(Case.due_at < last.due_at, Case.id < last.id)
            return and_(Case.due_at <= last.due_at, sooner)


def _entry(
    case: Case,
    catalogue: Catalogue,
    schedule: Schedule,
    at: datetime,
    known: tuple[int, Named | None],
) -> CaseEntry:
    count, seen_to = known
    is_waiting = case.status in WAITING
    agency_id, agency_name = agency_of(case, catalogue)
    return CaseEntry(
        tracking_code=case.tracking_code,
        kind_fa=KIND_FA[Kind(case.kind)],
        status=Status(case.status),
        status_fa=STATUS_AT_DESK[Status(case.status)],
        agency_id=agency_id,
        agency_name=agency_name,
        indicator_fa=INDICATOR_FA[Indicator(case.indicator)] if case.indicator else None,
        place_fa="، ".join(dict.fromkeys(part for part in (case.province, case.city) if part)),
        level_fa=schedule.level(case.level)[0].title,
        description=case.description,
        created_at_fa=jalali_brief(case.created_at, at),
        due_at=rfc3339(case.due_at),
        due_at_fa=jalali_brief(case.due_at, at),
        time_left_fa=left_fa(case.due_at, at) if is_waiting else None,
        is_overdue=is_waiting and case.due_at <= at,
        people=count,
        is_following=case.leader_id is not None,
        assignee=seen_to,
    )


MOST_EXPORTED = 20_000
"""So many cases are in one sheet."""
_COLUMNS = (
    *("کد رهگیری", "نوع", "وضعیت", "دستگاه", "شاخص", "محل", "سطح"),
    *("ثبت", "مهلت (UTC)", "مهلت", "مهلت گذشته", "نفرها", "مسئول", "شرح"),
)


class TooManyCasesError(ValueError):
    """There are more cases than one sheet may hold."""


def sheet_of(
    session: Session, viewer: Viewer, catalogue: Catalogue, schedule: Schedule, wanted: CaseFilters
) -> bytes:
    """All wanted cases, masked as in the table; raises `TooManyCasesError`."""
    found = all_cases(session, viewer, catalogue, schedule, wanted, most=MOST_EXPORTED + 1)
    if len(found) > MOST_EXPORTED:
        raise TooManyCasesError
    note_audit(session, Audited.CASES_EXPORTED, viewer.account.id, data=_told(wanted, len(found)))
    return csv_bytes(_COLUMNS, map(_line, found))


def _told(wanted: CaseFilters, count: int) -> dict[str, object]:
    """The names of the filters; searched words are not kept, nor is any value."""
    asked = wanted.model_dump(exclude_defaults=True, exclude={"sort"})
    return {"filters": sorted(asked), "rows": count}


def _line(entry: CaseEntry) -> tuple[Cell, ...]:
    return (
        *(entry.tracking_code, entry.kind_fa, entry.status_fa, entry.agency_name),
        *(entry.indicator_fa, entry.place_fa, entry.level_fa, entry.created_at_fa),
        *(entry.due_at, entry.due_at_fa, "بله" if entry.is_overdue else "", entry.people),
        *(entry.assignee.title if entry.assignee else None, entry.description),
    )
