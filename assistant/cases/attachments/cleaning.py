"""Makes a file that came from outside fit to be kept, or refuses it."""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.cases.attachments import sound
from assistant.cases.attachments.documents import plain_pdf
from assistant.cases.attachments.media import (
    CleanFile,
    FileKind,
    Media,
    TooLargeFileError,
    kind_of,
    media_of,
)
from assistant.cases.attachments.pictures import redrawn

_READERS: dict[Media, Callable[[bytes], bytes]] = {
    Media.PDF: plain_pdf,
    Media.OGG: sound.ogg,
    Media.MP3: sound.mp3,
    Media.MP4: sound.mp4,
    Media.WEBM: sound.webm,
}


@dataclass(frozen=True)
class FileLimits:
    """How large a file may be, in bytes and pixels, and how many a case may have."""

    max_bytes: int
    max_pixels: int
    per_case: int


def clean(data: bytes, limits: FileLimits) -> CleanFile:
    """The file as it may be kept; takes up to a second of CPU for a large photo.

    Raises `UnsupportedFileError`, `BrokenFileError`, `UncleanFileError`, `TooManyPixelsError`,
    `TooLargeFileError`.
    """
    if len(data) > limits.max_bytes:
        raise TooLargeFileError(len(data))
    media = media_of(data)
    if kind_of(media) is FileKind.IMAGE:
        kept = redrawn(data, media, limits.max_pixels)
    else:
        kept = _READERS[media](data)
    # A picture that was squeezed into few bytes may need more when it is drawn anew.
    if len(kept) > limits.max_bytes:
        raise TooLargeFileError(len(kept))
    return CleanFile(media, kept)
