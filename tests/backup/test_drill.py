"""After a loss no code is gone that was shown before the backup; with archived log, none at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.archived_postgres import ArchivedPostgres, is_there
from support.drills import Drill, Loss
from support.gateway_process import Gateways


@pytest.fixture(scope="module")
def gateways() -> Iterator[Gateways]:
    started = Gateways()
    yield started
    started.close()


async def test_sqlite(gateways: Gateways, tmp_path: Path) -> None:
    found = await Drill(gateways, tmp_path, Loss()).run(before=15, after=15)
    assert (found.lost_before, found.faults) == (0, ())
    assert len(found.before) >= 15
    assert found.lost < len(found.shown) - len(found.before)
    assert 0 < found.restore_s < found.until_filed_s


@pytest.mark.skipif(not is_there(), reason="pgBackRest is not on this machine")
async def test_postgresql(gateways: Gateways, tmp_path: Path) -> None:
    server = ArchivedPostgres()
    try:
        found = await Drill(gateways, tmp_path, Loss(server)).run(before=15, after=15)
    finally:
        server.close()
    assert (found.lost_before, found.lost, found.faults) == (0, 0, ())
    assert len(found.shown) >= 30
