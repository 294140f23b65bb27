"""The citizen's files over HTTP: of a case, and of the case that a conversation is writing.

A file is sent as the body, as it is.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel
from starlette.requests import ClientDisconnect

from assistant.cases.attachments.media import KIND_FA, FileKind, Media, kind_of
from assistant.cases.attachments.pending import WAITS, drop_one_waiting, waiting_of
from assistant.cases.attachments.schemas import (
    AttachmentOut,
    AttachmentsOut,
    attachment_out,
    attachments_out,
    name_of,
)
from assistant.cases.attachments.service import ReadFile
from assistant.cases.attachments.store import WaitingFile
from assistant.channels.web.bounds.bodies import announced
from assistant.channels.web.bounds.connections import known
from assistant.channels.web.case_problems import as_problems, file_problems
from assistant.channels.web.dependencies import ConversationId, RuntimeDep
from assistant.channels.web.holders import HolderDep
from assistant.channels.web.problems import Problem
from assistant.conversation.files import is_wanted, take
from assistant.language.dates import jalali, rfc3339
from assistant.storage.shared_clock import utc_now

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
    """The body of a request, of `most` bytes, after room for it was found; the sender is known."""
    known(request.scope)
    async with request.app.state.uploads.taken(announced(request.headers) or most):
        try:
            data = await request.body()
        except ClientDisconnect as error:
            # The client is gone and nobody reads this; but it is no fault of ours either.
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
    """A file as a response that no browser opens automatically, runs or keeps."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name_of(found.case, found.row)}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(found.data, media_type=found.row.media, headers=headers)


WAITING_PATH = "/api/v1/conversations/{id}/files"
waiting_router = APIRouter(prefix=WAITING_PATH, tags=["conversations"])


class WaitingFileOut(BaseModel):
    """A file that waits for its case until `until`; `size` counts bytes, as it is kept."""

    id: str
    kind: FileKind
    kind_fa: str
    media_type: Media
    size: int
    until: str
    until_fa: str


class WaitingFilesOut(BaseModel):
    """What waits, oldest first; `left` more may be added, each of `max_bytes` at most."""

    files: list[WaitingFileOut]
    left: int
    max_bytes: int


class TakenOut(BaseModel):
    """What became of a file: it waits, or is one of the case `attached_to`, filed meanwhile."""

    file: WaitingFileOut | None = None
    attached_to: str | None = None


async def _counted_waiting(request: Request, conversation: ConversationId) -> None:
    guards = request.app.state.guards
    address = guards.address(request)
    await guards.count(guards.attachments, f"{address} {conversation}")
    await guards.count(guards.all_attachments, address)


async def _wanted(conversation: ConversationId, running: RuntimeDep) -> None:
    if not await running.database.run(lambda session: is_wanted(session, conversation)):
        raise Problem("nothing_to_file")


@waiting_router.post(
    "",
    status_code=201,
    openapi_extra=FILE_IN,
    dependencies=[Depends(_counted_waiting), Depends(_wanted)],
    response_model_exclude_none=True,
)
async def add_file(request: Request, conversation: ConversationId, running: RuntimeDep) -> TakenOut:
    """Keep a file for the case that is written here; what it is, its bytes tell.

    The same file again is the same one. Where the case was filed meanwhile, it joins that.
    """
    files, now = running.files, utc_now()
    async with sent_file(request, files.limits.max_bytes) as data:
        with file_problems():
            kept = await files.keep(data)
            door, most = running.desk.door, files.limits.per_case
            taken = await running.database.run(
                lambda session: take(session, door, conversation, kept, now, most=most)
            )
    if taken is None:
        raise Problem("nothing_to_file")
    if isinstance(taken, WaitingFile):
        return TakenOut(file=_waiting_out(taken))
    return TakenOut(attached_to=taken.tracking_code)


@waiting_router.get("")
async def list_files(conversation: ConversationId, running: RuntimeDep) -> WaitingFilesOut:
    """What waits for the case that is written here."""
    rows = await running.database.run(lambda session: waiting_of(session, conversation, utc_now()))
    limits = running.files.limits
    return WaitingFilesOut(
        files=[_waiting_out(row) for row in rows],
        left=max(0, limits.per_case - len(rows)),
        max_bytes=limits.max_bytes,
    )


@waiting_router.delete("/{file_id}", status_code=204)
async def take_away(file_id: str, conversation: ConversationId, running: RuntimeDep) -> Response:
    """Take a file away before the case is filed."""
    with file_problems():
        await running.database.run(lambda session: drop_one_waiting(session, conversation, file_id))
    return Response(status_code=204)


def _waiting_out(row: WaitingFile) -> WaitingFileOut:
    media, until = Media(row.media), row.created_at + WAITS
    return WaitingFileOut(
        id=row.id,
        kind=kind_of(media),
        kind_fa=KIND_FA[kind_of(media)],
        media_type=media,
        size=row.size,
        until=rfc3339(until),
        until_fa=jalali(until),
    )
