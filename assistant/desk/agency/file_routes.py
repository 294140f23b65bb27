"""Files of an agency's cases, for its own system: the list, and one file for download."""

from fastapi import APIRouter, Response

from assistant.cases.attachments.schemas import attachment_out
from assistant.channels.web.attachments import FILE_OUT, download
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.file_problems import file_problems
from assistant.desk.agency.caller import CallerDep
from assistant.desk.agency.files import files_of, taken_out
from assistant.desk.agency.schemas import AgencyFiles
from assistant.desk.casework.refusals import refusals

router = APIRouter(prefix="/api/v1/agency/cases/{code}/attachments", tags=["agency"])


@router.get("")
async def list_attachments(code: str, caller: CallerDep, running: RuntimeDep) -> AgencyFiles:
    """The files of a case of the agency, oldest first."""
    with refusals():
        case, rows = await running.database.run(lambda s: files_of(s, caller, code))
    return AgencyFiles(attachments=[attachment_out(running.sealer, case, row) for row in rows])


@router.get("/{attachment_id}", response_class=Response, responses=FILE_OUT)
async def see_attachment(
    code: str, attachment_id: str, caller: CallerDep, running: RuntimeDep
) -> Response:
    """One file, for download; the reading is recorded with the key."""
    with refusals(), file_problems():
        case, row = await running.database.run(lambda s: taken_out(s, caller, code, attachment_id))
        return download(await running.files.read(case, row))
