"""The assistant with both messengers, and no server behind them."""

from collections.abc import AsyncIterator

import pytest
from support.chat import Chat, Room
from support.serving import private_settings, shared_knowledge

from assistant.runtime import Runtime, build_runtime
from assistant.storage.database import Database
from assistant.storage.migrate import migrate

BOTS = {"tg": {"token": "101:TELEGRAM"}, "bale": {"token": "202:BALE"}}


@pytest.fixture(scope="session")
async def running(tmp_path_factory: pytest.TempPathFactory, no_rasa: str) -> AsyncIterator[Runtime]:
    folder = tmp_path_factory.mktemp("messengers")
    settings = private_settings(folder, rasa_url=no_rasa, messengers=BOTS, desk_hours="always")
    database = Database(settings.database)
    await migrate(database)
    await database.close()
    runtime = build_runtime(settings, shared_knowledge())
    yield runtime
    await runtime.close()


@pytest.fixture
def room(running: Runtime) -> Room:
    return Room.over(running)


@pytest.fixture(params=list(BOTS))
def channel(request: pytest.FixtureRequest) -> str:
    """Each messenger: the same contract holds in all of them."""
    return request.param


@pytest.fixture
def chat(room: Room, channel: str) -> Chat:
    """Someone who has just found the bot."""
    return room.chat(channel)
