"""Both databases, each brought from nothing to the newest schema."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from support.office_times import shipped
from support.postgres import Postgres
from support.tries import free_tries

from assistant.cases.service import CaseDesk
from assistant.conversation.store import ConversationStore
from assistant.storage.database import Database
from assistant.storage.migrate import migrate
from assistant.storage.sealing import Sealer
from knowledge.catalogue import Catalogue

DATABASES = ["sqlite", "postgresql"]
KEY = b"a key of the tests"


@pytest.fixture(params=DATABASES)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without a single table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.new_database()


@pytest.fixture(scope="session", params=DATABASES)
async def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a database that all tests share."""
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path_factory.mktemp('shared') / 'shared.sqlite3'}"
    else:
        address = request.getfixturevalue("postgres").new_database()
    database = Database(address)
    await migrate(database)
    await database.close()
    return address


@pytest.fixture(scope="session")
async def database(url: str) -> AsyncIterator[Database]:
    opened = Database(url)
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
def desk(database: Database, catalogue: Catalogue) -> CaseDesk:
    return CaseDesk(database, catalogue, Sealer(KEY), shipped, tries=free_tries(Sealer(KEY)))


@pytest.fixture(scope="session")
def store(database: Database) -> ConversationStore:
    return ConversationStore(database, Sealer(KEY))
