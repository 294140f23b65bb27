"""Keeps the logs of children small: a full one becomes `name.log.1`, and the oldest goes."""

import asyncio
import contextlib
import os
import shutil
from pathlib import Path

import structlog

from assistant.settings import Settings

log = structlog.get_logger()
LOOKS_EVERY_S = 10.0


async def keep_logs_small(settings: Settings, every_s: float = LOOKS_EVERY_S) -> None:
    """Look at every log again and again, until cancelled."""
    folder = settings.data_dir / "log"
    while True:
        await asyncio.sleep(every_s)
        await asyncio.to_thread(turn_over, folder, settings.log_max_bytes, settings.log_files)


def turn_over(folder: Path, most_bytes: int, files: int) -> None:
    """Put aside what is in each log of `folder` that has `most_bytes`; `files` older ones stay.

    A log that cannot be copied, for want of space, is emptied all the same.
    """
    for path in folder.glob("*.log"):
        # One may be gone meanwhile: it was begun anew.
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_size >= most_bytes:
                _turn(path, files)


def _turn(path: Path, files: int) -> None:
    try:
        _put_aside(path, files)
    except OSError as error:
        log.error("log_lost", log=path.name, why=type(error).__name__)
    # Its writer holds it open and appends, so it is emptied, not moved.
    os.truncate(path, 0)


def _put_aside(path: Path, files: int) -> None:
    def older(number: int) -> Path:
        return path.with_name(f"{path.name}.{number}")

    for number in range(files, 0, -1):
        if older(number).exists():
            older(number).unlink() if number == files else older(number).rename(older(number + 1))
    if files:
        private = os.open(older(1), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with path.open("rb") as full, os.fdopen(private, "wb") as kept:
            shutil.copyfileobj(full, kept)
