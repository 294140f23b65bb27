"""Makes a PDF of another's pages: visible content stays; metadata, scripts, hidden data go.

`cleaning` runs this program as a child: PDF on standard input and output. It imports no other
module of this project, so it starts fast, knows no key, and can be killed without harm.
"""

import io
import resource
import sys
from collections.abc import Iterator
from typing import cast

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    PdfObject,
    RectangleObject,
    StreamObject,
)

MOST_PAGES = 300
MOST_OBJECTS = 50_000
SECONDS = 10
"""Seconds of the processor. A scan of a hundred pages needs less than one."""
MEMORY = 768 * 1024 * 1024
UNCLEAN = 3
"""Exit status for a PDF that is whole and cannot be cleaned."""

_OF_A_PAGE = {"/Type", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit"}
_OF_A_PAGE |= {"/Resources", "/Contents", "/Group", "/Annots"}
_OF_RESOURCES = {"/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading"}
_NAMED = {*_OF_RESOURCES, "/CharProcs"}
"""Dictionaries whose keys are names that the author chose, not words of the format."""
_TELLING = {
    "/Metadata",
    "/PieceInfo",
    "/LastModified",
    "/AF",
    "/EF",
    "/OPI",
    "/Thumb",
    "/Alternates",
}
_TELLING |= {"/AA", "/JS", "/URI", "/OC", "/Ref", "/StructParent", "/StructParents", "/Measure"}
_ELSEWHERE = {"/F", "/FFilter", "/FDecodeParms"}
"""Keys of a stream which say that its content is in another file."""
_HIDDEN = 2
_MARKERS_KEPT = {0xE0, 0xEE}
"""JPEG segments that define how colours are meant; all others hold camera, place or author."""


class UncleanError(ValueError):
    """The PDF may hold something that cannot be taken out here."""


def cleaned(data: bytes) -> bytes:
    """The pages of `data` alone; raises `UncleanError`, and pypdf's errors for a damaged file."""
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise UncleanError("needs a password")
    if not 0 < len(reader.pages) <= MOST_PAGES:
        raise UncleanError("pages")
    writer, seen = PdfWriter(), dict[int, PdfObject]()
    writer.metadata = None
    for page in reader.pages:
        _strip_page(page)
        for one in _reachable(page, seen):
            _strip(one)
        writer.add_page(page)
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


def _strip_page(page: DictionaryObject) -> None:
    for key in set(page) - _OF_A_PAGE:
        del page[key]
    listed = page.pop("/Annots", ArrayObject()).get_object()
    drawn = [_drawn(one.get_object()) for one in listed]
    if kept := [one for one in drawn if one]:
        page[NameObject("/Annots")] = ArrayObject(kept)


def _drawn(annotation: DictionaryObject) -> DictionaryObject | None:
    """How a field, a stamp or a note looks on the page, without its text and actions."""
    look = annotation.get("/AP", DictionaryObject()).get_object().get("/N")
    if isinstance(look and look.get_object(), DictionaryObject) and not _is_stream(look):
        look = look.get_object().get(annotation.get("/AS", "/Off"))
    is_hidden = int(annotation.get("/F", 0)) & _HIDDEN
    if look is None or not _is_stream(look) or is_hidden or str(annotation["/Subtype"]) == "/Popup":
        return None
    kept: dict[str, PdfObject] = {
        "/Type": NameObject("/Annot"),
        "/Subtype": NameObject("/Stamp"),
        "/Rect": RectangleObject(list(cast("ArrayObject", annotation["/Rect"]))),
        "/AP": DictionaryObject({NameObject("/N"): look}),
    }
    return DictionaryObject({NameObject(key): value for key, value in kept.items()})


def _is_stream(value: PdfObject) -> bool:
    return isinstance(value.get_object(), StreamObject)


def _reachable(page: DictionaryObject, seen: dict[int, PdfObject]) -> Iterator[DictionaryObject]:
    """Every dictionary of `page` whose keys are words of the format; each before its content."""
    ahead: list[tuple[PdfObject, bool]] = [(page, False)]
    while ahead:
        value, has_names = ahead.pop()
        one = value.get_object()
        if one is None or id(one) in seen:
            continue
        if isinstance(one, DictionaryObject):
            seen[id(one)] = one
            if not has_names:
                yield one
            ahead += [(part, not has_names and key in _NAMED) for key, part in one.items()]
        elif isinstance(one, ArrayObject):
            seen[id(one)] = one
            ahead += [(part, False) for part in one]
        if len(seen) > MOST_OBJECTS:
            raise UncleanError("objects")


def _strip(one: DictionaryObject) -> None:
    for key in _TELLING & set(one):
        del one[key]
    resources = one.get("/Resources")
    if resources is not None:
        names = resources.get_object()
        for key in set(names) - _OF_RESOURCES:
            del names[key]
    if isinstance(one, StreamObject):
        _strip_stream(one)


def _strip_stream(stream: StreamObject) -> None:
    if _ELSEWHERE & set(stream):
        raise UncleanError("a file of another place")
    filters = stream.get("/Filter", ArrayObject()).get_object()
    names = filters if isinstance(filters, list) else [filters]
    if "/JPXDecode" in names or ("/DCTDecode" in names and len(names) > 1):
        raise UncleanError("a picture that may hold an author")
    if names == ["/DCTDecode"]:
        # Sets the packed bytes themselves: `set_data` would pack them again.
        stream._data = _plain_jpeg(stream._data)


def _plain_jpeg(data: bytes) -> bytes:
    """A JPEG without the segments on its origin; raises `UncleanError` if it is damaged."""
    kept, at = bytearray(data[:2]), 2
    while data[at : at + 1] == b"\xff":
        marker, size = data[at + 1], int.from_bytes(data[at + 2 : at + 4]) + 2
        if marker == 0xDA:
            end = data.rfind(b"\xff\xd9")
            return bytes(kept + data[at : end + 2 if end > at else len(data)])
        if marker < 0xE0 or marker in _MARKERS_KEPT:
            kept += data[at : at + size]
        at += size
    raise UncleanError("jpeg")


def main() -> None:
    """Clean one PDF, within bounds of time and memory."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        sys.stdout.buffer.write(cleaned(sys.stdin.buffer.read()))
    except UncleanError:
        sys.exit(UNCLEAN)


if __name__ == "__main__":
    main()
