"""Files of cases at the desk: the list, one file for download, and those for an answer."""

from fastapi import APIRouter, Request, Response

from assistant.cases.attachments.schemas import (
    AttachmentsOut,
    PreparedFilesOut,
    PreparedOut,
    attachments_out,
    prepared_out,
)
from assistant.channels.web.attachments import FILE_IN, FILE_OUT, download, sent_file
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.file_problems import file_problems
from assistant.desk.casework.files import drop, files_of, for_an_answer, taken_out
from assistant.desk.casework.refusals import refusals
from assistant.desk.casework.work import find
from assistant.desk.dependencies import CaseAsking, CaseReading
from assistant.desk.looks import bounds_of

_CASE = "/api/v1/desk/cases/{code}"
PREPARED = f"{_CASE}/files"
router = APIRouter(tags=["desk"])


@router.get(f"{_CASE}/attachments")
async def list_attachments(code: str, viewer: CaseReading, running: RuntimeDep) -> AttachmentsOut:
    """The files of a case, oldest first."""
    with refusals():
        listed = await running.database.run(lambda s: files_of(s, viewer, code))
    return attachments_out(running.sealer, *listed, running.files.limits)


@router.get(f"{_CASE}/attachments/{{attachment_id}}", response_class=Response, responses=FILE_OUT)
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


@router.post(PREPARED, status_code=201, openapi_extra=FILE_IN)
async def prepare_file(
    code: str, request: Request, viewer: CaseAsking, running: RuntimeDep
) -> PreparedOut:
    """Let a file wait for words to the citizen; the same file again is one."""
    guards, files = request.app.state.guards, running.files
    await guards.count(guards.attachments, f"desk {viewer.account.id} {code}")
    with refusals(), file_problems():
        case = await running.database.run(lambda s: find(s, viewer, code))
        async with sent_file(request, files.limits.max_bytes) as data:
            row = await files.prepare(case.id, viewer.account.id, data)
    return prepared_out(running.sealer, row)


@router.get(PREPARED)
async def list_prepared(code: str, viewer: CaseAsking, running: RuntimeDep) -> PreparedFilesOut:
    """What waits in the viewer's hand, oldest first."""
    limits = running.files.limits
    with refusals():
        rows, left = await running.database.run(lambda s: for_an_answer(s, viewer, code, limits))
    shown = [prepared_out(running.sealer, row) for row in rows]
    return PreparedFilesOut(files=shown, left=left, max_bytes=limits.max_bytes)


@router.post(f"{PREPARED}/{{file_id}}/remove", status_code=204)
async def remove_prepared(code: str, file_id: str, viewer: CaseAsking, running: RuntimeDep) -> None:
    """Let a file wait no longer; one that does not wait is passed over."""
    with refusals():
        await running.database.run(lambda s: drop(s, viewer, code, file_id))
