"""What stands beside one case: who sees to it, drafts, proposals, and cases like it."""

from fastapi import APIRouter, Response

from assistant.channels.web.dependencies import RuntimeDep
from assistant.desk.casework.assigning import assign
from assistant.desk.casework.drafts import drafts_of, keep_draft
from assistant.desk.casework.proposing import MOST_ALIKE, proposals
from assistant.desk.casework.refusals import refusals
from assistant.desk.casework.search import entries_of
from assistant.desk.casework.table_schemas import Alike, AssignIn, DraftIn, Drafts, Proposals
from assistant.desk.casework.work import find
from assistant.desk.dependencies import CaseAssigning, CaseMerging, CaseReading, CaseReferring

router = APIRouter(prefix="/api/v1/desk/cases/{code}", tags=["desk"])


@router.post("/assign", status_code=204)
async def assign_case(
    code: str, body: AssignIn, viewer: CaseAssigning, running: RuntimeDep
) -> Response:
    """Have somebody of one's own side see to the case, or nobody."""
    with refusals():
        await running.database.run(lambda s: assign(s, viewer, code, body.account_id))
    return Response(status_code=204)


@router.get("/drafts")
async def see_drafts(code: str, viewer: CaseReading, running: RuntimeDep) -> Drafts:
    """What one has begun to write on the case."""
    with refusals():
        found = await running.database.run(lambda s: drafts_of(s, viewer, running.sealer, code))
    return Drafts(drafts=found)


@router.post("/draft", status_code=204)
async def save_draft(
    code: str, body: DraftIn, viewer: CaseReading, running: RuntimeDep
) -> Response:
    """Keep what is written so far; nobody else reads it."""
    with refusals():
        await running.database.run(lambda s: keep_draft(s, viewer, running.sealer, code, body))
    return Response(status_code=204)


@router.get("/proposals")
async def see_proposals(code: str, viewer: CaseReferring, running: RuntimeDep) -> Proposals:
    """Agencies that may be meant, each with why."""
    with refusals():
        case = await running.database.run(lambda s: find(s, viewer, code))
    return Proposals(proposals=await proposals(running, case))


@router.get("/alike", response_model_exclude_none=True)
async def see_alike(code: str, viewer: CaseMerging, running: RuntimeDep) -> Alike:
    """Open cases of the same agency that may be the same matter."""
    with refusals():
        case = await running.database.run(lambda s: find(s, viewer, code))
    found = (await running.similar.beside(case))[:MOST_ALIKE]
    entries = await running.database.run(
        lambda s: entries_of(s, viewer, running.catalogue, running.desk.schedule, found)
    )
    return Alike(cases=entries)
