"""The same for many cases: each in a transaction of its own, and what became of each is told."""

from collections.abc import Callable, Sequence

from fastapi import APIRouter
from sqlalchemy.orm import Session

from assistant.cases.codes import normalise
from assistant.cases.moves import Move
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import DETAILS, Problem
from assistant.desk.casework import work
from assistant.desk.casework.assigning import assign
from assistant.desk.casework.drafts import drop_draft
from assistant.desk.casework.refusals import refusals
from assistant.desk.casework.schemas import DeskAction
from assistant.desk.casework.table_schemas import AssignManyIn, Outcome, Outcomes, ReferManyIn
from assistant.desk.dependencies import CaseAssigning, CaseReferring, IdempotencyKey
from assistant.runtime import Runtime

router = APIRouter(prefix="/api/v1/desk/many-cases", tags=["desk"])


@router.post("/refer", response_model_exclude_none=True)
async def refer_many(
    body: ReferManyIn,
    viewer: CaseReferring,
    running: RuntimeDep,
    idempotency_key: IdempotencyKey = None,
) -> Outcomes:
    """Send many cases to one agency; the same Idempotency-Key again does nothing twice."""
    if body.agency_id not in running.catalogue.agencies:
        raise Problem("unknown_reference", errors=[{"field": "agency_id"}])
    told = {"reason": body.reason, "agency_id": body.agency_id}
    step = work.step_of(viewer, Move.REFERRED, idempotency_key, **told)

    def refer(session: Session, code: str) -> None:
        case = work.act(session, viewer, running.desk.door, code, step)
        drop_draft(session, viewer, case.id, DeskAction.REFER)

    return await _each(running, body.codes, refer)


@router.post("/assign", response_model_exclude_none=True)
async def assign_many(body: AssignManyIn, viewer: CaseAssigning, running: RuntimeDep) -> Outcomes:
    """Have somebody of one's own side see to many cases, or nobody."""
    return await _each(
        running, body.codes, lambda s, code: assign(s, viewer, code, body.account_id)
    )


async def _each(
    running: Runtime, codes: Sequence[str], step: Callable[[Session, str], None]
) -> Outcomes:
    """Who is cut off in between asks again: what is done is not done twice."""
    named = dict.fromkeys(normalise(code) or code for code in codes)
    found = [await _one(running, code, step) for code in named]
    return Outcomes(outcomes=found)


async def _one(running: Runtime, code: str, step: Callable[[Session, str], None]) -> Outcome:
    try:
        with refusals():
            await running.database.run(lambda session: step(session, code))
    except Problem as problem:
        return Outcome(
            tracking_code=code, is_done=False, code=problem.code, detail=DETAILS[problem.code][1]
        )
    return Outcome(tracking_code=code, is_done=True)
