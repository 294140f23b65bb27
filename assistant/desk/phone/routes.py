"""The telephone composer: understands notes, finds the caller's cases, and files for a caller.

A search for cases by a number is a look at personal data, and recorded. A case is filed like every
other, once per key.
"""

from fastapi import APIRouter
from sqlalchemy.orm import Session

from assistant.cases.codes import dictated
from assistant.cases.filing import Origin, PhoneDraft
from assistant.cases.labels import left_fa
from assistant.cases.models import Case
from assistant.cases.outbox import CaseJob
from assistant.cases.personal import cases_of_number
from assistant.cases.terms import KIND_FA, WAITING, Actor, Kind, Role, Status
from assistant.cases.views import agency_of, case_filed
from assistant.channels.web.case_problems import as_problems
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.conversation.messages import cleaned
from assistant.desk.audit import Audited, note_audit
from assistant.desk.casework.refusals import refusals
from assistant.desk.casework.views import STATUS_AT_DESK
from assistant.desk.conversations import Viewer
from assistant.desk.dependencies import CaseFiling, IdempotencyKey
from assistant.desk.phone.form import (
    CallerCase,
    CallerIn,
    CallerOut,
    HeardIn,
    HeardOut,
    PhoneCaseIn,
    PhoneFiled,
    Spoken,
    heard,
)
from assistant.desk.reveals import bounds_of, note_look
from assistant.language.dates import jalali_brief
from assistant.provider_settings import SmsKind
from assistant.runtime import Runtime
from assistant.storage.jobs import enqueue

MOST_OF_A_NUMBER = 20
"""So many cases of a number are shown, the newest."""


def look_up(session: Session, viewer: Viewer, running: Runtime, mobile: str) -> list[CallerCase]:
    """The newest cases that hold `mobile`; raises `TooManyLooksError` before anything is shown.

    The owner of a number is personal data, so a look that finds nothing counts as well: nobody can
    try the numbers of their neighbours one by one.
    """
    found = cases_of_number(session, running.sealer, mobile, MOST_OF_A_NUMBER)
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


_CODE_GROUP, _PIN_GROUP = 2, 3


async def file_for_caller(
    running: Runtime, viewer: Viewer, body: PhoneCaseIn, key: str | None
) -> PhoneFiled:
    """The receipt of a durable case; raises what `CaseDesk.file` raises.

    Mandate, record and text message belong to the case's own transaction.
    """
    draft = PhoneDraft.model_validate(body.model_dump(exclude={"sms"}))
    origin = Origin(key, f"desk {viewer.account.id}", by=Actor(Role.OPERATOR, viewer.account.id))
    wants_sms = body.sms and running.settings.sms is not SmsKind.OFF

    def also(session: Session, case: Case) -> None:
        told = {"case": case.tracking_code, **draft.mandate.evidence()}
        note_audit(session, Audited.CASE_FILED_BY_PHONE, viewer.account.id, data=told)
        if wants_sms:
            _send_receipt(session, case)

    filed = await running.desk.file(draft, origin, also)
    code, pin = filed.case.tracking_code, filed.pin
    return PhoneFiled(
        **dict(case_filed(filed, running.catalogue)),
        agency_name=agency_of(filed.case, running.catalogue)[1],
        code_groups=_spoken(code, _CODE_GROUP),
        pin_groups=_spoken(pin, _PIN_GROUP),
        is_sms_on_its_way=wants_sms,
    )


def _send_receipt(session: Session, case: Case) -> None:
    """By the first event of the case, which is its registration."""
    name = f"{CaseJob.SMS}:{case.id}"
    payload = {"case_id": case.id, "number": 1, "is_asked_for": True}
    enqueue(session, CaseJob.SMS, payload, key=f"{name}:1", lane=name)


def _spoken(code: str, size: int) -> list[Spoken]:
    return [Spoken(signs=group.signs, spoken=group.spoken) for group in dictated(code, size)]


router = APIRouter(prefix="/api/v1/desk", tags=["desk"])


@router.post("/heard", response_model_exclude_none=True)
async def understand_call(body: HeardIn, _: CaseFiling, running: RuntimeDep) -> HeardOut:
    """What a caller's words, as typed by the operator, say for the form."""
    text = cleaned(body.text)
    if not text:
        raise Problem("empty_text")
    return await heard(running, text)


@router.post("/callers", response_model_exclude_none=True)
async def find_caller(body: CallerIn, viewer: CaseFiling, running: RuntimeDep) -> CallerOut:
    """The cases that hold the number of who calls; the look is recorded, and counts as one."""
    with refusals():
        cases = await running.database.run(lambda s: look_up(s, viewer, running, body.mobile))
    return CallerOut(mobile=body.mobile, cases=cases)


@router.post("/cases", status_code=201, response_model_exclude_none=True)
async def file_case(
    body: PhoneCaseIn,
    viewer: CaseFiling,
    running: RuntimeDep,
    idempotency_key: IdempotencyKey = None,
) -> PhoneFiled:
    """File a case for a caller; durable before this is answered, once per Idempotency-Key."""
    with as_problems():
        return await file_for_caller(running, viewer, body, idempotency_key)
