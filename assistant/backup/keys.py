"""Keeps keys apart from data, and tells whether they fit a backup."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant.backup.manifest import BackupFault, Manifest
from assistant.backup.places import KEY_FILES, KEYS_MARK, check_key_place
from assistant.settings import KeyName, Settings
from assistant.storage.durable_files import write_secret
from assistant.storage.key_marks import fingerprint
from assistant.storage.sealing import Sealer

_FREE = "internal_secret"
"""No data depends on it."""


@dataclass(frozen=True)
class KeptKeys:
    """What was copied, and which keys a setting gives: whoever wrote that keeps these."""

    copied: tuple[str, ...]
    given: tuple[str, ...]


def keep_keys(settings: Settings, place: Path) -> KeptKeys:
    """Copy the keys folder into `place`. Raises `BackupFault` where data lies there, or other keys.

    A key that is there with another content is never written over: a backup of before needs it.
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
