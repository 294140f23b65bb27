"""Logs grow to a bound, and what is put aside is bounded, too."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from assistant.settings import Settings
from assistant.supervisor.processes import Child
from assistant.supervisor.up import keep_logs_small, turn_over

MOST, FILES = 4096, 2
TALKER = """
import time
for number in range(2000):
    print(f"{number:07}", flush=True)
    time.sleep(0.0005)
"""


def written(folder: Path) -> str:
    files = sorted(folder.iterdir(), key=lambda path: path.name, reverse=True)
    return "".join(path.read_text() for path in files)


async def test_a_child_that_talks_much_fills_no_disk(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    folder.mkdir()
    child = Child("talker", [sys.executable, "-c", TALKER], os.environ, tmp_path, folder / "t.log")
    settings = Settings(data_dir=tmp_path, log_max_bytes=MOST, log_files=FILES)
    old = os.umask(0)
    try:
        await child.start()
        keeper = asyncio.create_task(keep_logs_small(settings, every_s=0.05))
        assert child.process
        await child.process.wait()
        await asyncio.sleep(0.2)
        keeper.cancel()
    finally:
        os.umask(old)
    names = {path.name for path in folder.iterdir()}
    assert names == {"t.log", "t.log.1", "t.log.2"}
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert 2 * MOST < sum(path.stat().st_size for path in folder.iterdir()) < 8 * MOST
    lines = [int(line) for line in written(folder).split()]
    assert lines == sorted(lines)
    assert lines[-1] == 1999
    assert "\0" not in written(folder)


@pytest.mark.parametrize("size", [0, MOST - 1])
def test_a_log_that_is_not_full_stays(tmp_path: Path, size: int) -> None:
    (tmp_path / "gateway.log").write_bytes(b"x" * size)
    turn_over(tmp_path, MOST, FILES)
    assert [path.stat().st_size for path in tmp_path.iterdir()] == [size]


def test_what_cannot_be_put_aside_is_emptied_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "gateway.log").write_bytes(b"x" * MOST)
    (tmp_path / "gateway.log.2" / "in the way").mkdir(parents=True)
    turn_over(tmp_path, MOST, FILES)
    assert (tmp_path / "gateway.log").stat().st_size == 0


def test_none_may_be_kept(tmp_path: Path) -> None:
    (tmp_path / "gateway.log").write_bytes(b"x" * MOST)
    turn_over(tmp_path, MOST, 0)
    assert [path.name for path in tmp_path.iterdir()] == ["gateway.log"]
