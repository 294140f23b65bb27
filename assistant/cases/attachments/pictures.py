"""Photos, drawn anew: what is kept is pixels alone, without place, time, camera or hidden cargo."""

from io import BytesIO

from PIL import Image, ImageOps

from assistant.cases.attachments.media import BrokenFileError, Media, TooManyPixelsError

LONGEST_SIDE = 4096
"""Pixels; a larger picture is made smaller. A page of paper is well read at that."""
_FORMATS = {Media.JPEG: "JPEG", Media.PNG: "PNG", Media.WEBP: "WEBP"}
_QUALITY = 85


def redrawn(data: bytes, media: Media, max_pixels: int) -> bytes:
    """The picture as a new file of the same type, upright and without anything but pixels.

    Raises `TooManyPixelsError` before a pixel is unpacked, and `BrokenFileError`.
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
        # Decoders raise whatever they stumble over.
        raise BrokenFileError(type(error).__name__) from error


def _pixels(picture: Image.Image) -> Image.Image:
    """The first frame, upright, in a mode that every type can hold."""
    # A large JPEG is unpacked at a fraction of its size.
    picture.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(picture)
    if upright.mode.startswith("I"):
        # Sixteen bits of grey.
        upright = upright.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if upright.mode not in {"L", "RGB", "RGBA"}:
        upright = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    upright.info = {}
    return upright


def _saved(picture: Image.Image, media: Media) -> bytes:
    if media is Media.JPEG and picture.mode == "RGBA":
        picture = picture.convert("RGB")
    file = BytesIO()
    picture.save(file, _FORMATS[media], quality=_QUALITY)
    return file.getvalue()
