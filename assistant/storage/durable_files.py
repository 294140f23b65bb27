"""Files whose bytes are on the disk before they count: secrets, and lines in daily files."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path


def write_whole(descriptor: int, data: bytes) -> None:
    """Write all of `data`, even if the system takes only part of it at a time."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def write_secret(path: Path, data: bytes) -> None:
    """Replace the file at `path` by one of mode 600; a crash leaves the old or the new, whole."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        write_whole(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    partial.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make new and changed names in `folder` outlive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


_SUFFIX = ".jsonl"


def append_line(folder: Path, line: bytes) -> None:
    """Append `line` to today's file (by UTC); several processes may do so at the same time.

    A part that a killed process left stays on a separate line.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{datetime.now(UTC):%Y-%m-%d}{_SUFFIX}"
    is_new = not path.exists()
    with _locked(path, os.O_RDWR | os.O_CREAT | os.O_APPEND) as descriptor:
        write_whole(descriptor, _after_torn_line(descriptor) + line + b"\n")
        os.fsync(descriptor)
    if is_new:
        sync_folder(folder)


def drop_lines(folder: Path, is_dropped: Callable[[bytes], bool]) -> int:
    """Remove lines from all files, for good; returns how many.

    The new file is written beside the old one, so that a process that is killed loses no line.
    """
    return sum(_drop(path, is_dropped) for path in sorted(folder.glob(f"*{_SUFFIX}")))


def drop_days(folder: Path, before: date) -> int:
    """Remove the files of days before `before`; returns how many."""
    old = [path for path in folder.glob(f"*{_SUFFIX}") if path.stem < before.isoformat()]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _drop(path: Path, is_dropped: Callable[[bytes], bool]) -> int:
    with _locked(path, os.O_RDWR) as descriptor:
        lines = _whole(descriptor).splitlines(keepends=True)
        kept = [line for line in lines if not is_dropped(line)]
        if len(kept) == len(lines):
            return 0
        partial = path.with_name(f".{path.name}.partial")
        fresh = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            write_whole(fresh, b"".join(kept))
            os.fsync(fresh)
        finally:
            os.close(fresh)
        partial.replace(path)
    sync_folder(path.parent)
    return len(lines) - len(kept)


@contextmanager
def _locked(path: Path, flags: int) -> Iterator[int]:
    """The file that has this name now, locked: another process may have replaced it meanwhile."""
    while True:
        descriptor = os.open(path, flags, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if path.exists() and os.path.samestat(os.fstat(descriptor), path.stat()):
                yield descriptor
                return
        finally:
            os.close(descriptor)


def _whole(descriptor: int) -> bytes:
    return os.pread(descriptor, os.fstat(descriptor).st_size, 0)


def _after_torn_line(descriptor: int) -> bytes:
    """A line break, if the file does not end with one."""
    size = os.fstat(descriptor).st_size
    return b"\n" if size and os.pread(descriptor, 1, size - 1) != b"\n" else b""
