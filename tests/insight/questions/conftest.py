"""A database without a gateway: migrated once, and copied for each test."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from assistant.storage.database import Database
from assistant.storage.migrate import migrate


@pytest.fixture(scope="session")
async def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("questions") / "migrated.sqlite3"
    database = Database(f"sqlite:///{file}")
    await migrate(database)
    database.scrub()
    await database.close()
    return file


@pytest.fixture
async def database(migrated: Path, tmp_path: Path) -> AsyncIterator[Database]:
    file = tmp_path / "questions.sqlite3"
    shutil.copy(migrated, file)
    opened = Database(f"sqlite:///{file}")
    yield opened
    await opened.close()
