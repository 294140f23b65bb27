"""Restores a backup into an empty installation, erases again what was erased, and checks all."""

import asyncio
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.background.ledger_commands import means_of
from assistant.background.worker_parts import open_parts
from assistant.backup.checking import RestoreRequest, ask_database, check
from assistant.backup.erasing_again import ErasedAgain, ErasingAgain
from assistant.backup.making import ATTACHMENTS, DATABASE, ERASURES, UPSTREAM
from assistant.backup.manifest import (
    CODES,
    ROOTS,
    BackupFault,
    Manifest,
    codes_in,
    copied_file,
    read_manifest,
)
from assistant.backup.pgbackrest import PgBackRest, is_at_rest
from assistant.backup.places import backups_in, put_keys, sealer_for
from assistant.backup.sqlite import COPY, file_of
from assistant.cases.attachments.store import Attachment
from assistant.cases.signatures import Notary
from assistant.cases.verify import KnownLedger, read_known, verify
from assistant.privacy.erasure import ErasureNotes, read_notes, take_over
from assistant.settings import Settings
from assistant.storage.database import Database
from assistant.storage.durable_files import sync_folder
from assistant.storage.key_marks import usable_sealer
from assistant.storage.migrate import migrate

STARTS_WITHIN_S = 3600.0
"""PostgreSQL may play a day of its log before it takes writes."""
_PAUSE_S = 0.5
_CLOCKS_DIFFER = timedelta(minutes=5)
"""By so much the clocks of machines that noted erasures may be behind that of the backup."""


@dataclass(frozen=True)
class Restored:
    """The result of a restore; `faults` are those of the ledger."""

    manifest: Manifest
    seconds: float
    cases: int
    missing_codes: tuple[str, ...]
    lost_files: int
    erased: ErasedAgain
    faults: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether everything that the backup lists is there, and the ledger is sound."""
        return not self.missing_codes and not self.lost_files and not self.faults


def restore(settings: Settings, wanted: RestoreRequest) -> Restored:
    """Restore into the empty installation of the settings; it blocks.

    Raises `BackupFault`: then nothing was put there, unless the message says so.
    """
    begun = time.monotonic()
    manifest = read_manifest(wanted.folder)
    check(settings, wanted, manifest)
    _check_repository(settings, manifest)
    made = put_keys(wanted.keys, settings) if wanted.keys else []
    try:
        sealer_for(manifest, settings)
    except BackupFault:
        for path in made:
            path.unlink()
        raise
    _put_files(settings, wanted.folder, manifest)
    take_over(settings.erasures_dir, _notes(wanted))
    _put_database(settings, wanted, manifest)
    asyncio.run(_migrated(settings))
    return _checked(settings, wanted, manifest, begun)


def _check_repository(settings: Settings, manifest: Manifest) -> None:
    part = manifest.postgres
    if part and not PgBackRest(settings.pgbackrest).has(part.label):
        raise BackupFault(f"pgBackRest has no backup {part.label} any more: take a newer one")


def _put_files(settings: Settings, folder: Path, manifest: Manifest) -> None:
    targets = {
        ATTACHMENTS: settings.attachments_dir,
        UPSTREAM: settings.data_dir / UPSTREAM,
    }
    for name in manifest.files:
        kind, _, rest = name.partition("/")
        if rest and kind in targets:
            _put(folder, name, manifest, targets[kind] / rest)


def _put(folder: Path, name: str, manifest: Manifest, target: Path) -> None:
    if copied_file(folder / name, target) != manifest.files[name]:
        raise BackupFault(f"{name} changed while it was read; data was put there: begin again")


def _put_database(settings: Settings, wanted: RestoreRequest, manifest: Manifest) -> None:
    if manifest.postgres is None:
        target = file_of(settings.database)
        partial = target.with_name(f".{target.name}.restoring")
        _put(wanted.folder, f"{DATABASE}/{COPY}", manifest, partial)
        partial.rename(target)
        sync_folder(target.parent)
        return
    tool = PgBackRest(settings.pgbackrest)
    tool.restore(manifest.postgres.label, wanted.until)
    if wanted.wal:
        tool.archive(wanted.wal)
    _start(settings, wanted.start)


def _start(settings: Settings, command: Sequence[str]) -> None:
    if command and subprocess.run(command, check=False, stdin=subprocess.DEVNULL).returncode:
        raise BackupFault("the restored server did not start; its log says why. Data was put there")
    deadline = time.monotonic() + STARTS_WITHIN_S
    while not ask_database(settings, is_at_rest):
        if time.monotonic() > deadline:
            raise BackupFault("the restored server takes no writes; its log says why")
        time.sleep(_PAUSE_S)


async def _migrated(settings: Settings) -> None:
    database = Database(settings.database)
    try:
        await migrate(database, usable_sealer(database, settings))
    finally:
        await database.close()


def _checked(
    settings: Settings, wanted: RestoreRequest, manifest: Manifest, begun: float
) -> Restored:
    parts = open_parts(settings)
    try:
        notes = ErasureNotes(settings.erasures_dir, parts.sealer.digests)
        gone = read_notes([settings.erasures_dir], manifest.begun_at - _CLOCKS_DIFFER)
        erased = ErasingAgain(parts, notes, gone, datetime.now(UTC)).run()
        known = read_known(str(wanted.folder / ROOTS)) if manifest.newest_root else KnownLedger()
        with parts.database.transaction() as session:
            means = means_of(session, parts.sealer, Notary(settings.signing_key), [known])
            faults = tuple(f"{place}: {fault}" for place, fault in verify(session, means))
            there = set(codes_in(session))
            lost = sum(1 for _ in _lost_files(session, settings.attachments_dir))
    finally:
        parts.database.engine.dispose()
    told = (wanted.folder / CODES).read_text(encoding="utf-8").split()
    missing = tuple(code for code in told if code not in there)
    seconds = time.monotonic() - begun
    return Restored(manifest, seconds, len(there), missing, lost, erased, faults)


def _notes(wanted: RestoreRequest) -> Iterator[Path]:
    """Notes that were given, and those of this backup and of newer ones beside."""
    yield from wanted.erasures
    for folder in backups_in(wanted.folder.resolve().parent):
        if folder.name >= wanted.folder.name:
            yield folder / ERASURES


def _lost_files(session: Session, folder: Path) -> Iterator[str]:
    """Names of files that rows refer to and that are missing."""
    there = {path.name for path in folder.glob("*/??/*")}
    for name in session.scalars(select(Attachment.name).distinct()):
        if name not in there:
            yield name


def rows(restored: Restored) -> list[tuple[str, str]]:
    """The lines of its table."""
    manifest, erased = restored.manifest, restored.erased
    return [
        ("backup", f"{manifest.begun_at:%Y-%m-%d %H:%M:%S} UTC, program {manifest.program}"),
        ("restored in", f"{restored.seconds:.1f} s"),
        ("cases", f"{restored.cases:,} of {manifest.cases:,} that the backup tells of, or more"),
        ("codes that are missing", f"{len(restored.missing_codes):,}"),
        ("files that are missing", f"{restored.lost_files:,}"),
        (
            "erased again",
            f"{erased.cases:,} cases, {erased.conversations:,} conversations, "
            f"{erased.citizens:,} citizens",
        ),
        ("erased before, open here", _some(erased.open_codes)),
        ("redact again, if not done", _some(erased.redact)),
        ("ledger", "whole" if not restored.faults else f"{len(restored.faults):,} faults"),
    ]


def _some(names: Sequence[str], most: int = 20) -> str:
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
