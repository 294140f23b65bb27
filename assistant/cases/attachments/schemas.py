"""Shapes of the endpoints of files (docs/api.md)."""

from typing import Literal

from pydantic import BaseModel

from assistant.cases.attachments.cleaning import FileLimits
from assistant.cases.attachments.media import KIND_FA, SUFFIX, FileKind, Media, kind_of
from assistant.cases.attachments.store import Attachment, PreparedFile
from assistant.cases.models import Case
from assistant.cases.terms import Role
from assistant.language.dates import jalali, rfc3339
from assistant.storage.sealing import Sealer

Adder = Literal[Role.CITIZEN, Role.AGENCY, Role.OPERATOR]
"""The actors who add files: the clock adds none."""
_ADDERS: dict[str, Adder] = {
    "citizen": Role.CITIZEN,
    "agency": Role.AGENCY,
    "operator": Role.OPERATOR,
}


class PreparedOut(BaseModel):
    """A file that waits for its answer; `size` counts bytes, `sha256` is that of what is kept."""

    id: str
    kind: FileKind
    kind_fa: str
    media_type: Media
    size: int
    sha256: str


class AttachmentOut(PreparedOut):
    """One file of a case; `name` is what a download is called, `number` that of its step.

    `by` is who added it. A step with words that brought files names their numbers.
    """

    name: str
    number: int
    by: Adder
    at: str
    at_fa: str


class PreparedFilesOut(BaseModel):
    """What waits for an answer, oldest first; `left` more may, each of `max_bytes` at most."""

    files: list[PreparedOut]
    left: int
    max_bytes: int


class AttachmentsOut(BaseModel):
    """The files of a case, oldest first.

    Its citizen may add `left` more, each of `max_bytes` at most.
    """

    attachments: list[AttachmentOut]
    left: int
    max_bytes: int


def attachment_out(sealer: Sealer, case: Case, row: Attachment) -> AttachmentOut:
    """A file for the answer of an endpoint."""
    return AttachmentOut(
        **dict(prepared_out(sealer, row)),
        name=name_of(case, row),
        number=row.event_number,
        by=_ADDERS[row.added_by],
        at=rfc3339(row.created_at),
        at_fa=jalali(row.created_at),
    )


def prepared_out(sealer: Sealer, row: Attachment | PreparedFile) -> PreparedOut:
    """A prepared file for the answer of an endpoint."""
    media = Media(row.media)
    return PreparedOut(
        id=row.id,
        kind=kind_of(media),
        kind_fa=KIND_FA[kind_of(media)],
        media_type=media,
        size=row.size,
        sha256=sealer.open(row.sha256_sealed),
    )


def attachments_out(
    sealer: Sealer, case: Case, rows: list[Attachment], limits: FileLimits
) -> AttachmentsOut:
    """The files of a case."""
    return AttachmentsOut(
        attachments=[attachment_out(sealer, case, row) for row in rows],
        left=max(0, limits.per_case - sum(row.added_by == Role.CITIZEN for row in rows)),
        max_bytes=limits.max_bytes,
    )


def name_of(case: Case, row: Attachment) -> str:
    """A file's name when it is downloaded: the code and a number, in ASCII."""
    return f"{case.tracking_code}-{row.event_number}.{SUFFIX[Media(row.media)]}"
