"""A worker with real parts over either database, and cases to work on."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import delete
from support.case_work import CaseWork
from support.postgres import Postgres
from support.serving import private_settings

from assistant.cases.closures import ClosureRow
from assistant.storage.database import Database
from assistant.storage.jobs import Job
from assistant.storage.migrate import migrate
from knowledge.catalogue import Catalogue


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
async def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    address = f"sqlite:///{tmp_path_factory.mktemp('work') / 'work.sqlite3'}"
    if request.param == "postgresql":
        server: Postgres = request.getfixturevalue("postgres")
        address = server.new_database()
    database = Database(address)
    await migrate(database)
    await database.close()
    return address


@pytest.fixture
async def work(url: str, tmp_path: Path, catalogue: Catalogue) -> AsyncIterator[CaseWork]:
    settings = private_settings(
        tmp_path / "data", database_url=url, sms="file", quiet_hours="00:00-00:00"
    )
    made = CaseWork(settings, catalogue)
    yield made
    for model in (Job, ClosureRow):
        await made.database.run(lambda session, model=model: session.execute(delete(model)))
    await made.close()
