"""A copy of a running SQLite database, as it is at one moment."""

import sqlite3
from pathlib import Path

from sqlalchemy import make_url

from assistant.backup.manifest import BackupFault, FileMark, flush, marked_file
from assistant.storage.database import Database

COPY = "dastyar.sqlite3"


def file_of(url: str) -> Path:
    """Where an SQLite database lies."""
    return Path(make_url(url).database or "")


def snapshot(database: Database, target: Path) -> FileMark:
    """Write one moment of the database into `target`, which must not be there; it blocks.

    Others read and write meanwhile: it holds only a moment's view, and no lock that they wait for.
    """
    target.touch(mode=0o600)
    with database.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.exec_driver_sql("VACUUM INTO ?", (str(target),))
    with target.open("rb+") as written:
        flush(written)
    check_whole(target)
    return marked_file(target)


def check_whole(path: Path) -> None:
    """Raises `BackupFault` unless SQLite finds every page as it should be."""
    try:
        with sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True) as line:
            found = line.execute("PRAGMA integrity_check(1)").fetchone()[0]
        line.close()
    except sqlite3.DatabaseError as error:
        raise BackupFault(f"{path} is no whole SQLite database") from error
    if found != "ok":
        raise BackupFault(f"{path} is damaged: {found}")
