"""Checks the whole ledger in the database: cases, daily roots, logs, and what is known of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.cases.attachments.models import Attachment
from assistant.cases.check_case import Rows, faults_of_case
from assistant.cases.check_roots import Fault, faults_of_known, faults_of_roots
from assistant.cases.handovers import faults_of_handovers, handovers, signing_keys
from assistant.cases.known import Known
from assistant.cases.log_models import LogEntry
from assistant.cases.logs import faults_of_log
from assistant.cases.models import (
    Case,
    CaseEvent,
    LedgerLeaf,
    LedgerRoot,
    PersonalReading,
    PersonalValue,
)
from assistant.cases.moves import Move
from assistant.cases.readings import faults_of_purposes
from assistant.cases.schedule import Schedule
from assistant.storage.sealing import Sealer

_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)


@dataclass(frozen=True)
class Means:
    """What the check has beside the database; what it has not, it does not look at.

    `sealer` opens sealed values and knows events as ours, `public_key` signatures, `schedule` when
    the clock looks again; `logs` are checked too, and `known` is held against all.
    """

    sealer: Sealer | None = None
    public_key: str = ""
    schedule: Schedule | None = None
    logs: tuple[type[LogEntry], ...] = ()
    known: Known = field(default_factory=Known)


def verify(session: Session, means: Means | None = None, batch: int = 500) -> Iterator[Fault]:
    """Everything that is wrong, as (tracking code, day or log, fault in English)."""
    means = means or Means()
    yield from _faults_of_cases(session, means, batch)
    yield from _orphans(session)
    try:
        roots = session.scalars(select(LedgerRoot).order_by(LedgerRoot.number)).all()
        changes = handovers(session)
        keys = signing_keys(changes, means.public_key)
        found_of_keys = faults_of_handovers(changes, roots, means.public_key)
        yield from (("keys", fault) for fault in found_of_keys)
        yield from faults_of_roots(session, roots, keys)
        yield from faults_of_known(session, roots, means.known, keys)
        for log in means.logs:
            found = faults_of_log(session, log, [row.logs for row in roots])
            yield from ((log.log, fault) for fault in found)
        if PersonalReading in means.logs:
            yield from ((PersonalReading.log, fault) for fault in faults_of_purposes(session))
    except _UNREADABLE as error:
        yield "ledger", f"rows of roots or logs cannot be read ({type(error).__name__})"


def _faults_of_cases(session: Session, means: Means, batch: int) -> Iterator[Fault]:
    after = 0
    while ids := session.scalars(
        select(Case.id).where(Case.id > after).order_by(Case.id).limit(batch)
    ).all():
        yield from _faults_of_batch(session, means, ids)
        after = ids[-1]
        session.expunge_all()


def _faults_of_batch(session: Session, means: Means, ids: Sequence[int]) -> Iterator[Fault]:
    try:
        found = _rows(session, ids)
    except _UNREADABLE as error:
        if len(ids) == 1:
            yield f"case {ids[0]}", f"rows cannot be read ({type(error).__name__})"
            return
        for id_ in ids:
            yield from _faults_of_batch(session, means, [id_])
        return
    for rows in found:
        for fault in faults_of_case(rows, means.sealer, means.schedule):
            yield rows.case.tracking_code, fault


def _rows(session: Session, ids: Sequence[int]) -> list[Rows]:
    cases = session.scalars(select(Case).where(Case.id.in_(ids)).order_by(Case.id)).all()
    events = _of_each(session, CaseEvent, CaseEvent.number, ids)
    values = _of_each(session, PersonalValue, PersonalValue.id, ids)
    files = _of_each(session, Attachment, Attachment.event_number, ids)
    sealed = dict(
        session.execute(
            select(LedgerLeaf.case_id, func.max(LedgerLeaf.number))
            .where(LedgerLeaf.case_id.in_(ids))
            .group_by(LedgerLeaf.case_id)
        ).all()
    )
    bonds = _bonds(session, [case.leader_id for case in cases if case.leader_id])
    return [
        Rows(
            case,
            events[case.id],
            values[case.id],
            files[case.id],
            sealed.get(case.id, 0),
            frozenset(bonds.get(case.leader_id or 0, ())),
        )
        for case in cases
    ]


def _of_each(session: Session, table: Any, order: Any, ids: Sequence[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {id_: [] for id_ in ids}
    for row in session.scalars(select(table).where(table.case_id.in_(ids)).order_by(order)):
        found[row.case_id].append(row)
    return found


def _bonds(session: Session, leaders: Sequence[int]) -> dict[int, set[str]]:
    """The links that each leader's ledger tells of."""
    query = select(CaseEvent.case_id, CaseEvent.data).where(
        CaseEvent.case_id.in_(leaders), CaseEvent.type == Move.JOINED
    )
    found: dict[int, set[str]] = {}
    for case_id, data in session.execute(query):
        found.setdefault(case_id, set()).add(data.get("link", ""))
    return found


def _orphans(session: Session) -> Iterator[Fault]:
    """Rows of cases that are gone."""
    for table in (CaseEvent, PersonalValue, Attachment, LedgerLeaf):
        query = select(table.case_id).outerjoin(Case, Case.id == table.case_id)
        for case_id in session.scalars(query.where(Case.id.is_(None)).distinct()):
            yield f"case {case_id}", f"the case of rows in {table.__tablename__} is gone"
