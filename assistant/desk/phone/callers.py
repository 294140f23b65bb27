"""Cases of a caller, by the number that they call from; the look is on record."""

from sqlalchemy.orm import Session

from assistant.cases.labels import left_fa
from assistant.cases.models import Case
from assistant.cases.personal import cases_of_number
from assistant.cases.terms import KIND_FA, WAITING, Kind, Status
from assistant.cases.views import agency_of
from assistant.desk.audit import Audited
from assistant.desk.casework.faces import STATUS_AT_DESK
from assistant.desk.conversations import Viewer
from assistant.desk.looks import bounds_of, note_look
from assistant.desk.phone.schemas import CallerCase
from assistant.language.dates import jalali_brief
from assistant.runtime import Runtime

MOST = 20
"""So many cases of a number are shown, the newest."""


def look_up(session: Session, viewer: Viewer, running: Runtime, mobile: str) -> list[CallerCase]:
    """The newest cases that hold `mobile`; raises `TooManyLooksError` before anything is shown.

    Whose number it is is personal, so a look that finds nothing counts as well: nobody can try
    the numbers of their neighbours one by one.
    """
    found = cases_of_number(session, running.sealer, mobile, MOST)
    note_look(
        session,
        viewer,
        bounds_of(running.settings),
        Audited.CALLER_LOOKED_UP,
        data={"cases": len(found), "found": [case.tracking_code for case in found] or None},
    )
    return [_shown(case, viewer, running) for case in found]


def _shown(case: Case, viewer: Viewer, running: Runtime) -> CallerCase:
    is_waiting = case.status in WAITING
    return CallerCase(
        tracking_code=case.tracking_code,
        kind_fa=KIND_FA[Kind(case.kind)],
        status_fa=STATUS_AT_DESK[Status(case.status)],
        agency_name=agency_of(case, running.catalogue)[1],
        description=case.description,
        created_at_fa=jalali_brief(case.created_at, viewer.at),
        time_left_fa=left_fa(case.due_at, viewer.at) if is_waiting else None,
        is_overdue=is_waiting and case.due_at <= viewer.at,
    )
