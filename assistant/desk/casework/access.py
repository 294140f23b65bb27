"""What somebody at the desk may see of a case and do with it. Plain functions of a `Session`.

A clerk sees the cases of one agency only; a case of another agency and an unknown one are refused
alike. Moves, readings of files and looks at personal values are recorded.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.attachments.cleaning import FileLimits
from assistant.cases.attachments.pending import (
    NOTHING_ALONG,
    Along,
    drop_prepared,
    move_with,
    prepared,
    room,
)
from assistant.cases.attachments.store import (
    Attachment,
    PreparedFile,
    attachment,
    attachments_of,
    note_reading,
)
from assistant.cases.codes import normalise
from assistant.cases.models import Case
from assistant.cases.move_requests import ALONG, Link
from assistant.cases.moves import Move
from assistant.cases.personal import NotReadableError, read_personal
from assistant.cases.schedule import Schedule
from assistant.cases.terms import Actor
from assistant.cases.terms import Role as Party
from assistant.cases.transitions import Door, IllegalMoveError, MoveRequest, check
from assistant.desk.audit import Audited, note_audit
from assistant.desk.casework.schemas import DeskAction, RevealIn
from assistant.desk.conversations import NotVisibleError, Viewer
from assistant.desk.models import Account
from assistant.desk.reveals import (
    LookBounds,
    check_not_repeated,
    check_reason,
    note_look,
    reason_hash,
)
from assistant.desk.roles import Permission, Role
from assistant.language.pii import mask
from assistant.storage.sealing import Sealer

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
"""The move that each action makes, and the permission for it."""


def party(account: Account) -> Actor:
    """The account's role in a case: a clerk speaks for the agency, others for the desk."""
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
    """The viewer's `move`; a `key` repeats only their own steps."""
    own_key = f"desk:{viewer.account.id[:16]}/{key}" if key else None
    return MoveRequest(move, party(viewer.account), reason, words, agency_id, key=own_key)


def note_move(session: Session, viewer: Viewer, case: Case, move: Move, **more: str) -> None:
    """Record who made `move`."""
    told = {"case": case.tracking_code, "move": move} | more
    note_audit(session, Audited.CASE_MOVED, viewer.account.id, data=told)


def find(session: Session, viewer: Viewer, code: str) -> Case:
    """The case with this tracking code; raises `NotVisibleError` for another agency's or none."""
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
    """Make a move and note who made it; returns the case after it.

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
    """The actions that the viewer may do with the case now."""
    by = party(viewer.account)
    return [
        action
        for action, (move, permission) in ACTIONS.items()
        if viewer.may(permission) and is_possible(case, move, by, schedule)
    ]


def is_possible(case: Case, move: Move, by: Actor, schedule: Schedule) -> bool:
    """Whether `by` may make `move` now, if all that it needs is given."""
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


def files_of(session: Session, viewer: Viewer, code: str) -> tuple[Case, list[Attachment]]:
    """A case with its files, oldest first; raises `NotVisibleError`."""
    case = find(session, viewer, code)
    return case, attachments_of(session, case)


def taken_out(
    session: Session, viewer: Viewer, bounds: LookBounds, code: str, id_: str
) -> tuple[Case, Attachment]:
    """A file for the viewer to read; the reading is recorded before anything is shown.

    Raises `NotVisibleError`, and `UnknownFileError` for an id that is not one of this case's,
    and `TooManyLooksError`.
    """
    case = find(session, viewer, code)
    row = attachment(session, case, id_)
    note_reading(session, case, row, party(viewer.account), viewer.at)
    seen = {"case": case.tracking_code, "attachment": row.id}
    note_look(session, viewer, bounds, Audited.CASE_FILE_READ, data=seen)
    return case, row


def for_an_answer(
    session: Session, viewer: Viewer, code: str, limits: FileLimits
) -> tuple[list[PreparedFile], int]:
    """The viewer's prepared files, and how many more may be added; raises `NotVisibleError`."""
    case, hand = find(session, viewer, code), viewer.account.id
    waiting = prepared(session, case, hand, viewer.at)
    return waiting, room(session, case, hand, viewer.at, per_case=limits.per_case)


def drop(session: Session, viewer: Viewer, code: str, id_: str) -> None:
    """Let a file of the viewer wait no longer; raises `NotVisibleError`."""
    drop_prepared(session, find(session, viewer, code), viewer.account.id, id_)


def reveal(
    session: Session,
    viewer: Viewer,
    sealer: Sealer,
    code: str,
    wanted: RevealIn,
    *,
    bounds: LookBounds,
) -> str:
    """The value as it came; raises `NotVisibleError`, also for a value the viewer may not read.

    Raises `PoorReasonError`, `RepeatedReasonError` and `TooManyLooksError` before anything is read.
    """
    case = find(session, viewer, code)
    check_reason(wanted.reason)
    hashed = reason_hash(sealer, wanted.reason)
    check_not_repeated(session, viewer.account.id, case.tracking_code, hashed)
    try:
        told = read_personal(
            session,
            sealer,
            case,
            party(viewer.account),
            purpose=mask(wanted.reason).text,
            now=viewer.at,
            only=(wanted.field, wanted.event_number),
        )
    except NotReadableError as error:
        raise NotVisibleError(code) from error
    if not told:
        raise NotVisibleError(code)
    seen = {
        "case": case.tracking_code,
        "field": wanted.field,
        "event": wanted.event_number,
        "reason": hashed,
    }
    note_look(session, viewer, bounds, Audited.CASE_REVEALED, data=seen)
    return told[0].text
