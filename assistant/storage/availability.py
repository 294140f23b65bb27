"""Whether the database can be reached, and whether it accepts writes now.

A database that is away is no fault of the request. A full disk still answers reads, so only a write
reveals it.
"""

import asyncio
import shutil
import sqlite3
import time
from pathlib import Path
from typing import Any

import psycopg
from prometheus_client import Gauge
from sqlalchemy import Connection, Engine, create_engine, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoFreeLineError

_STATES = ("08", "53", "57P", "25006")
"""PostgreSQL's classes and codes: lost connections, no room, shutdown, and a read-only follower:
https://www.postgresql.org/docs/current/errcodes-appendix.html"""
_CODES = (
    "SQLITE_BUSY",
    "SQLITE_LOCKED",
    "SQLITE_FULL",
    "SQLITE_CANTOPEN",
    "SQLITE_READONLY",
    "SQLITE_IOERR",
)
_BOUNDS = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
"""Seconds, and milliseconds for the last. Without these a thread waits a quarter of an hour for a
server whose connection was cut, and there are four threads."""


def is_away(error: Exception) -> bool:
    """Whether the database was not there for a query that may be repeated a little later."""
    if isinstance(error, NoFreeLineError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        name: str = getattr(cause, "sqlite_errorname", None) or ""
        return name.startswith(_CODES)
    if isinstance(cause, psycopg.Error):
        no_answer = cause.sqlstate is None and isinstance(cause, psycopg.OperationalError)
        return no_answer or (cause.sqlstate or "").startswith(_STATES)
    return error.connection_invalidated


def bounds(url: URL) -> dict[str, Any]:
    """How long to wait for a connection to PostgreSQL; values in the URL itself take precedence."""
    return {name: value for name, value in _BOUNDS.items() if name not in url.query}


PATIENCE_S = 1.0
_KEPT_S = 2.0
"""An answer is reused for this long, so that frequent callers cause no writes."""
LOW_BYTES = 200 * 2**20
"""Free space under which a disk counts as full; a day of a busy installation needs less."""
FREE = Gauge("dastyar_disk_free_bytes", "Free space on the disk of the data folder.")


class WriteProbe:
    """Writes and commits something without meaning, on its own connection."""

    def __init__(self, url: str, folder: Path) -> None:
        self._engine, self._folder = _engine(url), folder
        self._lock = asyncio.Lock()
        self._asked_at, self._is_writable = float("-inf"), False

    async def is_writable(self) -> bool:
        """Whether a transaction that writes is committed within `PATIENCE_S` or little more."""
        async with self._lock:
            if time.monotonic() - self._asked_at > _KEPT_S:
                self._is_writable = await asyncio.to_thread(self._write)
                self._asked_at = time.monotonic()
            return self._is_writable

    def has_space(self) -> bool:
        """Whether the disk of the data folder has room for some time."""
        try:
            free = shutil.disk_usage(self._folder).free
        except OSError:
            free = 0
        FREE.set(free)
        return free >= LOW_BYTES

    def close(self) -> None:
        """Give the connection back."""
        self._engine.dispose()

    def _write(self) -> bool:
        try:
            with self._engine.begin() as connection:
                _write_something(connection)
        except Exception:  # noqa: BLE001 - whatever the driver raises means that it is not written
            return False
        return True


def _write_something(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        # A number for the program's own use, which nothing here reads; setting it is a real write.
        value = connection.execute(text("PRAGMA user_version")).scalar_one()
        connection.execute(text(f"PRAGMA user_version = {(value + 1) % 2**31}"))
        return
    milliseconds = int(PATIENCE_S * 1000)
    connection.execute(text(f"SET LOCAL statement_timeout = {milliseconds}"))
    # Goes through the write-ahead log, and is refused by a server that takes no writes.
    connection.execute(text("SELECT pg_logical_emit_message(true, 'dastyar', '')"))


def _engine(url: str) -> Engine:
    if make_url(url).get_backend_name() == "sqlite":
        return create_engine(url, connect_args={"timeout": PATIENCE_S})
    return create_engine(url, pool_size=1, connect_args={"connect_timeout": 2})
