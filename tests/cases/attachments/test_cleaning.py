"""Files are known by their bytes, lose what they tell of their makers, and break nothing."""

import contextlib
import io
import time
import tracemalloc
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from support import media
from support.media import CAMERA, SAMPLES

from assistant.cases.attachments.cleaning import FileLimits, clean
from assistant.cases.attachments.media import (
    BrokenFileError,
    TooLargeFileError,
    TooManyPixelsError,
    UncleanFileError,
    UnsupportedFileError,
)

LIMITS = FileLimits(max_bytes=2 * 1024 * 1024, max_pixels=40_000_000, per_case=10)
REFUSALS = (
    BrokenFileError,
    TooLargeFileError,
    TooManyPixelsError,
    UncleanFileError,
    UnsupportedFileError,
)


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", bytes(5_000_000))
    return file.getvalue()


ZIP = zipped()
PAGE = b"<html><script>alert(1)</script></html>"


@pytest.mark.parametrize("type_", SAMPLES)
def test_a_file_is_what_its_bytes_are(type_: str) -> None:
    kept = clean(SAMPLES[type_], LIMITS)
    assert kept.media == type_
    assert clean(kept.data, LIMITS).media == type_


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
def test_of_a_photo_only_the_upright_pixels_stay(format_: str) -> None:
    told = media.photo(format_, colour_profile=b"a profile that names the owner" * 9)
    assert CAMERA.encode() in told
    kept = clean(told, LIMITS).data
    assert CAMERA.encode() not in kept
    assert b"the owner" not in kept
    with Image.open(io.BytesIO(kept)) as picture:
        assert not picture.getexif()
        assert not {"icc_profile", "exif", "xmp", "comment"} & set(picture.info)
        # It lay on its side: 60 x 40, with red on the left, that is now above.
        assert picture.size == (40, 60)
        red, _, blue = picture.convert("RGB").getpixel((20, 10))
        assert (red > 200, blue < 60) == (True, True)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "I;16"])
def test_a_picture_in_any_mode_is_taken(mode: str) -> None:
    file = io.BytesIO()
    Image.new(mode, (9, 9)).save(file, "PNG")
    assert clean(file.getvalue(), LIMITS).media == "image/png"


def test_sixteen_bits_of_grey_stay_grey() -> None:
    file = io.BytesIO()
    Image.new("I;16", (9, 9), 32768).save(file, "PNG")
    with Image.open(io.BytesIO(clean(file.getvalue(), LIMITS).data)) as picture:
        assert picture.convert("L").getpixel((4, 4)) == 128


def test_a_large_picture_is_made_smaller() -> None:
    kept = clean(media.picture("JPEG", (6000, 3000)), LIMITS)
    with Image.open(io.BytesIO(kept.data)) as picture:
        assert picture.size == (4096, 2048)


@pytest.mark.parametrize("side", [10_000, 20_000])
def test_a_bomb_is_refused_before_it_is_unpacked(side: int) -> None:
    bomb = media.bomb(side)
    assert len(bomb) < 100_000
    tracemalloc.start()
    began = time.thread_time()
    with pytest.raises(TooManyPixelsError):
        clean(bomb, LIMITS)
    assert time.thread_time() - began < 1
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_a_picture_that_lies_about_its_size_is_broken() -> None:
    small = bytearray(media.picture("PNG"))
    small[16:24] = (5000).to_bytes(4) + (5000).to_bytes(4)
    with pytest.raises(BrokenFileError):
        clean(bytes(small), LIMITS)


def test_a_picture_that_grows_when_it_is_drawn_anew_is_too_large() -> None:
    noise = io.BytesIO()
    Image.effect_noise((800, 800), 90).convert("RGB").save(noise, "JPEG", quality=10)
    with pytest.raises(TooLargeFileError):
        clean(noise.getvalue(), FileLimits(len(noise.getvalue()), 40_000_000, 10))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0",
        PAGE,
        b"\n" + media.pdf(),
        PAGE + media.pdf(),
        ZIP,
        media.picture("GIF"),
        media.picture("TIFF"),
        media.picture("BMP"),
        b"MZ" + bytes(500),
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        media.ogg(codec=b"\x01vorbis"),
        media.mp4(handler=b"vide"),
        media.mp4(brand=b"heic").replace(b"moov", b"meta"),
        media.webm(codec=b"V_VP8", kind=b"\x01"),
        media.webm(codec=b"A_PCM"),
        media.webm(doctype=b"matroska"),
        "سلام".encode(),
    ],
)
def test_what_is_no_photo_document_or_voice_is_refused(data: bytes) -> None:
    with pytest.raises((UnsupportedFileError, BrokenFileError)):
        clean(data, LIMITS)


@pytest.mark.parametrize("type_", SAMPLES)
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_file_that_was_cut_off_is_broken(type_: str, share: float) -> None:
    whole = SAMPLES[type_]
    if type_ in {"audio/mpeg", "audio/webm"} and share == 0.9:
        # These are recorded as streams, so they may end anywhere.
        assert clean(whole[: int(len(whole) * share)], LIMITS).media == type_
        return
    with pytest.raises(BrokenFileError):
        clean(whole[: int(len(whole) * share)], LIMITS)


@pytest.mark.parametrize("type_", ["image/jpeg", "image/png", "image/webp", "audio/mpeg"])
def test_cargo_behind_a_file_is_dropped(type_: str) -> None:
    kept = clean(SAMPLES[type_] + ZIP + PAGE, LIMITS)
    assert kept.media == type_
    assert b"<script>" not in kept.data
    assert b"PK" not in kept.data[-500:]


@pytest.mark.parametrize("type_", ["application/pdf", "audio/ogg", "audio/mp4"])
def test_cargo_behind_another_file_makes_it_broken(type_: str) -> None:
    with pytest.raises(BrokenFileError):
        clean(SAMPLES[type_] + ZIP, LIMITS)


def test_tags_of_sound_are_dropped() -> None:
    assert b"my name" not in clean(media.mp3(tag="my name"), LIMITS).data
    told = media.mp4(about="+35.68+051.38/")
    kept = clean(told, LIMITS).data
    assert b"+35.68" not in kept
    # Offsets into the file stay right.
    assert (len(kept), kept.index(b"mdat")) == (len(told), told.index(b"mdat"))


def test_a_recording_of_safari_is_sound() -> None:
    assert clean(media.mp4(brand=b"iso5"), LIMITS).media == "audio/mp4"


def test_boxes_in_boxes_in_boxes_end_somewhere() -> None:
    nested = b""
    for _ in range(3000):
        nested = media.box(b"moov", nested)
    with pytest.raises((UnsupportedFileError, BrokenFileError)):
        clean(media.box(b"ftyp", b"M4A ") + nested, LIMITS)


def test_a_file_of_more_bytes_than_may_be_is_not_looked_at() -> None:
    with pytest.raises(TooLargeFileError):
        clean(bytes(LIMITS.max_bytes + 1), LIMITS)


@given(st.sampled_from(sorted(SAMPLES)), st.data())
def test_damage_of_any_kind_is_refused_or_survived(type_: str, data: st.DataObject) -> None:
    file = bytearray(SAMPLES[type_])
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(file) - 1))
        file[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    with contextlib.suppress(*REFUSALS):
        clean(bytes(file), LIMITS)
