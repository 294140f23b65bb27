"""The table of cases: counted, saved as a sheet, its views, and who can see to cases."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.desk.casework import saved_views
from assistant.desk.casework.assigning import can_see_to
from assistant.desk.casework.exporting import TooManyCasesError, sheet_of
from assistant.desk.casework.schemas import CaseCount, CaseFilters, Named
from assistant.desk.casework.search import count_cases
from assistant.desk.casework.table_schemas import ViewIn, ViewOut, Views
from assistant.desk.dependencies import CaseAssigning, CaseExporting, CaseReading
from assistant.insight.situation.sheet import MEDIA_TYPE, sheet_headers

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
    return Views(views=await running.database.run(lambda s: saved_views.views_of(s, viewer)))


@router.post("/case-views", status_code=201)
async def keep_view(body: ViewIn, viewer: CaseReading, running: RuntimeDep) -> ViewOut:
    """Keep a view; one of the same name is written anew."""
    try:
        return await running.database.run(lambda s: saved_views.keep_view(s, viewer, body))
    except saved_views.ViewsFullError as error:
        raise Problem("views_full") from error


@router.post("/case-views/{id}/remove", status_code=204)
async def drop_view(id: ViewId, viewer: CaseReading, running: RuntimeDep) -> Response:
    """Keep a view no longer."""
    try:
        await running.database.run(lambda s: saved_views.drop_view(s, viewer, id))
    except saved_views.NoViewError as error:
        raise Problem("not_found") from error
    return Response(status_code=204)
