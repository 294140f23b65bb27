"""Where backups lie: keys and data apart, and nothing where it would be mixed up."""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant.backup.manifest import NAME, BackupFault, Manifest, read_manifest
from assistant.key_settings import KeyName
from assistant.settings import Settings
from assistant.storage.durable_files import write_secret
from assistant.storage.key_marks import fingerprint
from assistant.storage.sealing import Sealer

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

    Only one backup of a place is made at a time. Leftovers of a killed backup are removed.
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


_FREE = "internal_secret"
"""No data depends on it."""


@dataclass(frozen=True)
class KeptKeys:
    """The keys that were copied, and those that a setting gives: its author must keep these."""

    copied: tuple[str, ...]
    given: tuple[str, ...]


def keep_keys(settings: Settings, place: Path) -> KeptKeys:
    """Copy the keys folder into `place`. Raises `BackupFault` where data lies there, or other keys.

    A key that is there with another content is never written over: an older backup needs it.
    """
    check_key_place(place, settings, settings.backup_folder)
    source = settings.data_dir / "keys"
    found = {name: (source / name).read_bytes() for name in _there(source)}
    for name, key in found.items():
        kept = place / name
        if name != _FREE and kept.exists() and kept.read_bytes() != key:
            raise BackupFault(f"{kept} is another key: keep these in a folder of their own")
    for name, key in found.items():
        write_secret(place / name, key)
    told = {"kept_at": datetime.now(UTC).isoformat(timespec="seconds"), "keys": sorted(found)}
    write_secret(place / KEYS_MARK, json.dumps(told).encode())
    return KeptKeys(tuple(found), tuple(name for name in KeyName if settings.is_given(name)))


def put_keys(place: Path, settings: Settings) -> list[Path]:
    """Put kept keys into the keys folder; those that were not there before.

    Raises `BackupFault` when another key is there, and then has put none.
    """
    found = {settings.data_dir / "keys" / name: place / name for name in _there(place)}
    if not found:
        raise BackupFault(f"{place} holds no keys")
    for target, kept in found.items():
        if target.exists() and target.read_bytes() != kept.read_bytes():
            raise BackupFault(f"{target} is another key than the one in {place}")
    missing = [target for target in found if not target.exists()]
    for target in missing:
        write_secret(target, found[target].read_bytes())
    return missing


def sealer_for(manifest: Manifest, settings: Settings) -> Sealer:
    """The sealer of keys that fit a backup. Raises `BackupFault`, and names each that does not."""
    faults = []
    for name, mark in manifest.keys.items():
        key = settings.known_key(KeyName(name))
        if key is None:
            faults.append(f"{name} is missing")
        elif fingerprint(key) != mark and name != KeyName.CONNECTOR:
            faults.append(f"{name} is another one")
    master = settings.known_key(KeyName.MASTER)
    sealer = Sealer(master or b"", settings.sealing_keys)
    if missing := set(manifest.seal_keys) - set(sealer.key_ids):
        faults.append(f"of the keys that seal, {', '.join(sorted(missing))} are missing")
    if faults or master is None:
        told = "; ".join(faults) or "the master key is missing"
        raise BackupFault(f"the keys do not fit this backup: {told}. Give the right ones by --keys")
    if not manifest.is_of(sealer):
        raise BackupFault("the manifest was changed after it was made, or with another key")
    return sealer


def _there(folder: Path) -> Iterator[str]:
    return (name for name in KEY_FILES if (folder / name).is_file())
