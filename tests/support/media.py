"""Small files as phones, messengers and browsers make them, and some that nobody should send."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

CAMERA = "Kavoshgar K-9"
LARGEST_SIDE = 10_000


def picture(format: str = "JPEG", size: tuple[int, int] = (60, 40), **options: object) -> bytes:
    """A picture whose left half is red and whose right half is blue."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    file = BytesIO()
    image.save(file, format, **options)
    return file.getvalue()


def photo(format: str = "JPEG", colour_profile: bytes = b"") -> bytes:
    """A photo that names its camera and place, and lies on its side."""
    exif = Image.Exif()
    exif[Base.Model], exif[Base.Orientation] = CAMERA, 6
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (35.0, 41.0, 21.0)
    return picture(format, exif=exif, icc_profile=colour_profile or None)


def bomb(side: int = LARGEST_SIDE) -> bytes:
    """A PNG of some kilobytes that unpacks to a square of `side` pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    packer = zlib.compressobj(9)
    line = b"\0" + bytes(-(-side // 8))
    data = b"".join(packer.compress(line) for _ in range(side)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    chunks = chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def pdf(text: str = "receipt") -> bytes:
    """A page that has nothing to be taken out: it is kept as it is."""
    return made_pdf(text)


def made_pdf(
    text: str = "receipt", more: Callable[[PdfWriter, PageObject], None] | None = None
) -> bytes:
    """A page with `text` in its content, and what `more` does to it."""
    writer = PdfWriter()
    writer.metadata = None
    page = writer.add_blank_page(300, 300)
    content = DecodedStreamObject()
    content.set_data(f"BT ({text}) Tj ET".encode())
    page[NameObject("/Contents")] = content
    if more:
        more(writer, page)
    file = BytesIO()
    writer.write(file)
    return file.getvalue() if more else _as_read(file)


def _as_read(file: BytesIO) -> bytes:
    """The same with its objects in the order that reading brings about."""
    writer, again = PdfWriter(), BytesIO()
    writer.metadata = None
    writer.add_page(PdfReader(file).pages[0])
    writer.write(again)
    return again.getvalue()


def ogg(codec: bytes = b"OpusHead", pages: int = 3, serial: int = 7) -> bytes:
    """A voice message as messengers record it."""
    contents = [codec + b"\x01\x01\0\0\x80\xbb\0\0\0\0\0", b"OpusTags" + bytes(8)]
    contents += [bytes(200) for _ in range(pages)]
    return b"".join(
        b"OggS\0"
        + (b"\x02" if number == 0 else b"\0")
        + bytes(8)
        + struct.pack("<II", serial, number)
        + bytes(4)
        + bytes([1, len(content)])
        + content
        for number, content in enumerate(contents)
    )


def mp3(frames: int = 5, tag: str = "") -> bytes:
    """Frames of 128 kbit/s at 44.1 kHz, after a tag."""
    told = b"ID3\x03\0\0" + bytes([0, 0, 0, len(tag)]) + tag.encode() if tag else b""
    return told + (b"\xff\xfb\x90\x64" + bytes(413)) * frames


def box(name: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I", 8 + len(content)) + name + content


def mp4(handler: bytes = b"soun", brand: bytes = b"M4A ", about: str = "") -> bytes:
    """A recording with one track."""
    kind = box(b"hdlr", bytes(8) + handler + bytes(13))
    track = box(b"trak", box(b"tkhd", bytes(84)) + box(b"mdia", kind))
    told = box(b"udta", box(b"\xa9xyz", about.encode())) if about else b""
    moov = box(b"moov", box(b"mvhd", bytes(100)) + track + told)
    return box(b"ftyp", brand + bytes(4) + b"isom") + moov + box(b"mdat", bytes(300))


def element(id_: str, content: bytes, size: bytes | None = None) -> bytes:
    length = size or struct.pack(">Q", len(content) | 1 << 56)
    return bytes.fromhex(id_) + length + content


def webm(codec: bytes = b"A_OPUS", kind: bytes = b"\x02", doctype: bytes = b"webm") -> bytes:
    """A recording as browsers make it while they record: the length is not known."""
    track = element("ae", element("d7", b"\x01") + element("83", kind) + element("86", codec))
    tracks = element("1654ae6b", track)
    cluster = element("1f43b675", element("e7", b"\0") + element("a3", bytes(90)), b"\xff")
    header = element("1a45dfa3", element("4282", doctype, bytes([0x80 | len(doctype)])), b"\x8b")
    header = bytes.fromhex("1a45dfa3") + bytes([0x80 | (3 + len(doctype))]) + header[5:]
    return header + element("18538067", tracks + cluster, b"\x01" + b"\xff" * 7)


SAMPLES = {
    "image/jpeg": photo(),
    "image/png": photo("PNG"),
    "image/webp": photo("WEBP"),
    "application/pdf": pdf(),
    "audio/ogg": ogg(),
    "audio/mpeg": mp3(tag="title"),
    "audio/mp4": mp4(),
    "audio/webm": webm(),
}
