"""Appends lines to files that begin anew every day; a line is on the disk before it counts."""

import fcntl
import os
from datetime import UTC, datetime
from pathlib import Path

from assistant.storage.durable import sync_folder, write_whole


def append_line(folder: Path, line: bytes) -> None:
    """Append `line` to today's file (by UTC); several processes may do so at the same time.

    What a killed process left half written stays a line of its own.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{datetime.now(UTC):%Y-%m-%d}.jsonl"
    is_new = not path.exists()
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        write_whole(descriptor, _after_torn_line(descriptor) + line + b"\n")
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if is_new:
        sync_folder(folder)


def _after_torn_line(descriptor: int) -> bytes:
    """A line break, if the file does not end with one."""
    size = os.fstat(descriptor).st_size
    return b"\n" if size and os.pread(descriptor, 1, size - 1) != b"\n" else b""
