"""Files of cases at the desk: the list, and one file for download."""

from fastapi import APIRouter, Response

from assistant.cases.attachments.schemas import AttachmentsOut, attachments_out
from assistant.channels.web.attachments import FILE_OUT, download
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.file_problems import file_problems
from assistant.desk.casework.files import files_of, taken_out
from assistant.desk.casework.refusals import refusals
from assistant.desk.dependencies import CaseReading
from assistant.desk.looks import bounds_of

router = APIRouter(prefix="/api/v1/desk/cases/{code}/attachments", tags=["desk"])


@router.get("")
async def list_attachments(code: str, viewer: CaseReading, running: RuntimeDep) -> AttachmentsOut:
    """The files of a case, oldest first."""
    with refusals():
        listed = await running.database.run(lambda s: files_of(s, viewer, code))
    return attachments_out(running.sealer, *listed, running.files.limits)


@router.get("/{attachment_id}", response_class=Response, responses=FILE_OUT)
async def see_attachment(
    code: str, attachment_id: str, viewer: CaseReading, running: RuntimeDep
) -> Response:
    """One file, for download; the reading is recorded."""
    bounds = bounds_of(running.settings)
    with refusals(), file_problems():
        case, row = await running.database.run(
            lambda s: taken_out(s, viewer, bounds, code, attachment_id)
        )
        return download(await running.files.read(case, row))
