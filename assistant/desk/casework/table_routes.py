"""The table of cases: counted, saved as a sheet, its views, and actions on many cases at once.

Of many cases each is moved in a separate transaction, and the answer gives the result for each.
"""

from collections.abc import Callable, Sequence
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from sqlalchemy.orm import Session

from assistant.cases.codes import normalise
from assistant.cases.moves import Move
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import DETAILS, Problem
from assistant.desk.casework import access, workspace
from assistant.desk.casework.refusals import refusals
from assistant.desk.casework.schemas import CaseCount, CaseFilters, DeskAction, Named
from assistant.desk.casework.search import TooManyCasesError, count_cases, sheet_of
from assistant.desk.casework.table_schemas import (
    AssignManyIn,
    Outcome,
    Outcomes,
    ReferManyIn,
    ViewIn,
    ViewOut,
    Views,
)
from assistant.desk.casework.workspace import assign, can_see_to, drop_draft
from assistant.desk.dependencies import (
    CaseAssigning,
    CaseExporting,
    CaseReading,
    CaseReferring,
    IdempotencyKey,
)
from assistant.insight.spreadsheet import MEDIA_TYPE, sheet_headers
from assistant.runtime import Runtime

router = APIRouter(prefix="/api/v1/desk", tags=["desk"])
ViewId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]


@router.get("/case-count")
async def count(
    viewer: CaseReading, running: RuntimeDep, wanted: Annotated[CaseFilters, Query()]
) -> CaseCount:
    """How many cases there are, and how many the filters hide from a search."""
    return await running.database.run(lambda s: count_cases(s, viewer, wanted))


@router.get("/cases.csv", response_class=Response, responses={200: {"content": {"text/csv": {}}}})
async def save_cases(
    viewer: CaseExporting, running: RuntimeDep, wanted: Annotated[CaseFilters, Query()]
) -> Response:
    """All cases that are wanted, as a table that a spreadsheet opens; that is recorded."""
    try:
        table = await running.database.run(
            lambda s: sheet_of(s, viewer, running.catalogue, running.desk.schedule, wanted)
        )
    except TooManyCasesError as error:
        raise Problem("too_many_cases") from error
    return Response(table, media_type=MEDIA_TYPE, headers=sheet_headers("cases.csv"))


@router.get("/case-assignees")
async def see_assignees(viewer: CaseAssigning, running: RuntimeDep) -> list[Named]:
    """Who can see to cases on the viewer's side, by name."""
    return await running.database.run(lambda s: can_see_to(s, viewer))


@router.get("/case-views")
async def see_views(viewer: CaseReading, running: RuntimeDep) -> Views:
    """The views that one has kept."""
    return Views(views=await running.database.run(lambda s: workspace.views_of(s, viewer)))


@router.post("/case-views", status_code=201)
async def keep_view(body: ViewIn, viewer: CaseReading, running: RuntimeDep) -> ViewOut:
    """Keep a view; one of the same name is written anew."""
    try:
        return await running.database.run(lambda s: workspace.keep_view(s, viewer, body))
    except workspace.ViewsFullError as error:
        raise Problem("views_full") from error


@router.post("/case-views/{id}/remove", status_code=204)
async def drop_view(id: ViewId, viewer: CaseReading, running: RuntimeDep) -> Response:
    """Keep a view no longer."""
    try:
        await running.database.run(lambda s: workspace.drop_view(s, viewer, id))
    except workspace.NoViewError as error:
        raise Problem("not_found") from error
    return Response(status_code=204)


@router.post("/many-cases/refer", response_model_exclude_none=True)
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
    step = access.step_of(viewer, Move.REFERRED, idempotency_key, **told)

    def refer(session: Session, code: str) -> None:
        case = access.act(session, viewer, running.desk.door, code, step)
        drop_draft(session, viewer, case.id, DeskAction.REFER)

    return await _each(running, body.codes, refer)


@router.post("/many-cases/assign", response_model_exclude_none=True)
async def assign_many(body: AssignManyIn, viewer: CaseAssigning, running: RuntimeDep) -> Outcomes:
    """Have somebody of one's own side see to many cases, or nobody."""
    return await _each(
        running, body.codes, lambda s, code: assign(s, viewer, code, body.account_id)
    )


async def _each(
    running: Runtime, codes: Sequence[str], step: Callable[[Session, str], None]
) -> Outcomes:
    """A client that is cut off may ask again: finished moves are not made twice."""
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
