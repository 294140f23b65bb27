"""PDF documents: pages alone, without author, scripts, other files, or anything behind them."""

import subprocess
import sys
from pathlib import Path

from assistant.cases.attachments.media import BrokenFileError, UncleanFileError

_TAIL = 2048
_END = b"%%EOF"
_PROGRAM = Path(__file__).with_name("pdf_pages.py")
_UNCLEAN = 3
_SECONDS = 20
"""On the clock; its processor time is bounded by the program itself."""


def plain_pdf(data: bytes) -> bytes:
    """The pages of `data`, made anew in a process of its own, so that no PDF can hold this one up.

    Raises `BrokenFileError` unless it begins and ends as a PDF does and can be read, and
    `UncleanFileError` for one that may hold what cannot be taken out, or that takes too long.
    What stands behind the end, as a second file would, is refused.
    """
    tail = data[-_TAIL:]
    after_end = tail[tail.rfind(_END) + len(_END) :] if _END in tail else b"?"
    if not data.startswith(b"%PDF-") or after_end.strip(b"\r\n \t\0"):
        raise BrokenFileError("pdf")
    return _made_anew(data)


def _made_anew(data: bytes) -> bytes:
    command = [sys.executable, "-I", str(_PROGRAM)]
    try:
        # Nothing of the environment: keys may lie there.
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
