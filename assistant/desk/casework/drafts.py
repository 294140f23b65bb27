"""Drafts of what is written for an action on a case. Plain functions of a `Session`.

A draft is its writer's alone. It is sealed, since a case's words may be in it; it goes when the
action is done, when the case is erased, or when nobody has touched it for `KEPT`.
"""

import json
from datetime import datetime, timedelta

from cryptography.fernet import InvalidToken
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.desk.casework.models import CaseDraft
from assistant.desk.casework.schemas import DeskAction
from assistant.desk.casework.table_schemas import DraftIn, DraftOut
from assistant.desk.casework.work import ACTIONS, find
from assistant.desk.conversations import NotVisibleError, Viewer
from assistant.language.dates import jalali_brief
from assistant.storage.sealing import Sealer
from assistant.storage.statements import delete_some, locked

KEPT = timedelta(days=30)


def keep_draft(session: Session, viewer: Viewer, sealer: Sealer, code: str, wish: DraftIn) -> None:
    """Keep what is written so far; without words, drop it.

    Raises `NotVisibleError`, also for an action that is not the viewer's.
    """
    case = find(session, viewer, code)
    if not viewer.may(ACTIONS[wish.action][1]):
        raise NotVisibleError(code)
    locked(session, select(Case).where(Case.id == case.id))
    drop_draft(session, viewer, case.id, wish.action)
    if wish.text or wish.reason:
        words = json.dumps({"text": wish.text, "reason": wish.reason}, ensure_ascii=False)
        row = CaseDraft(case_id=case.id, account_id=viewer.account.id, action=wish.action)
        row.sealed, row.saved_at = sealer.seal(words), viewer.at
        session.add(row)


def drafts_of(session: Session, viewer: Viewer, sealer: Sealer, code: str) -> list[DraftOut]:
    """The viewer's drafts of a case, the newest first; raises `NotVisibleError`."""
    case = find(session, viewer, code)
    query = select(CaseDraft).where(
        CaseDraft.case_id == case.id, CaseDraft.account_id == viewer.account.id
    )
    rows = session.scalars(query.order_by(CaseDraft.saved_at.desc()))
    return [told for row in rows if (told := _out(row, sealer, viewer.at))]


def drop_draft(session: Session, viewer: Viewer, case_id: int, action: DeskAction) -> None:
    """Drop the viewer's draft of an action, if there is one."""
    session.execute(
        delete(CaseDraft).where(
            CaseDraft.case_id == case_id,
            CaseDraft.account_id == viewer.account.id,
            CaseDraft.action == action,
        )
    )


def forget_drafts(session: Session, now: datetime) -> int:
    """Drop some of what nobody has touched for `KEPT`; how many it were."""
    return delete_some(session, CaseDraft, CaseDraft.saved_at < now - KEPT)


def _out(row: CaseDraft, sealer: Sealer, at: datetime) -> DraftOut | None:
    """None for a draft whose key is gone: its writer begins anew."""
    try:
        words = json.loads(sealer.open(row.sealed))
    except InvalidToken:
        return None
    return DraftOut(
        action=DeskAction(row.action), **words, saved_at_fa=jalali_brief(row.saved_at, at)
    )
