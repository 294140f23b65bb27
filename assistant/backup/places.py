"""Where backups lie: keys and data never together, and nothing where it would be mixed up."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from assistant.backup.manifest import NAME, BackupFault, Manifest, read_manifest
from assistant.settings import KeyName, Settings

_STAMP = "%Y%m%dT%H%M%SZ"
_PARTIAL = ".partial-"
KEYS_MARK = "dastyar-keys.json"
"""Tells that a folder holds keys, and of which installation."""
KEY_FILES = (*KeyName, "seal_keys", "internal_secret")


def backups_in(place: Path) -> list[Path]:
    """The whole backups of a place, oldest first."""
    return sorted(path.parent for path in place.glob(f"[0-9]*Z/{NAME}"))


def newest_in(place: Path) -> Manifest | None:
    """The newest backup that can be read."""
    for folder in reversed(backups_in(place)):
        try:
            return read_manifest(folder)
        except BackupFault:
            continue
    return None


def check_data_place(place: Path, settings: Settings) -> None:
    """Raises `BackupFault` where data would come to lie with keys, or within what is backed up."""
    if _within(place, settings.data_dir) or _within(settings.data_dir, place):
        raise BackupFault(f"{place} and the data folder lie within each other: take another disk")
    if _holds_keys(place) or any(_holds_keys(parent) for parent in place.resolve().parents):
        raise BackupFault(
            f"{place} holds keys: whoever has both can read everything. Keep data elsewhere"
        )


def check_key_place(place: Path, settings: Settings, *data: Path | None) -> None:
    """Raises `BackupFault` where keys would come to lie with data, in the place or around it."""
    if _within(place, settings.data_dir) or _within(settings.data_dir, place):
        raise BackupFault(f"{place} and the data folder lie within each other: take another disk")
    for other in (one for one in data if one):
        if _within(place, other) or _within(other, place):
            raise BackupFault(f"keys in {place} would lie with the backups in {other}; {_APART}")
    around = (place.resolve(), *place.resolve().parents)
    if any(backups_in(one) or (one / NAME).exists() for one in around):
        raise BackupFault(f"{place} is among backups of data; {_APART}")
    if place.exists() and any(place.glob(f"*/[0-9]*Z/{NAME}")):
        raise BackupFault(f"backups of data lie within {place}; {_APART}")


_APART = "whoever has both can read everything. Keep keys elsewhere"


@contextmanager
def being_made(place: Path) -> Iterator[Path]:
    """A folder that becomes a backup of the place when the block ends well.

    One backup of a place is made at a time; what a killed one left is removed.
    """
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(place / ".lock", os.O_WRONLY | os.O_CREAT, 0o600), "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BackupFault(f"another backup into {place} is under way") from error
        for left in place.glob(f"{_PARTIAL}*"):
            shutil.rmtree(left)
        stamp = datetime.now(UTC).strftime(_STAMP)
        partial, folder = place / f"{_PARTIAL}{stamp}", place / stamp
        if folder.exists():
            raise BackupFault(f"{folder} is there already: wait a second")
        partial.mkdir(mode=0o700)
        try:
            yield partial
            partial.rename(folder)
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise


def drop_older(place: Path, keep: int) -> list[Path]:
    """Remove all but the newest `keep` backups; those that were removed."""
    old = backups_in(place)[: -keep or None]
    for folder in old:
        shutil.rmtree(folder)
    return old


def _holds_keys(folder: Path) -> bool:
    return any((folder / name).exists() for name in (KEYS_MARK, *KEY_FILES))


def _within(inner: Path, outer: Path) -> bool:
    return Path(os.path.realpath(inner)).is_relative_to(os.path.realpath(outer))
