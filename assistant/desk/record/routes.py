"""The record of the desk, for who may read it; who reads it is recorded too."""

from typing import Annotated

from fastapi import APIRouter, Query

from assistant.channels.web.dependencies import RuntimeDep
from assistant.desk.dependencies import AuditReading
from assistant.desk.record.reading import read_record, record_terms
from assistant.desk.record.schemas import RecordPage, RecordQuery, RecordTerms

router = APIRouter(prefix="/api/v1/desk/audit", tags=["desk"])


@router.get("", response_model_exclude_none=True)
async def see_record(
    viewer: AuditReading, running: RuntimeDep, wanted: Annotated[RecordQuery, Query()]
) -> RecordPage:
    """One page of what was done and seen at the desk, newest first."""
    return await running.database.run(lambda s: read_record(s, viewer, running.sealer, wanted))


@router.get("/terms")
async def see_record_terms(_: AuditReading, running: RuntimeDep) -> RecordTerms:
    """The people and the kinds of entries that the record can be narrowed to."""
    return await running.database.run(record_terms)
