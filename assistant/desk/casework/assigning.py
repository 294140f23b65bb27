"""Who sees to a case: set by anybody of the same side. Plain functions of a `Session`."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.desk.audit import Audited, note_audit
from assistant.desk.casework.models import CaseAssignment
from assistant.desk.casework.schemas import Named
from assistant.desk.casework.work import find
from assistant.desk.conversations import Viewer
from assistant.desk.models import Account
from assistant.desk.roles import PERMISSIONS, Permission, Role
from assistant.storage.statements import locked

NOBODY, ME = "-", "me"


class UnknownColleagueError(ValueError):
    """Nobody of the viewer's side with this account can see to cases."""


def side_of(viewer: Viewer) -> str:
    """The agency of a clerk; empty for everybody else."""
    return (viewer.account.agency_id or NOBODY) if viewer.account.role == Role.CLERK else ""


def is_assigned(viewer: Viewer, to: str) -> ColumnElement[bool]:
    """What is true of a case that `to` sees to: an account, `ME` or `NOBODY`."""
    query = select(CaseAssignment.case_id).where(CaseAssignment.side == side_of(viewer))
    if to == NOBODY:
        return ~query.where(CaseAssignment.case_id == Case.id).exists()
    account_id = viewer.account.id if to == ME else to
    return Case.id.in_(query.where(CaseAssignment.account_id == account_id))


def assignees(session: Session, viewer: Viewer, case_ids: Collection[int]) -> dict[int, Named]:
    """Who sees to each of the cases on the viewer's side, where somebody does."""
    query = select(CaseAssignment.case_id, Account.id, Account.name).join(
        Account, Account.id == CaseAssignment.account_id
    )
    of_side = CaseAssignment.side == side_of(viewer)
    rows = session.execute(query.where(of_side, CaseAssignment.case_id.in_(case_ids)))
    return {case_id: Named(id=id_, title=name) for case_id, id_, name in rows}


def can_see_to(session: Session, viewer: Viewer) -> list[Named]:
    """Everybody of the viewer's side who can see to cases, by name."""
    return [Named(id=one.id, title=one.name) for one in _colleagues(session, viewer)]


def assign(session: Session, viewer: Viewer, code: str, account_id: str | None) -> None:
    """Have somebody see to a case, or nobody; the same again does nothing, also on record.

    Raises `NotVisibleError`, and `UnknownColleagueError` for who is not of the viewer's side.
    """
    case, to = find(session, viewer, code), viewer.account.id if account_id == ME else account_id
    # One at a time for each case, so that two never write its first row both.
    locked(session, select(Case.id).where(Case.id == case.id))
    if to is not None and to not in {one.id for one in _colleagues(session, viewer)}:
        raise UnknownColleagueError(to)
    row = session.get(CaseAssignment, (case.id, side_of(viewer)))
    if (row.account_id if row else None) == to:
        return
    _write(session, viewer, case, row, to)
    told = {"case": case.tracking_code} | ({"account": to} if to else {})
    note_audit(session, Audited.CASE_ASSIGNED, viewer.account.id, data=told)


def _write(
    session: Session, viewer: Viewer, case: Case, row: CaseAssignment | None, to: str | None
) -> None:
    if to is None:
        of_it = CaseAssignment.case_id == case.id, CaseAssignment.side == side_of(viewer)
        session.execute(delete(CaseAssignment).where(*of_it))
        return
    row = row or CaseAssignment(case_id=case.id, side=side_of(viewer))
    row.account_id, row.assigned_by, row.assigned_at = to, viewer.account.id, viewer.at
    session.add(row)


def _colleagues(session: Session, viewer: Viewer) -> list[Account]:
    roles = [role for role, may in PERMISSIONS.items() if Permission.ASSIGN_CASES in may]
    is_clerk = viewer.account.role == Role.CLERK
    query = select(Account).where(
        Account.role.in_([Role.CLERK] if is_clerk else [one for one in roles if one != Role.CLERK]),
        Account.disabled_at.is_(None),
        Account.password_hash.is_not(None),
    )
    if is_clerk:
        query = query.where(Account.agency_id == side_of(viewer))
    return list(session.scalars(query.order_by(Account.name, Account.id)))
