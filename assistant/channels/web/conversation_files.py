"""Files for the case that is written in a conversation, over HTTP; a file is the body, as it is."""

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel

from assistant.cases.attachments.media import KIND_FA, FileKind, Media, kind_of
from assistant.cases.attachments.pending import WAITS, drop_one_waiting, waiting_of
from assistant.cases.attachments.store import WaitingFile
from assistant.channels.web.attachments import FILE_IN, sent_file
from assistant.channels.web.dependencies import ConversationId, RuntimeDep
from assistant.channels.web.file_problems import file_problems
from assistant.channels.web.problems import Problem
from assistant.conversation.files import is_wanted, take
from assistant.language.dates import jalali, rfc3339
from assistant.storage.shared_clock import utc_now

PATH = "/api/v1/conversations/{id}/files"
router = APIRouter(prefix=PATH, tags=["conversations"])


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


async def _counted(request: Request, conversation: ConversationId) -> None:
    guards = request.app.state.guards
    address = guards.address(request)
    await guards.count(guards.attachments, f"{address} {conversation}")
    await guards.count(guards.all_attachments, address)


async def _wanted(conversation: ConversationId, running: RuntimeDep) -> None:
    if not await running.database.run(lambda session: is_wanted(session, conversation)):
        raise Problem("nothing_to_file")


@router.post(
    "",
    status_code=201,
    openapi_extra=FILE_IN,
    dependencies=[Depends(_counted), Depends(_wanted)],
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
        return TakenOut(file=_out(taken))
    return TakenOut(attached_to=taken.tracking_code)


@router.get("")
async def list_files(conversation: ConversationId, running: RuntimeDep) -> WaitingFilesOut:
    """What waits for the case that is written here."""
    rows = await running.database.run(lambda session: waiting_of(session, conversation, utc_now()))
    limits = running.files.limits
    return WaitingFilesOut(
        files=[_out(row) for row in rows],
        left=max(0, limits.per_case - len(rows)),
        max_bytes=limits.max_bytes,
    )


@router.delete("/{file_id}", status_code=204)
async def take_away(file_id: str, conversation: ConversationId, running: RuntimeDep) -> Response:
    """Take a file away before the case is filed."""
    with file_problems():
        await running.database.run(lambda session: drop_one_waiting(session, conversation, file_id))
    return Response(status_code=204)


def _out(row: WaitingFile) -> WaitingFileOut:
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
