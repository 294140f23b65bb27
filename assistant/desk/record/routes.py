"""The record of the desk, for who may read it; who reads it is recorded too."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.desk.dependencies import AuditReading
from assistant.desk.record.reading import (
    RecordTooLongError,
    export_record,
    read_record,
    record_terms,
)
from assistant.desk.record.schemas import RecordFilters, RecordPage, RecordQuery, RecordTerms
from assistant.insight.situation.sheet import MEDIA_TYPE, sheet_headers

router = APIRouter(prefix="/api/v1/desk/audit", tags=["desk"])


@router.get("", response_model_exclude_none=True)
async def see_record(
    viewer: AuditReading, running: RuntimeDep, wanted: Annotated[RecordQuery, Query()]
) -> RecordPage:
    """One page of what was done and seen at the desk, newest first."""
    _check_days(wanted)
    return await running.database.run(lambda s: read_record(s, viewer, running.sealer, wanted))


@router.get(".csv", response_class=Response, responses={200: {"content": {"text/csv": {}}}})
async def save_record(
    viewer: AuditReading, running: RuntimeDep, wanted: Annotated[RecordFilters, Query()]
) -> Response:
    """All entries that are wanted, as a table that a spreadsheet opens."""
    _check_days(wanted)
    try:
        table = await running.database.run(
            lambda s: export_record(s, viewer, running.sealer, wanted)
        )
    except RecordTooLongError as error:
        raise Problem("record_too_long") from error
    return Response(table, media_type=MEDIA_TYPE, headers=sheet_headers("desk-record.csv"))


@router.get("/terms")
async def see_record_terms(_: AuditReading, running: RuntimeDep) -> RecordTerms:
    """The people and the kinds of entries that the record can be narrowed to."""
    return await running.database.run(record_terms)


def _check_days(wanted: RecordFilters) -> None:
    if wanted.since and wanted.until and wanted.until < wanted.since:
        raise Problem("period_reversed", errors=[{"field": "until"}])
