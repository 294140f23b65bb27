"""Makes a backup while gateways and workers go on."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from assistant import VERSION
from assistant.backup.manifest import (
    CODES,
    ROOTS,
    BackupFault,
    Contents,
    FileMark,
    Manifest,
    PostgresPart,
    contents_of,
    copied_file,
    marked_file,
)
from assistant.backup.manifest import write_manifest as write
from assistant.backup.pgbackrest import PgBackRest
from assistant.backup.places import being_made, check_data_place
from assistant.backup.sqlite import COPY, snapshot
from assistant.cases.signatures import Notary
from assistant.settings import Settings
from assistant.storage.database import Database
from assistant.storage.durable_files import write_secret
from assistant.storage.key_marks import fitting_sealer
from assistant.storage.sealing import Sealer
from assistant.storage.siblings import schema_fault

DATABASE, ATTACHMENTS, UPSTREAM, ERASURES = "database", "attachments", "upstream", "erasures"


@dataclass(frozen=True)
class _Copied:
    """The database's part of a backup."""

    as_of: datetime
    contents: Contents
    files: dict[str, FileMark]
    postgres: PostgresPart | None = None


def make_backup(settings: Settings, place: Path, *, is_full: bool = False) -> Manifest:
    """Make one in a new folder of `place`; it blocks.

    Raises `BackupFault` and `KeyFault`; then there is no new folder.
    """
    check_data_place(place, settings)
    begun_at, database = datetime.now(UTC), Database(settings.database)
    try:
        with database.transaction() as session:
            if fault := schema_fault(session):
                raise BackupFault(f"{fault}, or back up with the program of the database")
        sealer = fitting_sealer(database, settings)
        with being_made(place) as folder:
            copied = _database(settings, database, folder, is_full=is_full)
            # After the database: a file too many is swept later, one too few would be lost.
            files = copied.files | dict(_files(settings, folder))
            files |= dict(_told(folder, copied.contents))
            manifest = _manifest(copied, begun_at, files, sealer)
            write(folder, manifest)
            return manifest
    finally:
        database.engine.dispose()


def _manifest(
    copied: _Copied, begun_at: datetime, files: dict[str, FileMark], sealer: Sealer
) -> Manifest:
    contents = copied.contents
    return Manifest(
        program=VERSION,
        schema_=contents.schema,
        database="postgresql" if copied.postgres else "sqlite",
        begun_at=begun_at,
        as_of=copied.as_of,
        ended_at=datetime.now(UTC),
        keys=contents.keys,
        seal_keys=list(sealer.key_ids),
        cases=len(contents.codes),
        newest_root=contents.newest_root,
        postgres=copied.postgres,
        files=files,
    ).marked(sealer)


def _database(settings: Settings, database: Database, folder: Path, *, is_full: bool) -> _Copied:
    public_key = Notary(settings.signing_key).public_key
    as_of = datetime.now(UTC)
    if database.engine.dialect.name == "sqlite":
        copy = folder / DATABASE / COPY
        copy.parent.mkdir(mode=0o700)
        mark = snapshot(database, copy)
        return _Copied(as_of, _read(copy, public_key), {f"{DATABASE}/{COPY}": mark})
    # All of one moment; the copy begins later, so it holds all of this and more.
    with Session(database.engine.execution_options(isolation_level="REPEATABLE READ")) as session:
        contents = contents_of(session, public_key)
    part = PgBackRest(settings.pgbackrest).backup(is_full=is_full)
    return _Copied(as_of, contents, {}, part)


def _read(copy: Path, public_key: str) -> Contents:
    """What is in a copy; it stays as it is, byte by byte."""
    address = f"{copy.absolute().as_uri()}?mode=ro&immutable=1"
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(address, uri=True))
    try:
        with Session(engine) as session:
            return contents_of(session, public_key)
    finally:
        engine.dispose()


def _files(settings: Settings, folder: Path) -> Iterator[tuple[str, FileMark]]:
    sources = {
        ATTACHMENTS: settings.attachments_dir,
        UPSTREAM: settings.data_dir / "upstream",
        ERASURES: settings.erasures_dir,
    }
    for name, source in sources.items():
        for path in sorted(source.rglob("*")):
            if path.is_symlink() or not path.is_file() or path.name.startswith("."):
                continue
            within = f"{name}/{path.relative_to(source).as_posix()}"
            try:
                yield within, copied_file(path, folder / within)
            except FileNotFoundError:
                continue  # Erased meanwhile.


def _told(folder: Path, contents: Contents) -> Iterator[tuple[str, FileMark]]:
    for name, told in ((CODES, "\n".join(contents.codes)), (ROOTS, contents.roots)):
        write_secret(folder / name, told.encode())
        yield name, marked_file(folder / name)
