"""Files of cases over HTTP: the citizen's side. A file is sent as the body, as it is."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import APIRouter, Depends, Request, Response
from starlette.requests import ClientDisconnect

from assistant.cases.attachments.media import Media
from assistant.cases.attachments.schemas import (
    AttachmentOut,
    AttachmentsOut,
    attachment_out,
    attachments_out,
    name_of,
)
from assistant.cases.attachments.service import ReadFile
from assistant.channels.web.bounds.bodies import announced
from assistant.channels.web.bounds.lines import known
from assistant.channels.web.case_problems import as_problems
from assistant.channels.web.file_problems import file_problems
from assistant.channels.web.holders import HolderDep
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


async def _counted(request: Request, tracking_code: str) -> None:
    guards = request.app.state.guards
    address = guards.address(request)
    await guards.count(guards.attachments, f"{address} {tracking_code}")
    await guards.count(guards.all_attachments, address)


@router.post("", status_code=201, openapi_extra=FILE_IN, dependencies=[Depends(_counted)])
async def add_attachment(request: Request, presented: HolderDep) -> AttachmentOut:
    """Add a file to an open case. What it is, its bytes tell; its name and type are not looked at.

    The same file, or the same key, again is the same attachment.
    """
    case = await presented.find()
    files = presented.running.files
    async with sent_file(request, files.limits.max_bytes) as data:
        with as_problems(), file_problems():
            added = await files.add(case, data, presented.key)
    return attachment_out(presented.running.sealer, *added)


@asynccontextmanager
async def sent_file(request: Request, most: int) -> AsyncIterator[bytes]:
    """The body of a request, of `most` bytes, with room for it; who sends it is known already."""
    known(request.scope)
    async with request.app.state.uploads.taken(announced(request.headers) or most):
        try:
            data = await request.body()
        except ClientDisconnect as error:
            # Nobody is there to read this; but it is no fault of ours either.
            raise Problem("too_slow") from error
        yield data


@router.get("")
async def list_attachments(presented: HolderDep) -> AttachmentsOut:
    """The files of the case, oldest first."""
    case, files = await presented.find(), presented.running.files
    listed = await files.listed(case)
    return attachments_out(presented.running.sealer, case, listed, files.limits)


@router.get("/{attachment_id}", response_class=Response, responses=FILE_OUT)
async def see_attachment(attachment_id: str, presented: HolderDep) -> Response:
    """One file, for download."""
    case = await presented.find()
    with file_problems():
        found = await presented.running.files.one(case, attachment_id)
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
