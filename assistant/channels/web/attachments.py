"""Files of cases over HTTP: the citizen's side. A file is sent as the body, as it is."""

from typing import Any

from fastapi import APIRouter, Depends, Request, Response

from assistant.cases.attachments.media import Media
from assistant.cases.attachments.schemas import (
    AttachmentOut,
    AttachmentsOut,
    attachment_out,
    attachments_out,
    name_of,
)
from assistant.cases.attachments.service import ReadFile
from assistant.channels.web.case_problems import as_problems
from assistant.channels.web.cases import HolderDep
from assistant.channels.web.file_problems import file_problems
from assistant.channels.web.problems import Problem

PATH = "/api/v1/cases/{tracking_code}/attachments"
router = APIRouter(prefix=PATH, tags=["cases"])

_BYTES: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
FILE_IN: dict[str, Any] = {
    "requestBody": {"required": True, "content": {"application/octet-stream": _BYTES}}
}
FILE_OUT: dict[int | str, dict[str, Any]] = {
    200: {"description": "The file.", "content": {str(media): _BYTES for media in Media}}
}


async def _counted(request: Request) -> None:
    guards = request.app.state.guards
    await guards.count(guards.attachments, guards.address(request))


@router.post("", status_code=201, openapi_extra=FILE_IN, dependencies=[Depends(_counted)])
async def add_attachment(request: Request, presented: HolderDep) -> AttachmentOut:
    """Add a file to an open case. What it is, its bytes tell; its name and type are not looked at.

    The same file, or the same key, again is the same attachment.
    """
    data = await request.body()
    with as_problems(), file_problems():
        added = await presented.running.files.add(
            presented.code, presented.pin, data, presented.key
        )
    if added is None:
        raise Problem("case_not_found")
    return attachment_out(*added)


@router.get("")
async def list_attachments(presented: HolderDep) -> AttachmentsOut:
    """The files of the case, oldest first."""
    files = presented.running.files
    with as_problems():
        listed = await files.listed(presented.code, presented.pin)
    if listed is None:
        raise Problem("case_not_found")
    return attachments_out(*listed, files.limits)


@router.get("/{attachment_id}", response_class=Response, responses=FILE_OUT)
async def see_attachment(attachment_id: str, presented: HolderDep) -> Response:
    """One file, for download."""
    with as_problems(), file_problems():
        found = await presented.running.files.one(presented.code, presented.pin, attachment_id)
    if found is None:
        raise Problem("case_not_found")
    return download(found)


def download(found: ReadFile) -> Response:
    """A file as a response that no browser opens by itself, runs or keeps."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name_of(found.case, found.row)}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(found.data, media_type=found.row.media, headers=headers)
