"""Colleagues' data beside cases: assignees, drafts, and saved views of the table.

Anybody of the same side may assign a case. A draft belongs to its writer alone. It is sealed, since
a case's words may be in it; it is deleted when the action is done, when the case is erased, or when
nobody has changed it for `DRAFTS_KEPT`. Plain functions of a `Session`.
"""

import json
from collections.abc import Collection
from datetime import datetime, timedelta

from cryptography.fernet import InvalidToken
from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.desk.audit import Audited, note_audit
from assistant.desk.casework.access import ACTIONS, find
from assistant.desk.casework.schemas import DeskAction, Named
from assistant.desk.casework.table_schemas import DraftIn, DraftOut, Shown, ViewIn, ViewOut
from assistant.desk.conversations import NotVisibleError, Viewer
from assistant.desk.models import Account, ActionDraft, CaseAssignment, SavedView
from assistant.desk.roles import PERMISSIONS, Permission, Role
from assistant.language.dates import jalali_brief
from assistant.language.pii import mask
from assistant.storage.sealing import Sealer
from assistant.storage.statements import delete_some, locked

NOBODY, ME = "-", "me"


class UnknownColleagueError(ValueError):
    """Nobody of the viewer's side with this account can be an assignee."""


def side_of(viewer: Viewer) -> str:
    """The agency of a clerk; empty for everybody else."""
    return (viewer.account.agency_id or NOBODY) if viewer.account.role == Role.CLERK else ""


def is_assigned(viewer: Viewer, to: str) -> ColumnElement[bool]:
    """The condition for a case that is assigned to `to`: an account, `ME` or `NOBODY`."""
    query = select(CaseAssignment.case_id).where(CaseAssignment.side == side_of(viewer))
    if to == NOBODY:
        return ~query.where(CaseAssignment.case_id == Case.id).exists()
    account_id = viewer.account.id if to == ME else to
    return Case.id.in_(query.where(CaseAssignment.account_id == account_id))


def assignees(session: Session, viewer: Viewer, case_ids: Collection[int]) -> dict[int, Named]:
    """The assignee of each case on the viewer's side, if it has one."""
    query = select(CaseAssignment.case_id, Account.id, Account.name).join(
        Account, Account.id == CaseAssignment.account_id
    )
    of_side = CaseAssignment.side == side_of(viewer)
    rows = session.execute(query.where(of_side, CaseAssignment.case_id.in_(case_ids)))
    return {case_id: Named(id=id_, title=name) for case_id, id_, name in rows}


def can_see_to(session: Session, viewer: Viewer) -> list[Named]:
    """Everybody of the viewer's side who can be an assignee, by name."""
    return [Named(id=one.id, title=one.name) for one in _colleagues(session, viewer)]


def assign(session: Session, viewer: Viewer, code: str, account_id: str | None) -> None:
    """Assign a case to somebody, or to nobody; the same again does nothing, also on record.

    Raises `NotVisibleError`, and `UnknownColleagueError` for an account that is not of the viewer's
    side.
    """
    case, to = find(session, viewer, code), viewer.account.id if account_id == ME else account_id
    # One at a time for each case, so that two requests never both write its first row.
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


DRAFTS_KEPT = timedelta(days=30)


def keep_draft(session: Session, viewer: Viewer, sealer: Sealer, code: str, wish: DraftIn) -> None:
    """Keep the text written so far; without words, drop it.

    Raises `NotVisibleError`, also for an action that the viewer may not do.
    """
    case = find(session, viewer, code)
    if not viewer.may(ACTIONS[wish.action][1]):
        raise NotVisibleError(code)
    locked(session, select(Case).where(Case.id == case.id))
    drop_draft(session, viewer, case.id, wish.action)
    if wish.text or wish.reason:
        words = json.dumps({"text": wish.text, "reason": wish.reason}, ensure_ascii=False)
        row = ActionDraft(case_id=case.id, account_id=viewer.account.id, action=wish.action)
        row.sealed, row.saved_at = sealer.seal(words), viewer.at
        session.add(row)


def drafts_of(session: Session, viewer: Viewer, sealer: Sealer, code: str) -> list[DraftOut]:
    """The viewer's drafts of a case, the newest first; raises `NotVisibleError`."""
    case = find(session, viewer, code)
    query = select(ActionDraft).where(
        ActionDraft.case_id == case.id, ActionDraft.account_id == viewer.account.id
    )
    rows = session.scalars(query.order_by(ActionDraft.saved_at.desc()))
    return [told for row in rows if (told := _draft_out(row, sealer, viewer.at))]


def drop_draft(session: Session, viewer: Viewer, case_id: int, action: DeskAction) -> None:
    """Drop the viewer's draft of an action, if there is one."""
    session.execute(
        delete(ActionDraft).where(
            ActionDraft.case_id == case_id,
            ActionDraft.account_id == viewer.account.id,
            ActionDraft.action == action,
        )
    )


def forget_drafts(session: Session, now: datetime) -> int:
    """Drop some drafts that nobody has changed for `DRAFTS_KEPT`; returns how many."""
    return delete_some(session, ActionDraft, ActionDraft.saved_at < now - DRAFTS_KEPT)


def _draft_out(row: ActionDraft, sealer: Sealer, at: datetime) -> DraftOut | None:
    """None for a draft whose key is gone: its writer starts again."""
    try:
        words = json.loads(sealer.open(row.sealed))
    except InvalidToken:
        return None
    return DraftOut(
        action=DeskAction(row.action), **words, saved_at_fa=jalali_brief(row.saved_at, at)
    )


MOST_VIEWS = 30
"""So many views of one person: nobody finds a view among more."""


class ViewsFullError(ValueError):
    """There are `MOST_VIEWS` already."""


class NoViewError(ValueError):
    """There is no such view, or it is another person's."""


def views_of(session: Session, viewer: Viewer) -> list[ViewOut]:
    """The viewer's own, by name."""
    query = select(SavedView).where(SavedView.account_id == viewer.account.id)
    return [_view_out(row) for row in session.scalars(query.order_by(SavedView.name))]


def keep_view(session: Session, viewer: Viewer, wish: ViewIn) -> ViewOut:
    """Keep a view; it replaces a view of the same name. Raises `ViewsFullError`."""
    # One at a time for each person, so that two tabs make neither a duplicate nor one too many.
    locked(session, select(Account).where(Account.id == viewer.account.id))
    own = SavedView.account_id == viewer.account.id
    name = mask(wish.name).text[:60]
    row = session.scalar(select(SavedView).where(own, SavedView.name == name))
    if row is None:
        if (session.scalar(select(func.count()).where(own)) or 0) >= MOST_VIEWS:
            raise ViewsFullError
        row = SavedView(account_id=viewer.account.id, name=name, created_at=viewer.at)
        session.add(row)
    shown = wish.shown.model_copy(update={"q": mask(wish.shown.q).text[:200]})
    row.shown = shown.model_dump(mode="json")
    session.flush()
    return _view_out(row)


def drop_view(session: Session, viewer: Viewer, id_: str) -> None:
    """Drop a view; raises `NoViewError`."""
    of_it = SavedView.id == id_, SavedView.account_id == viewer.account.id
    if session.scalar(select(SavedView.id).where(*of_it)) is None:
        raise NoViewError(id_)
    session.execute(delete(SavedView).where(*of_it))


def _view_out(row: SavedView) -> ViewOut:
    return ViewOut(id=row.id, name=row.name, shown=Shown.model_validate(row.shown))
