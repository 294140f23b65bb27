"""Shapes of the endpoints of files (docs/api.md)."""

from pydantic import BaseModel

from assistant.cases.attachments.cleaning import FileLimits
from assistant.cases.attachments.media import KIND_FA, SUFFIX, FileKind, Media, kind_of
from assistant.cases.attachments.models import Attachment
from assistant.cases.models import Case
from assistant.language.dates import jalali, rfc3339
from assistant.storage.sealing import Sealer


class AttachmentOut(BaseModel):
    """One file; `size` counts bytes, `name` is what a download is called."""

    id: str
    kind: FileKind
    kind_fa: str
    media_type: Media
    name: str
    size: int
    sha256: str
    at: str
    at_fa: str


class AttachmentsOut(BaseModel):
    """The files of a case, oldest first; `left` more may be added, each of `max_bytes` at most."""

    attachments: list[AttachmentOut]
    left: int
    max_bytes: int


def attachment_out(sealer: Sealer, case: Case, row: Attachment) -> AttachmentOut:
    """A file as it is shown."""
    media = Media(row.media)
    return AttachmentOut(
        id=row.id,
        kind=kind_of(media),
        kind_fa=KIND_FA[kind_of(media)],
        media_type=media,
        name=name_of(case, row),
        size=row.size,
        sha256=sealer.open(row.sha256_sealed),
        at=rfc3339(row.created_at),
        at_fa=jalali(row.created_at),
    )


def attachments_out(
    sealer: Sealer, case: Case, rows: list[Attachment], limits: FileLimits
) -> AttachmentsOut:
    """The files of a case."""
    return AttachmentsOut(
        attachments=[attachment_out(sealer, case, row) for row in rows],
        left=max(0, limits.per_case - len(rows)),
        max_bytes=limits.max_bytes,
    )


def name_of(case: Case, row: Attachment) -> str:
    """A file's name when it is downloaded: the code and a number, in ASCII."""
    return f"{case.tracking_code}-{row.event_number}.{SUFFIX[Media(row.media)]}"
