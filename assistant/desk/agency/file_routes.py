"""Files of an agency's cases, for its own system: the list, one for download, those it sends."""

from fastapi import APIRouter, Request, Response

from assistant.cases.attachments.schemas import PreparedOut, attachment_out, prepared_out
from assistant.channels.web.attachments import FILE_IN, FILE_OUT, download, sent_file
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.file_problems import file_problems
from assistant.desk.agency.caller import CallerDep
from assistant.desk.agency.files import files_of, taken_out
from assistant.desk.agency.schemas import AgencyFiles
from assistant.desk.agency.work import find
from assistant.desk.casework.refusals import refusals

_CASE = "/api/v1/agency/cases/{code}"
PREPARED = f"{_CASE}/files"
router = APIRouter(tags=["agency"])


@router.get(f"{_CASE}/attachments")
async def list_attachments(code: str, caller: CallerDep, running: RuntimeDep) -> AgencyFiles:
    """The files of a case of the agency, oldest first."""
    with refusals():
        case, rows = await running.database.run(lambda s: files_of(s, caller, code))
    return AgencyFiles(attachments=[attachment_out(running.sealer, case, row) for row in rows])


@router.get(f"{_CASE}/attachments/{{attachment_id}}", response_class=Response, responses=FILE_OUT)
async def see_attachment(
    code: str, attachment_id: str, caller: CallerDep, running: RuntimeDep
) -> Response:
    """One file, for download; the reading is recorded with the key."""
    with refusals(), file_problems():
        case, row = await running.database.run(lambda s: taken_out(s, caller, code, attachment_id))
        return download(await running.files.read(case, row))


@router.post(PREPARED, status_code=201, openapi_extra=FILE_IN)
async def prepare_file(
    code: str, request: Request, caller: CallerDep, running: RuntimeDep
) -> PreparedOut:
    """Let a file wait for an answer or a question of this key; the same file again is one."""
    guards, files = request.app.state.guards, running.files
    await guards.count(guards.attachments, f"{caller.hand} {code}")
    with refusals(), file_problems():
        case = await running.database.run(lambda s: find(s, caller, code))
        async with sent_file(request, files.limits.max_bytes) as data:
            row = await files.prepare(case.id, caller.hand, data)
    return prepared_out(running.sealer, row)
