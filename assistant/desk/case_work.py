"""Cases as the desk sees and moves them. Plain functions of a `Session`.

A clerk sees the cases of one agency only; a foreign case and an unknown one are refused alike.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.by import By
from assistant.cases.codes import normalise
from assistant.cases.door import Door, Step
from assistant.cases.models import Case
from assistant.cases.schemas import CaseView
from assistant.cases.service import CaseFile, history
from assistant.cases.terms import KIND_FA, STATUS_FA, Kind, Status
from assistant.cases.terms import Role as Party
from assistant.cases.views import agency_of, case_view
from assistant.desk.conversations import NotVisibleError, Viewer
from assistant.desk.models import Account
from assistant.desk.roles import Role
from assistant.desk.schemas import CaseEntry
from assistant.language.dates import jalali_brief, rfc3339
from knowledge.catalogue import Catalogue

MOST = 50
"""So many cases are on one page."""


def party(account: Account) -> By:
    """Who the account is to a case: a clerk speaks for the agency, others for the desk."""
    if account.role == Role.CLERK:
        return By(Party.AGENCY, account.agency_id or "")
    return By(Party.OPERATOR, account.id)


def cases_for(
    session: Session,
    viewer: Viewer,
    catalogue: Catalogue,
    status: Status | None,
    after: str | None,
) -> list[CaseEntry]:
    """One page of cases, those that are due first; `after` is the last code of the page before."""
    query = select(Case)
    if viewer.account.role == Role.CLERK:
        query = query.where(Case.agency_id == viewer.account.agency_id)
    if status is not None:
        query = query.where(Case.status == status)
    if after is not None:
        last = find(session, viewer, after)
        is_later = (Case.due_at > last.due_at) | (
            (Case.due_at == last.due_at) & (Case.id > last.id)
        )
        query = query.where(is_later)
    found = session.scalars(query.order_by(Case.due_at, Case.id).limit(MOST))
    return [_entry(case, catalogue, viewer.at) for case in found]


def find(session: Session, viewer: Viewer, code: str) -> Case:
    """The case with this tracking code; raises `NotVisibleError` for a foreign or unknown one."""
    known = normalise(code)
    case = session.scalar(select(Case).where(Case.tracking_code == (known or "-")))
    return _visible(viewer, case, code)


def look(session: Session, viewer: Viewer, door: Door, catalogue: Catalogue, code: str) -> CaseView:
    """A case with its timeline, as its citizen sees it; words are masked."""
    case = find(session, viewer, code)
    file = CaseFile(case, history(session, case))
    return case_view(file, catalogue, door.schedule, viewer.at)


def act(session: Session, viewer: Viewer, door: Door, code: str, step: Step) -> None:
    """Make a move; raises `NotVisibleError`, and what `Door.move` raises."""
    case = _visible(viewer, door.case(session, normalise(code) or "-"), code)
    door.move(session, case, step, viewer.at)


def _visible(viewer: Viewer, case: Case | None, code: str) -> Case:
    is_foreign = viewer.account.role == Role.CLERK and (
        case is None or case.agency_id != viewer.account.agency_id
    )
    if case is None or is_foreign:
        raise NotVisibleError(code)
    return case


def _entry(case: Case, catalogue: Catalogue, at: datetime) -> CaseEntry:
    return CaseEntry(
        tracking_code=case.tracking_code,
        kind_fa=KIND_FA[Kind(case.kind)],
        status=Status(case.status),
        status_fa=STATUS_FA[Status(case.status)],
        agency_name=agency_of(case, catalogue)[1],
        description=case.description,
        due_at=rfc3339(case.due_at),
        due_at_fa=jalali_brief(case.due_at, at),
        is_late=case.due_at <= at,
    )
