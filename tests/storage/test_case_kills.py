"""Whoever was shown a code keeps it, once and whole, when the gateway is killed at any point."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.gateway_process import Gateways
from support.kills import kill_often

from assistant.storage.database import Database
from assistant.storage.migrate import migrate

KILLS = 4
"""`make bench-cases` kills more often."""


@pytest.fixture(scope="module")
def gateways() -> Iterator[Gateways]:
    started = Gateways()
    yield started
    started.close()


async def test_no_kill_loses_or_halves_a_case(
    gateways: Gateways, empty_url: str, tmp_path: Path
) -> None:
    database = Database(empty_url)
    await migrate(database)
    killed = await kill_often(
        gateways, database, KILLS, seed=128, data_dir=tmp_path, database_url=empty_url
    )
    assert killed.faults == []
    assert (killed.lost, killed.doubled) == (0, 0)
    assert killed.shown > KILLS
    await database.close()
