"""Checks whether a backup is whole, and may be restored into the installation of these settings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from assistant.backup.making import DATABASE, UPSTREAM
from assistant.backup.manifest import BackupFault, Manifest, faults_of_files, read_manifest
from assistant.backup.pgbackrest import END
from assistant.backup.sqlite import COPY, check_whole, file_of
from assistant.settings import Settings
from assistant.storage.database import Database
from assistant.storage.migrate import newest

T = TypeVar("T")


@dataclass(frozen=True)
class RestoreRequest:
    """What is to be restored, and how.

    `until` is how far PostgreSQL's log is played, `wal` a folder with log that was not archived,
    `start` the command that starts the server. `erasures` are folders with notes of what was erased
    after the backup; without any, `may_return` accepts that erased data come back.
    """

    folder: Path
    keys: Path | None = None
    until: str | datetime = END
    wal: Path | None = None
    start: Sequence[str] = ()
    erasures: Sequence[Path] = ()
    may_return: bool = False


def check_backup(folder: Path) -> Manifest:
    """The manifest of a backup; raises `BackupFault` unless all files are as they were written."""
    manifest = read_manifest(folder)
    if faults := list(faults_of_files(folder, manifest)):
        more = f", and {len(faults) - 5} more" if len(faults) > 5 else ""
        raise BackupFault(f"this backup cannot be used: {'; '.join(faults[:5])}{more}")
    if manifest.database == "sqlite":
        check_whole(folder / DATABASE / COPY)
    return manifest


def check(settings: Settings, wanted: RestoreRequest, manifest: Manifest) -> None:
    """Raises `BackupFault` unless the backup fits the program and the empty target."""
    kind = "postgresql" if settings.database_url.startswith("postgresql") else "sqlite"
    if manifest.database != kind:
        raise BackupFault(
            f"this is a backup of {manifest.database}, and DASTYAR_DATABASE_URL names {kind}"
        )
    if manifest.schema_ > newest():
        raise BackupFault(
            f"the backup has schema {manifest.schema_}, this program knows {newest()}: take the "
            f"program of the backup ({manifest.program}) or a newer one"
        )
    if kind == "sqlite" and wanted.until != END:
        raise BackupFault("a backup of SQLite has one moment: choose the backup by its time")
    part, until = manifest.postgres, wanted.until
    if part and isinstance(until, datetime) and until < part.ended_at:
        raise BackupFault(
            f"this backup ended at {part.ended_at.isoformat()}: for an earlier time take an "
            "earlier backup"
        )
    _check_erasures(settings, wanted, manifest)
    _check_empty(settings, manifest)
    check_backup(wanted.folder)


def _check_erasures(settings: Settings, wanted: RestoreRequest, manifest: Manifest) -> None:
    # The whole log holds every erasure; if its end is missing, so may be the last erasures.
    is_whole_log = manifest.postgres and wanted.until == END and wanted.wal
    for folder in wanted.erasures:
        if not folder.is_dir():
            raise BackupFault(f"{folder} is no folder of notes of erasures")
    if not (is_whole_log or wanted.erasures or wanted.may_return or _has_own_notes(settings)):
        raise BackupFault(
            "what people had erased since the backup would come back: give the notes of it by "
            "--erasures, or accept it with --without-erasures"
        )


def _has_own_notes(settings: Settings) -> bool:
    """Whether this installation has notes of erasures in a folder outside what is restored."""
    return settings.erasures_folder is not None and settings.erasures_folder.is_dir()


def _check_empty(settings: Settings, manifest: Manifest) -> None:
    filled = [
        path
        for path in (settings.attachments_dir, settings.data_dir / UPSTREAM)
        if path.is_dir() and any(path.iterdir())
    ]
    if manifest.database == "sqlite":
        path = file_of(settings.database)
        # SQLite would apply the log of another database to this one.
        beside = (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm"))
        filled += [one for one in beside if one.exists()]
    if filled:
        told = ", ".join(str(path) for path in filled)
        raise BackupFault(f"the target is not empty: {told}. Restore into an empty data folder")
    if manifest.database == "postgresql" and _database_answers(settings):
        raise BackupFault(
            "a database answers at DASTYAR_DATABASE_URL: stop it, and put its folder aside"
        )


def _database_answers(settings: Settings) -> bool:
    return ask_database(settings, lambda session: session.scalar(text("SELECT true"))) is not None


def ask_database(settings: Settings, question: Callable[[Session], T]) -> T | None:
    """What `question` returns; None if there is no database."""
    database = Database(settings.database)
    try:
        with database.transaction() as session:
            return question(session)
    except SQLAlchemyError:
        return None
    finally:
        database.engine.dispose()
