"""Both databases with nothing in the radar, and people who report."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import delete
from support.postgres import Postgres
from support.town import Town

from assistant.cases.outages import OutageRow
from assistant.insight.radar.models import RadarHour, RadarSignal, RadarSuspicion
from assistant.storage.database import Database
from assistant.storage.migrate import migrate


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
async def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path_factory.mktemp('radar') / 'radar.sqlite3'}"
    else:
        server: Postgres = request.getfixturevalue("postgres")
        address = server.new_database()
    database = Database(address)
    await migrate(database)
    await database.close()
    return address


@pytest.fixture
async def town(url: str) -> AsyncIterator[Town]:
    database = Database(url)
    yield Town(database)
    for model in (RadarSuspicion, RadarSignal, RadarHour, OutageRow):
        await database.run(lambda session, model=model: session.execute(delete(model)))
    await database.close()
