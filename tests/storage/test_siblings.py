"""A gateway does not start beside others that are made of something else."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from assistant.storage import siblings
from assistant.storage.database import Database
from assistant.storage.migrate import migrate
from assistant.storage.siblings import GONE, Sibling, SiblingFault, among_siblings

MARKS = {"internal secret": "s", "index": "i", "model": "m"}


@pytest.mark.parametrize("part", MARKS)
async def test_another_part_is_refused_by_name(database: Database, part: str) -> None:
    async with among_siblings(database, "http://one", MARKS):
        with pytest.raises(SiblingFault, match=f"another {part} than the gateway at http://one"):
            async with among_siblings(database, "http://two", MARKS | {part: "another"}):
                raise AssertionError("it started")
        async with among_siblings(database, "http://three", MARKS):
            assert len(await there(database)) == 2
        async with among_siblings(database, "http://four", MARKS | {part: "another"}, [part]):
            assert len(await there(database)) == 2
    assert await there(database) == []


async def there(database: Database) -> list[Sibling]:
    return list(await database.run(lambda s: s.scalars(select(Sibling)).all()))


async def test_who_died_does_not_count_and_who_lives_stays(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(siblings, "EVERY_S", 0.05)
    other = MARKS | {"index": "another"}
    async with among_siblings(database, "http://one", MARKS):
        (row,) = await there(database)
        long_ago = row.seen_at - 2 * GONE
        await database.run(lambda s: s.execute(update(Sibling).values(seen_at=long_ago)))
        async with asyncio.timeout(20):
            while (await there(database))[0].seen_at <= row.seen_at - timedelta(seconds=1):
                await asyncio.sleep(0.02)
        with pytest.raises(SiblingFault):
            await among_siblings(database, "http://two", other).__aenter__()
    dead = Sibling(id="d" * 32, address="http://dead", marks=MARKS, seen_at=long_ago)
    await database.run(lambda s: s.add(dead))
    async with among_siblings(database, "http://two", other):
        assert [one.address for one in await there(database)] == ["http://two"]


async def test_each_hears_how_many_there_are(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(siblings, "EVERY_S", 0.05)
    heard: list[int] = []
    async with among_siblings(database, "http://one", MARKS, counted=heard.append):
        assert heard == [1]
        async with among_siblings(database, "http://two", MARKS), asyncio.timeout(20):
            while heard[-1] != 2:
                await asyncio.sleep(0.02)


async def test_another_schema_of_the_database_is_refused(empty_url: str) -> None:
    database = Database(empty_url)
    await migrate(database, to="0046")
    with pytest.raises(SiblingFault, match="schema 0046, this program needs 0048"):
        await among_siblings(database, "http://one", MARKS).__aenter__()
    await migrate(database)
    async with among_siblings(database, "http://one", MARKS):
        assert len(await there(database)) == 1
    await database.close()
