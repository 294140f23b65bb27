"""What somebody at the desk or at an agency may see of a case and do with it.

A clerk and an agency's system see the cases of one agency only; a case of another agency and an
unknown one are refused alike. Moves, readings of files and looks at personal values are recorded.
Plain functions of a `Session`.
"""

from datetime import datetime
from typing import Any, Protocol

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
from assistant.cases.transitions import Door, IllegalMoveError, MoveRequest, check
from assistant.desk.audit import Audited
from assistant.desk.casework.schemas import DeskAction, RevealIn
from assistant.desk.conversations import NotVisibleError, Viewer
from assistant.desk.reveals import (
    LookBounds,
    check_not_repeated,
    check_reason,
    note_look,
    reason_hash,
)
from assistant.desk.roles import Permission
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


class Party(Protocol):
    """Who works on cases at the desk or at an agency: an account, or the key of a system."""

    @property
    def at(self) -> datetime:
        """When it acts, in UTC."""

    @property
    def actor(self) -> Actor:
        """Its side in a case."""

    @property
    def hand(self) -> str:
        """Names it as the holder of prepared files."""

    @property
    def key_prefix(self) -> str:
        """Keeps its idempotency keys apart from those of others."""

    @property
    def evidence(self) -> dict[str, str]:
        """What each of its moves says of its maker, beside the actor."""

    def sees(self, case: Case) -> bool:
        """Whether the case may be shown to it."""

    def note(self, session: Session, action: Audited, data: dict[str, Any]) -> None:
        """Put `action` on record."""


def step_of(
    party: Party,
    move: Move,
    key: str | None,
    *,
    reason: str = "",
    words: str = "",
    agency_id: str | None = None,
) -> MoveRequest:
    """The party's `move`; a `key` repeats only its own steps."""
    own_key = f"{party.key_prefix}/{key}" if key else None
    return MoveRequest(
        move, party.actor, reason, words, agency_id, evidence=party.evidence, key=own_key
    )


def note_move(session: Session, party: Party, case: Case, move: Move, **more: str) -> None:
    """Record who made `move`."""
    party.note(session, Audited.CASE_MOVED, {"case": case.tracking_code, "move": move} | more)


def find(session: Session, party: Party, code: str) -> Case:
    """The case with this tracking code; raises `NotVisibleError` for another agency's or none."""
    known = normalise(code)
    case = session.scalar(select(Case).where(Case.tracking_code == (known or "-")))
    return visible(party, case, code)


def act(
    session: Session,
    party: Party,
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
    case = visible(party, door.case(session, normalise(code) or "-"), code)
    before = case.version
    event = move_with(session, door, case, step, along=along, now=party.at)
    if case.version != before:
        count = len(event.data.get(ALONG, ()))
        note_move(session, party, case, step.move, **({"files": str(count)} if count else {}))
    return case


def allowed(case: Case, viewer: Viewer, schedule: Schedule) -> list[DeskAction]:
    """The actions that the viewer may do with the case now."""
    by = viewer.actor
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


def visible(party: Party, case: Case | None, code: str) -> Case:
    """The case; raises `NotVisibleError` if there is none or it is another agency's."""
    if case is None or not party.sees(case):
        raise NotVisibleError(code)
    return case


def files_of(session: Session, party: Party, code: str) -> tuple[Case, list[Attachment]]:
    """A case with its files, oldest first; raises `NotVisibleError`."""
    case = find(session, party, code)
    return case, attachments_of(session, case)


def read_file(session: Session, party: Party, code: str, id_: str) -> tuple[Case, Attachment]:
    """A file to be read, with the reading in the case's log; the caller also notes it.

    Raises `NotVisibleError`, and `UnknownFileError` for an id that is not one of this case's.
    """
    case = find(session, party, code)
    row = attachment(session, case, id_)
    note_reading(session, case, row, party.actor, party.at)
    return case, row


def taken_out(
    session: Session, viewer: Viewer, bounds: LookBounds, code: str, id_: str
) -> tuple[Case, Attachment]:
    """A file for the viewer; raises what `read_file` does, and `TooManyLooksError`."""
    case, row = read_file(session, viewer, code, id_)
    seen = {"case": case.tracking_code, "attachment": row.id}
    note_look(session, viewer, bounds, Audited.CASE_FILE_READ, data=seen)
    return case, row


def for_an_answer(
    session: Session, party: Party, code: str, limits: FileLimits
) -> tuple[list[PreparedFile], int]:
    """The party's prepared files, and how many more may be added; raises `NotVisibleError`."""
    case = find(session, party, code)
    waiting = prepared(session, case, party.hand, party.at)
    return waiting, room(session, case, party.hand, party.at, per_case=limits.per_case)


def drop(session: Session, party: Party, code: str, id_: str) -> None:
    """Let a file of the party wait no longer; raises `NotVisibleError`."""
    drop_prepared(session, find(session, party, code), party.hand, id_)


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
            viewer.actor,
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
