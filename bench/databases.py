"""Fresh databases of each kind, brought to the newest schema."""

import contextlib
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

from support.postgres import Postgres

from assistant.storage.database import Database
from assistant.storage.migrate import migrate

KINDS = ("sqlite", "postgresql")


@dataclass(frozen=True)
class BenchDatabase:
    """An empty database, and a folder for what belongs to it."""

    url: str
    folder: Path
    database: Database


class BenchDatabases:
    """Gives empty databases; they are thrown away at the end.

    Files lie in `root`, or in the machine's temporary folder.
    """

    def __init__(self, root: Path | None = None) -> None:
        self._root = root
        self._postgres: Postgres | None = None

    @contextlib.asynccontextmanager
    async def new(self, kind: str) -> AsyncIterator[BenchDatabase]:
        """One of `KINDS`, until the block ends."""
        with tempfile.TemporaryDirectory(prefix="dastyar-bench-", dir=self._root) as name:
            folder = Path(name)
            url = self._url(kind, folder)
            database = Database(url)
            try:
                await migrate(database)
                yield BenchDatabase(url, folder, database)
            finally:
                await database.close()

    def _url(self, kind: str, folder: Path) -> str:
        if kind == "sqlite":
            return f"sqlite:///{folder / 'bench.sqlite3'}"
        self._postgres = self._postgres or Postgres()
        return self._postgres.new_database()

    def close(self) -> None:
        """Stop the server, if one was started."""
        if self._postgres:
            self._postgres.close()


@contextlib.contextmanager
def places(root: Path | None = None) -> Iterator[BenchDatabases]:
    """Databases for as long as the block runs."""
    given = BenchDatabases(root)
    try:
        yield given
    finally:
        given.close()
