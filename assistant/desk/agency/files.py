"""Files of an agency's cases, each look on record. Plain functions of a `Session`."""

from sqlalchemy.orm import Session

from assistant.cases.attachments.store import Attachment, attachment, attachments_of, note_reading
from assistant.cases.models import Case
from assistant.desk.agency.caller import Caller
from assistant.desk.agency.work import find
from assistant.desk.audit import Audited, note_audit


def files_of(session: Session, caller: Caller, code: str) -> tuple[Case, list[Attachment]]:
    """A case with its files, oldest first; raises `NotVisibleError`."""
    case = find(session, caller, code)
    return case, attachments_of(session, case)


def taken_out(session: Session, caller: Caller, code: str, id_: str) -> tuple[Case, Attachment]:
    """A file for the agency to read; the reading is recorded before anything is shown.

    Raises `NotVisibleError`, and `UnknownFileError` for an id that is not one of this case's.
    """
    case = find(session, caller, code)
    row = attachment(session, case, id_)
    note_reading(session, case, row, caller.by, caller.at)
    seen = {"case": case.tracking_code, "attachment": row.id, "key": caller.key_id}
    note_audit(session, Audited.CASE_FILE_READ, None, data=seen)
    return case, row
