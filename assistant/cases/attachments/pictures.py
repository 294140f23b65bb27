"""Photos, drawn anew: what is kept is pixels alone, without place, time, camera or hidden cargo."""

from io import BytesIO

from PIL import ExifTags, Image

from assistant.cases.attachments.media import BrokenFileError, Media, TooManyPixelsError

LONGEST_SIDE = 4096
"""Pixels; a larger picture is made smaller. A page of paper is well read at that."""
_FORMATS = {Media.JPEG: "JPEG", Media.PNG: "PNG", Media.WEBP: "WEBP"}
_QUALITY = 85
_BAND = 256
"""Rows that are made narrower at a time."""
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How a picture is turned upright, by the orientation that its camera wrote down."""


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
    small = _eight_bits(picture) if picture.mode.startswith(("I", "F")) else picture
    if small.mode not in {"L", "RGB", "RGBA"}:
        small = small.convert("RGBA" if small.has_transparency_data else "RGB")
    orientation = picture.getexif().get(ExifTags.Base.Orientation, 1)
    # Made small before it is turned: a turned copy of the whole would stand beside the whole.
    if small.mode == "RGBA":
        small = _smaller_by_channels(small)
    small.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    upright = small.transpose(_TURNS[orientation]) if orientation in _TURNS else small
    upright.info = {}
    return upright


def _smaller_by_channels(picture: Image.Image) -> Image.Image:
    """One channel after another, since resizing all four makes a second copy of the whole."""
    share = LONGEST_SIDE / max(picture.size)
    if share >= 1:
        return picture
    size = (max(1, round(picture.width * share)), max(1, round(picture.height * share)))
    channels = [picture.getchannel(name).resize(size) for name in "RGBA"]
    return Image.merge("RGBA", channels)


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Sixteen bits of grey made eight band by band, so that no wide copy of the whole is made."""
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
