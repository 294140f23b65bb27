"""PDF documents: whole from the first byte to the last, and nothing hung behind them."""

from assistant.cases.attachments.media import BrokenFileError

_TAIL = 2048
_END = b"%%EOF"


def whole_pdf(data: bytes) -> bytes:
    """`data` as it is; raises `BrokenFileError` unless it begins and ends as a PDF does.

    What stands behind the end, as a second file would, is refused. What is inside is not looked at:
    it is never opened here, and handed on for download only.
    """
    tail = data[-_TAIL:]
    after_end = tail[tail.rfind(_END) + len(_END) :] if _END in tail else b"?"
    if not data.startswith(b"%PDF-") or after_end.strip(b"\r\n \t\0"):
        raise BrokenFileError("pdf")
    return data
