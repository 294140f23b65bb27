"""Refusals of the case desk, for cases and their files, as problem documents."""

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
from assistant.cases.personal import NobodyNamedError
from assistant.cases.references import UnknownReferenceError
from assistant.cases.service import FilingKeyReusedError
from assistant.cases.transitions import IllegalMoveError, MoveKeyReusedError
from assistant.channels.web.problems import Problem, too_many
from assistant.guessing.tries import TooManyTriesError
from assistant.storage.sealed_files import LostFileError


@contextmanager
def as_problems() -> Iterator[None]:
    """Turn refusals of the block into problems."""
    try:
        yield
    except NobodyNamedError as error:
        raise Problem("named_without_contact") from error
    except UnknownReferenceError as error:
        raise Problem("unknown_reference", errors=[{"field": error.field}]) from error
    except (FilingKeyReusedError, MoveKeyReusedError) as error:
        raise Problem("key_reused") from error
    except IllegalMoveError as error:
        raise Problem("move_not_allowed", move=error.move, why=error.why) from error
    except TooManyTriesError as error:
        raise too_many(error.wait_s, error.puzzle) from error


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
    """The same for files that go with words: an unknown id is a fault of the body."""
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
