"""A PDF reaches its readers as pages alone: no author, no script, no file within."""

import contextlib
import io
import time
from typing import Any

import pytest
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)
from support import media

from assistant.cases.attachments.cleaning import plain_pdf
from assistant.cases.attachments.media import BrokenFileError, UncleanFileError
from assistant.cases.attachments.pdf_pages import MOST_OBJECTS, MOST_PAGES

SECRETS = [
    b"Zahra the author",
    b"scriptruns",
    b"secret attachment",
    b"linkleads",
    b"commentator",
]
SEEN = [b"(what is seen) Tj", b"(filled in) Tj"]


def dictionary(**entries: PdfObject) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})


def stream(data: bytes, **entries: PdfObject) -> StreamObject:
    made = DecodedStreamObject()
    made.set_data(data)
    made.update(dictionary(**entries))
    return made


def script() -> DictionaryObject:
    return dictionary(S=NameObject("/JavaScript"), JS=TextStringObject("scriptruns"))


def photo_in(writer: PdfWriter, data: bytes, kind: str = "/DCTDecode") -> PdfObject:
    picture = stream(
        data,
        Subtype=NameObject("/Image"),
        Width=NumberObject(60),
        Height=NumberObject(40),
        Filter=NameObject(kind),
        Metadata=writer._add_object(stream(b"<xmp>Zahra the author</xmp>")),
    )
    return writer._add_object(picture)


def noted(kind: str, look: PdfObject | None = None, **entries: PdfObject) -> DictionaryObject:
    box = ArrayObject([NumberObject(side) for side in (0, 0, 90, 20)])
    looks = {"AP": dictionary(N=look)} if look else {}
    said = TextStringObject("commentator")
    return dictionary(Subtype=NameObject(kind), Rect=box, T=said, **looks, **entries)


def telling(writer: PdfWriter, page: PageObject) -> None:
    """All that may tell or run, in all the places where it may stand."""
    writer.add_metadata({"/Author": "Zahra the author", "/Creator": "Zahra the author"})
    writer.add_attachment("cv.txt", b"secret attachment")
    writer.root_object[NameObject("/OpenAction")] = script()
    writer.root_object[NameObject("/Metadata")] = writer._add_object(stream(b"Zahra the author"))
    page[NameObject("/AA")] = dictionary(O=script())
    page[NameObject("/PieceInfo")] = dictionary(X=TextStringObject("Zahra the author"))
    link = dictionary(S=NameObject("/URI"), URI=TextStringObject("linkleads"))
    filled = writer._add_object(stream(b"BT (filled in) Tj ET", Subtype=NameObject("/Form")))
    held = dictionary(EF=dictionary(F=writer._add_object(stream(b"secret attachment"))))
    notes = [noted("/Link", A=link), noted("/Text"), noted("/FileAttachment", FS=held)]
    notes.append(noted("/Widget", filled, AA=dictionary(K=script())))
    page[NameObject("/Annots")] = ArrayObject(notes)
    photo = photo_in(writer, media.photo())
    page[NameObject("/Resources")] = dictionary(XObject=dictionary(A=photo))


def unpacked(data: bytes) -> bytes:
    """The file with all of its streams in the clear."""
    reader, parts = PdfReader(io.BytesIO(data)), [data]
    for number in range(1, len(reader.xref[0]) + 1):
        one: Any = reader.get_object(number)
        if isinstance(one, StreamObject) and "/Subtype" not in one:
            parts.append(one.get_data())
    return b"\n".join(parts)


def test_of_a_pdf_only_what_is_seen_stays() -> None:
    told = media.made_pdf("what is seen", telling)
    assert all(secret in unpacked(told) for secret in SECRETS)
    assert media.CAMERA.encode() in told
    kept = plain_pdf(told)
    found = [secret for secret in (*SECRETS, media.CAMERA.encode()) if secret in unpacked(kept)]
    assert not found
    assert all(words in kept for words in SEEN)
    photo: Any = PdfReader(io.BytesIO(kept)).pages[0].images["/A"].image
    assert photo.size == (60, 40)
    assert photo.getpixel((10, 10))[0] > 200
    assert plain_pdf(kept) == kept


def test_who_may_read_a_pdf_may_keep_it_here_without_its_lock() -> None:
    writer = PdfWriter(io.BytesIO(media.pdf("of a bank")))
    writer.encrypt("", "only the bank", algorithm="AES-256")
    file = io.BytesIO()
    writer.write(file)
    assert b"(of a bank) Tj" in plain_pdf(file.getvalue())


def locked_up() -> bytes:
    writer = PdfWriter(io.BytesIO(media.pdf()))
    writer.encrypt("a password")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def long() -> bytes:
    def add(writer: PdfWriter, page: PageObject) -> None:
        for _ in range(MOST_PAGES):
            writer.add_page(page)

    return media.made_pdf("page", add)


def tangled() -> bytes:
    def add(writer: PdfWriter, page: PageObject) -> None:
        fonts = ArrayObject([ArrayObject() for _ in range(MOST_OBJECTS)])
        page[NameObject("/Resources")] = dictionary(Font=dictionary(F=fonts))

    return media.made_pdf("page", add)


def in_another_format() -> bytes:
    def add(writer: PdfWriter, page: PageObject) -> None:
        photo = photo_in(writer, b"jp2", "/JPXDecode")
        page[NameObject("/Resources")] = dictionary(XObject=dictionary(X=photo))

    return media.made_pdf("page", add)


def deep() -> bytes:
    """Brackets in brackets, at which a reader that calls itself would fall."""
    nest = b"[" * 200_000 + b"]" * 200_000
    return media.pdf().replace(b"/Resources <<\n>>", b"/Resources <</X " + nest + b">>")


@pytest.mark.parametrize("made", [locked_up, long, tangled, in_another_format])
def test_what_cannot_be_cleaned_is_refused(made: Any) -> None:
    with pytest.raises(UncleanFileError):
        plain_pdf(made())


def test_no_pdf_holds_the_gateway_up() -> None:
    began = time.monotonic()
    with contextlib.suppress(UncleanFileError, BrokenFileError):
        plain_pdf(deep())
    assert time.monotonic() - began < 20
