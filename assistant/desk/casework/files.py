"""Files of cases at the desk, each look on record. Plain functions of a `Session`."""

from sqlalchemy.orm import Session

from assistant.cases.attachments.cleaning import FileLimits
from assistant.cases.attachments.pending import drop_prepared, prepared, room
from assistant.cases.attachments.store import (
    Attachment,
    PreparedFile,
    attachment,
    attachments_of,
    note_reading,
)
from assistant.cases.models import Case
from assistant.desk.audit import Audited
from assistant.desk.casework.work import find, party
from assistant.desk.conversations import Viewer
from assistant.desk.looks import LookBounds, note_look


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
    """What waits in the viewer's hand, and how much more may; raises `NotVisibleError`."""
    case, hand = find(session, viewer, code), viewer.account.id
    waiting = prepared(session, case, hand, viewer.at)
    return waiting, room(session, case, hand, viewer.at, per_case=limits.per_case)


def drop(session: Session, viewer: Viewer, code: str, id_: str) -> None:
    """Let a file of the viewer wait no longer; raises `NotVisibleError`."""
    drop_prepared(session, find(session, viewer, code), viewer.account.id, id_)
