"""Both databases with the newest schema: one that all tests here share, and fresh ones."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from support.postgres import Postgres

from assistant.storage.database import Database
from assistant.storage.migrate import migrate

DATABASES = ["sqlite", "postgresql"]


@pytest.fixture(scope="session", params=DATABASES)
async def database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Database]:
    """Shared: each test has cases of its own in it."""
    opened = await _migrated(request, tmp_path_factory.mktemp("facts"))
    yield opened
    await opened.close()


@pytest.fixture(params=DATABASES)
async def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """Empty, for one test."""
    opened = await _migrated(request, tmp_path)
    yield opened
    await opened.close()


async def _migrated(request: pytest.FixtureRequest, folder: Path) -> Database:
    if request.param == "sqlite":
        opened = Database(f"sqlite:///{folder / 'facts.sqlite3'}")
    else:
        server: Postgres = request.getfixturevalue("postgres")
        opened = Database(server.new_database())
    await migrate(opened)
    return opened
