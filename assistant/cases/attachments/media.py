"""The type of a file, by its bytes: the name and type that a sender gives are never used."""

from dataclasses import dataclass
from enum import StrEnum

import filetype


class Media(StrEnum):
    """The media types that are taken."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    PDF = "application/pdf"
    OGG = "audio/ogg"
    MP3 = "audio/mpeg"
    MP4 = "audio/mp4"
    WEBM = "audio/webm"


class FileKind(StrEnum):
    """What a file is to a person."""

    IMAGE = "image"
    DOCUMENT = "document"
    VOICE = "voice"


KIND_FA = {FileKind.IMAGE: "عکس", FileKind.DOCUMENT: "سند PDF", FileKind.VOICE: "صدا"}

SUFFIX = {
    Media.JPEG: "jpg",
    Media.PNG: "png",
    Media.WEBP: "webp",
    Media.PDF: "pdf",
    Media.OGG: "ogg",
    Media.MP3: "mp3",
    Media.MP4: "m4a",
    Media.WEBM: "webm",
}
"""How the name of a downloaded file ends."""

# These containers may hold pictures too; the check for sound alone comes when they are read.
_CONTAINERS = {"video/mp4": Media.MP4, "video/webm": Media.WEBM, "audio/x-m4a": Media.MP4}


class UnsupportedFileError(ValueError):
    """The bytes are of no type that is accepted."""


class BrokenFileError(ValueError):
    """A file of a known type that is damaged or cut off."""


class UncleanFileError(ValueError):
    """A file that may identify its author or run something, in a way that cannot be taken out."""


class TooManyPixelsError(ValueError):
    """A picture that is larger than pictures may be."""


class TooLargeFileError(ValueError):
    """A file with more bytes than files may have."""


@dataclass(frozen=True)
class KeptFile:
    """A file that is on the disk already, under `name`; `key_id` names the key that sealed it.

    `sha256_sealed` is the hash of its content; agencies and citizens recognise the file by it.
    """

    name: str
    sha256_sealed: str
    media: str
    size: int
    key_id: str


@dataclass(frozen=True)
class CleanFile:
    """A file as it is kept."""

    media: Media
    data: bytes


def media_of(data: bytes) -> Media:
    """The type that the bytes show; raises `UnsupportedFileError`."""
    # Recordings of Safari begin with a brand that the library does not know.
    if data[4:8] == b"ftyp":
        return Media.MP4
    guessed: str = getattr(filetype.guess(data[:8192]), "mime", "")
    try:
        return _CONTAINERS.get(guessed) or Media(guessed)
    except ValueError as error:
        raise UnsupportedFileError(guessed) from error


def kind_of(media: Media) -> FileKind:
    """The kind of file, in the terms that a person uses."""
    if media is Media.PDF:
        return FileKind.DOCUMENT
    return FileKind.IMAGE if media.startswith("image/") else FileKind.VOICE
