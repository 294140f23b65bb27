"""Personal values of cases, shown one at a time, each look with its reason on record."""

from sqlalchemy.orm import Session

from assistant.cases.personal import NotReadableError, read_personal
from assistant.desk.audit import Audited, note_audit
from assistant.desk.casework.schemas import RevealIn
from assistant.desk.casework.work import find, party
from assistant.desk.conversations import NotVisibleError, Viewer
from assistant.language.pii import mask
from assistant.storage.sealing import Sealer


def reveal(session: Session, viewer: Viewer, sealer: Sealer, code: str, wanted: RevealIn) -> str:
    """The value as it came; raises `NotVisibleError` also for one that the viewer may not read."""
    case = find(session, viewer, code)
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
    seen = {"case": case.tracking_code, "field": wanted.field, "event": wanted.event_number}
    note_audit(session, Audited.CASE_REVEALED, viewer.account.id, data=seen)
    return told[0].text
