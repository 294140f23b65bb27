"""Reads what signals look at from facts, the ledger, talks and verdicts' addresses."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, distinct, func, select
from sqlalchemy.orm import Session

from assistant.cases.closures import PastCalendars
from assistant.cases.models import CaseEvent
from assistant.cases.moves import Move
from assistant.cases.tenure import office_minutes
from assistant.cases.terms import Kind, Role
from assistant.insight.facts.models import CaseFact
from assistant.insight.facts.writing import batches
from assistant.insight.periods.reporting_period import ReportingPeriod
from assistant.insight.ratings.prompts import RatingPrompt
from assistant.insight.signals.addresses import AddressDay, What
from assistant.insight.signals.counting import chance_to_meet
from assistant.insight.signals.matters import (
    AddressCounts,
    Happened,
    Matters,
    Numbers,
    OffLedger,
    Row,
    matters,
)
from knowledge.calendar.load import OfficeTimes

BEFORE = 3
"""Months before the period, with which its number of reports is compared."""
_AT_ONCE = 500
_COLUMNS = (
    *(CaseFact.case_id, CaseFact.number, CaseFact.span, CaseFact.agency_id, CaseFact.cluster_id),
    *(CaseFact.counts, CaseFact.kind, CaseFact.indicator, CaseFact.service_id, CaseFact.province),
    *(CaseFact.agency_began_at, CaseFact.answered_at, CaseFact.answered_agency_min),
    *(CaseFact.answer_hash, CaseFact.first_verdict, CaseFact.first_verdict_at, CaseFact.ended_at),
    *(CaseFact.ended_agency_min, CaseFact.is_disputed, CaseFact.is_reopened),
    *(CaseFact.is_withdrawn, CaseFact.is_misdirected),
)


def seen_now(session: Session, period: ReportingPeriod, times: OfficeTimes) -> Matters:
    """The matters of `period` as facts have them now."""
    query = select(*_COLUMNS).where(CaseFact.month.in_(period.months))
    rows: list[Row] = [dict(row) for row in session.execute(query).mappings()]
    return seen(session, rows, times)


def seen(
    session: Session, rows: Collection[Row], times: OfficeTimes, until: datetime | None = None
) -> Matters:
    """The matters of these tenures, with what happened in the ledger until `until`."""
    sent_on = {row["case_id"]: row for row in rows if row["is_misdirected"]}
    withdrawn = {row["case_id"] for row in rows if row["is_withdrawn"]}
    return matters(
        rows,
        Happened(
            _sent_on(session, rows, set(sent_on), times, until),
            _turned(session, withdrawn, until),
        ),
    )


def beside(session: Session, period: ReportingPeriod, agencies: Collection[str]) -> OffLedger:
    """What is known of these agencies beside the ledger."""
    before = _before(period)

    def column(counts: Mapping[str, float]) -> Numbers:
        return _in_order(agencies, counts)

    return OffLedger(
        column(_people(session, period.months)),
        column(_people(session, before)),
        column(_talks(session, period.months)),
        column(_talks(session, before)),
        _addresses(session, period, What.VERDICT, agencies),
        _addresses(session, period, What.MARK, agencies),
    )


def _sent_on(
    session: Session,
    rows: Collection[Row],
    case_ids: Collection[int],
    times: OfficeTimes,
    until: datetime | None,
) -> dict[int, list[tuple[datetime, int]]]:
    calendars = PastCalendars(session, times) if case_ids else None
    stays: defaultdict[int, set[tuple[datetime, str | None]]] = defaultdict(set)
    for row in rows:
        stays[row["case_id"]].add((row["agency_began_at"], row["province"]))
    found: defaultdict[int, list[tuple[datetime, int]]] = defaultdict(list)
    for case_id, at in _events(session, case_ids, CaseEvent.type == Move.MISDIRECTED, until):
        begun = max((stay for stay in stays[case_id] if stay[0] <= at), default=None)
        if begun and calendars:
            minutes = office_minutes(calendars.known_at(at), begun[0], at, begun[1])
            found[case_id].append((at, minutes))
    return found


def _turned(
    session: Session, case_ids: Collection[int], until: datetime | None
) -> dict[int, list[datetime]]:
    found: defaultdict[int, list[datetime]] = defaultdict(list)
    for case_id, at in _events(session, case_ids, CaseEvent.actor == Role.AGENCY, until):
        found[case_id].append(at)
    return found


def _events(
    session: Session,
    case_ids: Collection[int],
    which: ColumnElement[bool],
    until: datetime | None,
) -> list[tuple[int, datetime]]:
    found: list[tuple[int, datetime]] = []
    for ids in batches(sorted(case_ids), _AT_ONCE):
        query = select(CaseEvent.case_id, CaseEvent.created_at).where(
            CaseEvent.case_id.in_(ids), which, CaseEvent.actor == Role.AGENCY
        )
        if until is not None:
            query = query.where(CaseEvent.created_at <= until)
        rows = session.execute(query.order_by(CaseEvent.case_id, CaseEvent.number))
        found += [(case_id, at) for case_id, at in rows]
    return found


def _before(period: ReportingPeriod) -> tuple[str, ...]:
    """The months before it, the newest first."""
    month = ReportingPeriod(period.year, period.first)
    found: list[str] = []
    for _ in range(BEFORE):
        month = month.previous
        found += month.months
    return tuple(found)


def _people(session: Session, months: Collection[str]) -> dict[str, float]:
    query = select(CaseFact.agency_id, func.count(distinct(CaseFact.cluster_id))).where(
        CaseFact.month.in_(months), CaseFact.counts, CaseFact.kind != Kind.PRAISE
    )
    rows = session.execute(query.group_by(CaseFact.agency_id))
    return {agency: float(count) for agency, count in rows}


def _talks(session: Session, months: Collection[str]) -> dict[str, float]:
    """Talks with the assistant that were about an agency: in each of them a mark could be given."""
    query = select(RatingPrompt.agency_id, func.sum(RatingPrompt.offered))
    rows = session.execute(
        query.where(RatingPrompt.month.in_(months)).group_by(RatingPrompt.agency_id)
    )
    return {agency: float(count) for agency, count in rows}


def _addresses(
    session: Session, period: ReportingPeriod, what: What, agencies: Collection[str]
) -> AddressCounts:
    in_period = (AddressDay.month.in_(period.months), AddressDay.what == what)
    found: tuple[dict[str, float], ...] = ({}, {}, {}, {}, {})
    for day in session.scalars(select(AddressDay).where(*in_period)):
        chance = float(chance_to_meet(np.array(float(day.known))))
        counts = (day.known, day.repeated, day.good, day.repeated_good, chance)
        for column, more in zip(found, counts, strict=True):
            column[day.agency_id] = column.get(day.agency_id, 0.0) + more
    return AddressCounts(*(_in_order(agencies, column) for column in found))


def _in_order(agencies: Collection[str], counts: Mapping[str, Any]) -> Numbers:
    return np.array([counts.get(agency, 0.0) for agency in agencies], dtype=float)
