"""Work that takes long leaves the database's threads to others, and is never done twice at once."""

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from assistant.storage.database import Database


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'long.sqlite3'}")
    yield database
    await database.close()


async def test_who_gives_up_and_asks_again_waits_for_the_same(database: Database) -> None:
    begun, may_end = [], threading.Event()

    def work(session: Session) -> int:
        begun.append(session.scalar(text("SELECT 1")))
        assert may_end.wait(timeout=20)
        return len(begun)

    # As a worker tries a job again and again; more often than there are threads.
    for _ in range(6):
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await database.run_long("name", work)
    other = await database.run(lambda session: session.scalar(text("SELECT 2")))
    assert other == 2
    may_end.set()
    assert await database.run_long("name", work) == 1
    assert await database.run_long("name", work) == 2


async def test_what_went_wrong_is_told_to_who_waits(database: Database) -> None:
    def work(_: Session) -> None:
        raise LookupError("gone")

    with pytest.raises(LookupError, match="gone"):
        await database.run_long("name", work)
    assert await database.run_long("name", lambda _: 3) == 3
