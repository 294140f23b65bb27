"""The situation at the desk: as data for the console, and as a table for a spreadsheet."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from assistant.channels.web.dependencies import RuntimeDep
from assistant.desk.conversations import Viewer
from assistant.desk.dependencies import InsightSeeing, agency_scope
from assistant.insight.situation.views import Situation, situation_csv
from assistant.insight.spreadsheet import MEDIA_TYPE, sheet_headers
from assistant.runtime import Runtime

router = APIRouter(prefix="/api/v1/desk", tags=["desk"])
Agency = Annotated[str | None, Query(max_length=64)]


@router.get("/situation", response_model_exclude_none=True)
async def see_situation(
    viewer: InsightSeeing, running: RuntimeDep, agency_id: Agency = None
) -> Situation:
    """Clocks, breaches, queue, outages, marks and trends, of one agency or of all."""
    return await _read(viewer, running, agency_id)


@router.get(
    "/situation.csv", response_class=Response, responses={200: {"content": {"text/csv": {}}}}
)
async def save_situation(
    viewer: InsightSeeing, running: RuntimeDep, agency_id: Agency = None
) -> Response:
    """The same as a table that a spreadsheet opens."""
    table = situation_csv(await _read(viewer, running, agency_id))
    return Response(table, media_type=MEDIA_TYPE, headers=sheet_headers("situation.csv"))


async def _read(viewer: Viewer, running: Runtime, agency_id: str | None) -> Situation:
    whose = agency_scope(viewer, running.catalogue, agency_id)
    return await running.database.run(
        lambda session: running.board.read(session, running.catalogue, whose, viewer.at)
    )
