"""What the desk does with a case. Plain functions of a `Session`.

A clerk sees the cases of one agency only; a foreign case and an unknown one are refused alike.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.attachments.pending import NOTHING_ALONG, Along, move_with
from assistant.cases.codes import normalise
from assistant.cases.models import Case
from assistant.cases.move_requests import ALONG, Actor, Link
from assistant.cases.moves import Move
from assistant.cases.schedule import Schedule
from assistant.cases.terms import Role as Party
from assistant.cases.transitions import Door, IllegalMoveError, MoveRequest, check
from assistant.desk.audit import Audited, note_audit
from assistant.desk.casework.schemas import DeskAction
from assistant.desk.conversations import NotVisibleError, Viewer
from assistant.desk.models import Account
from assistant.desk.roles import Permission, Role

ACTIONS = {
    DeskAction.REFER: (Move.REFERRED, Permission.REFER_CASES),
    DeskAction.TAKE: (Move.TAKEN, Permission.ANSWER_CASES),
    DeskAction.ANSWER: (Move.ANSWERED, Permission.ANSWER_CASES),
    DeskAction.ASK: (Move.ASKED, Permission.ASK_CITIZENS),
    DeskAction.MISDIRECTED: (Move.MISDIRECTED, Permission.SEND_CASES_BACK),
    DeskAction.CLOSE: (Move.CLOSED, Permission.CLOSE_CASES),
    DeskAction.MERGE: (Move.MERGED, Permission.MERGE_CASES),
    DeskAction.SEPARATE: (Move.SEPARATED, Permission.MERGE_CASES),
    DeskAction.NOTE: (Move.NOTED, Permission.NOTE_CASES),
    DeskAction.CORRECT: (Move.CORRECTED, Permission.CORRECT_CASES),
    DeskAction.REDACT: (Move.REDACTED, Permission.CORRECT_CASES),
}
"""The move that each action makes, and what one needs for it."""


def party(account: Account) -> Actor:
    """Who the account is to a case: a clerk speaks for the agency, others for the desk."""
    if account.role == Role.CLERK:
        return Actor(Party.AGENCY, account.agency_id or "")
    return Actor(Party.OPERATOR, account.id)


def step_of(
    viewer: Viewer,
    move: Move,
    key: str | None,
    *,
    reason: str = "",
    words: str = "",
    agency_id: str | None = None,
) -> MoveRequest:
    """The viewer's `move`; a `key` repeats their own steps alone."""
    own_key = f"desk:{viewer.account.id[:16]}/{key}" if key else None
    return MoveRequest(move, party(viewer.account), reason, words, agency_id, key=own_key)


def note_move(session: Session, viewer: Viewer, case: Case, move: Move, **more: str) -> None:
    """Put on record whose hand made `move`."""
    told = {"case": case.tracking_code, "move": move} | more
    note_audit(session, Audited.CASE_MOVED, viewer.account.id, data=told)


def find(session: Session, viewer: Viewer, code: str) -> Case:
    """The case with this tracking code; raises `NotVisibleError` for a foreign or unknown one."""
    known = normalise(code)
    case = session.scalar(select(Case).where(Case.tracking_code == (known or "-")))
    return visible(viewer, case, code)


def act(
    session: Session,
    viewer: Viewer,
    door: Door,
    code: str,
    step: MoveRequest,
    *,
    along: Along = NOTHING_ALONG,
) -> Case:
    """Make a move and note whose hand it was; the case after it.

    The same key again does nothing twice, also in the record. Raises `NotVisibleError`, and what
    `move_with` does.
    """
    case = visible(viewer, door.case(session, normalise(code) or "-"), code)
    before = case.version
    event = move_with(session, door, case, step, along=along, now=viewer.at)
    if case.version != before:
        count = len(event.data.get(ALONG, ()))
        note_move(session, viewer, case, step.move, **({"files": str(count)} if count else {}))
    return case


def allowed(case: Case, viewer: Viewer, schedule: Schedule) -> list[DeskAction]:
    """What the viewer may do with the case now."""
    by = party(viewer.account)
    return [
        action
        for action, (move, permission) in ACTIONS.items()
        if viewer.may(permission) and is_possible(case, move, by, schedule)
    ]


def is_possible(case: Case, move: Move, by: Actor, schedule: Schedule) -> bool:
    """Whether `by` may make `move` now, if what it needs is told."""
    try:
        any_step = MoveRequest(move, by, reason="-", words="-", agency_id="-", link=Link("-", 0))
        check(case, any_step, schedule)
    except IllegalMoveError:
        return False
    return True


def visible(viewer: Viewer, case: Case | None, code: str) -> Case:
    """The case; raises `NotVisibleError` if there is none or it is another agency's."""
    is_foreign = viewer.account.role == Role.CLERK and (
        case is None or not case.agency_id or case.agency_id != viewer.account.agency_id
    )
    if case is None or is_foreign:
        raise NotVisibleError(code)
    return case
