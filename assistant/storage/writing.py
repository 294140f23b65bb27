"""Whether a database can be written to now: a question about reading is answered by a full disk."""

import asyncio
import shutil
import time
from pathlib import Path

from prometheus_client import Gauge
from sqlalchemy import Connection, Engine, create_engine, make_url, text

PATIENCE_S = 1.0
_KEPT_S = 2.0
"""An answer holds this long, so that who asks often causes no writing."""
LOW_BYTES = 200 * 2**20
"""Free space under which a disk counts as full; a day of a busy installation needs less."""
FREE = Gauge("dastyar_disk_free_bytes", "Free space on the disk of the data folder.")


class WriteProbe:
    """Writes and commits something without meaning, on a connection of its own."""

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
