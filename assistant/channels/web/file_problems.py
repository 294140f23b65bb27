"""What is refused of files, as problem documents."""

from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from cryptography.fernet import InvalidToken

from assistant.cases.attachments.media import (
    BrokenFileError,
    TooLargeFileError,
    TooManyPixelsError,
    UncleanFileError,
    UnsupportedFileError,
)
from assistant.cases.attachments.store import TooManyFilesError, UnknownFileError
from assistant.channels.web.problems import Problem
from assistant.storage.sealed_files import LostFileError

log = structlog.get_logger()

_CODES: dict[type[Exception], str] = {
    UnsupportedFileError: "file_type",
    BrokenFileError: "file_broken",
    UncleanFileError: "file_unclean",
    TooManyPixelsError: "file_pixels",
    TooLargeFileError: "file_too_large",
    TooManyFilesError: "files_full",
    UnknownFileError: "not_found",
}


@contextmanager
def along_problems() -> Iterator[None]:
    """The same for files that go with words: an id that names none is a fault of the body."""
    try:
        with file_problems():
            yield
    except Problem as problem:
        if problem.code != "not_found":
            raise
        raise Problem("unknown_reference", errors=[{"field": "files"}]) from problem


@contextmanager
def file_problems() -> Iterator[None]:
    """Turn refusals of the block into problems; a file that cannot be read is logged."""
    try:
        yield
    except tuple(_CODES) as error:
        raise Problem(_CODES[type(error)]) from error
    except (LostFileError, InvalidToken) as error:
        log.error("attachment_lost", why=type(error).__name__)
        raise Problem("unavailable") from error
