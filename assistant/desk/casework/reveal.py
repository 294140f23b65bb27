"""Personal values of cases, shown one at a time, each look with its reason on record."""

from sqlalchemy.orm import Session

from assistant.cases.personal import NotReadableError, read_personal
from assistant.desk.audit import Audited
from assistant.desk.casework.schemas import RevealIn
from assistant.desk.casework.work import find, party
from assistant.desk.conversations import NotVisibleError, Viewer
from assistant.desk.looks import LookBounds, note_look
from assistant.desk.purposes import check_not_repeated, check_reason, reason_hash
from assistant.language.pii import mask
from assistant.storage.sealing import Sealer


def reveal(
    session: Session,
    viewer: Viewer,
    sealer: Sealer,
    code: str,
    wanted: RevealIn,
    *,
    bounds: LookBounds,
) -> str:
    """The value as it came; raises `NotVisibleError` also for one that the viewer may not read.

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
