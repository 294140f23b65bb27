"""Makes a file from outside safe to keep, or refuses it.

Of a PDF only the pages are kept: no author, no scripts, no other files, nothing behind the end
(`pdf_pages`, a child process). Photos are drawn again, so only pixels are kept: no place, time,
camera or hidden data. Voice must be one whole track (`sound`).
"""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import ExifTags, Image

from assistant.cases.attachments import sound
from assistant.cases.attachments.media import (
    BrokenFileError,
    CleanFile,
    FileKind,
    Media,
    TooLargeFileError,
    TooManyPixelsError,
    UncleanFileError,
    kind_of,
    media_of,
)

_TAIL = 2048
_END = b"%%EOF"
_PROGRAM = Path(__file__).with_name("pdf_pages.py")
_UNCLEAN = 3
_SECONDS = 20
"""Seconds on the clock; the child process bounds its processor time itself."""


def plain_pdf(data: bytes) -> bytes:
    """The pages of `data` as a new PDF; a child process makes it, so no PDF can block this one.

    Raises `BrokenFileError` unless the file begins and ends as a PDF does and can be read. Raises
    `UncleanFileError` if it may hold something that cannot be taken out, or if it takes too long.
    Data behind the end, such as a second file, is refused.
    """
    tail = data[-_TAIL:]
    after_end = tail[tail.rfind(_END) + len(_END) :] if _END in tail else b"?"
    if not data.startswith(b"%PDF-") or after_end.strip(b"\r\n \t\0"):
        raise BrokenFileError("pdf")
    return _made_anew(data)


def _made_anew(data: bytes) -> bytes:
    command = [sys.executable, "-I", str(_PROGRAM)]
    try:
        # The child gets no environment: it may hold keys.
        done = subprocess.run(
            command, input=data, capture_output=True, env={}, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise UncleanFileError("too slow") from error
    if done.returncode == _UNCLEAN or done.returncode < 0:
        raise UncleanFileError("pdf")
    if done.returncode != 0:
        raise BrokenFileError("pdf")
    return done.stdout


LONGEST_SIDE = 4096
"""Pixels; a larger picture is made smaller. A page of paper is easy to read at this size."""
_FORMATS = {Media.JPEG: "JPEG", Media.PNG: "PNG", Media.WEBP: "WEBP"}
_QUALITY = 85
_BAND = 256
"""So many rows are made narrower at a time."""
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How to turn a picture upright, by the orientation that its camera wrote down."""


def redrawn(data: bytes, media: Media, max_pixels: int) -> bytes:
    """The picture as a new file of the same type: upright, with pixels and nothing else.

    Raises `TooManyPixelsError` before it unpacks a pixel, and `BrokenFileError`.
    """
    try:
        with Image.open(BytesIO(data), formats=[_FORMATS[media]]) as picture:
            if picture.width * picture.height > max_pixels:
                raise TooManyPixelsError(f"{picture.width} x {picture.height}")
            return _saved(_pixels(picture), media)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixelsError(str(error)) from error
    except TooManyPixelsError:
        raise
    except Exception as error:
        # Decoders raise all kinds of exceptions on damaged files.
        raise BrokenFileError(type(error).__name__) from error


def _pixels(picture: Image.Image) -> Image.Image:
    """The first frame, upright, in a mode that every type can hold."""
    # A large JPEG is unpacked at a fraction of its size.
    picture.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
    small = _eight_bits(picture) if picture.mode.startswith(("I", "F")) else picture
    if small.mode not in {"L", "RGB", "RGBA"}:
        small = small.convert("RGBA" if small.has_transparency_data else "RGB")
    orientation = picture.getexif().get(ExifTags.Base.Orientation, 1)
    # Made smaller before it is turned, so that two full-size copies are never in memory at once.
    if small.mode == "RGBA":
        small = _smaller_by_channels(small)
    small.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    upright = small.transpose(_TURNS[orientation]) if orientation in _TURNS else small
    upright.info = {}
    return upright


def _smaller_by_channels(picture: Image.Image) -> Image.Image:
    """One channel after another: resizing all four at once makes a second copy of the whole."""
    share = LONGEST_SIDE / max(picture.size)
    if share >= 1:
        return picture
    size = (max(1, round(picture.width * share)), max(1, round(picture.height * share)))
    channels = [picture.getchannel(name).resize(size) for name in "RGBA"]
    return Image.merge("RGBA", channels)


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Turns 16-bit grey into 8 bits band by band, so that no wide copy of the whole is made."""
    picture.load()
    grey = Image.new("L", picture.size)
    for top in range(0, picture.height, _BAND):
        box = (0, top, picture.width, min(top + _BAND, picture.height))
        band = picture.crop(box).convert("I").point(lambda value: value * (1 / 256))
        grey.paste(band.convert("L"), box)
    return grey


def _saved(picture: Image.Image, media: Media) -> bytes:
    if media is Media.JPEG and picture.mode == "RGBA":
        picture = picture.convert("RGB")
    file = BytesIO()
    picture.save(file, _FORMATS[media], quality=_QUALITY)
    return file.getvalue()


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
    # A picture that was squeezed into few bytes may need more when it is drawn again.
    if len(kept) > limits.max_bytes:
        raise TooLargeFileError(len(kept))
    return CleanFile(media, kept)
