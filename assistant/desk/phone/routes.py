"""The telephone composer: what is heard, understood; and filing for a caller."""

from fastapi import APIRouter

from assistant.channels.web.case_problems import as_problems
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.conversation.messages import cleaned
from assistant.desk.casework.refusals import refusals
from assistant.desk.dependencies import CaseFiling, IdempotencyKey
from assistant.desk.phone.callers import look_up
from assistant.desk.phone.filing import file_for_caller
from assistant.desk.phone.reading import heard
from assistant.desk.phone.schemas import (
    CallerIn,
    CallerOut,
    HeardIn,
    HeardOut,
    PhoneCaseIn,
    PhoneFiled,
)

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
