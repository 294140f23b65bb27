"""Children are started in groups of their own, started again, and stopped with all they started."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import psutil
import pytest

from assistant.supervisor import processes
from assistant.supervisor.processes import Child, keep_running

PARENT = """
import signal, subprocess, sys, time
if {stubborn}:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", {grandchild!r}])
print(child.pid, flush=True)
time.sleep(600)
"""
GRANDCHILD = "import signal, time; {ignore} time.sleep(600)"
IGNORE = "signal.signal(signal.SIGTERM, signal.SIG_IGN);"


def python(folder: Path, code: str, name: str = "child") -> Child:
    command = [sys.executable, "-c", code]
    return Child(name, command, os.environ, folder, folder / f"{name}.log")


async def family(folder: Path, *, stubborn: bool) -> tuple[Child, int]:
    """A running child that has started a process itself, and the pid of that one."""
    grandchild = GRANDCHILD.format(ignore=IGNORE if stubborn else "")
    child = python(folder, PARENT.format(stubborn=stubborn, grandchild=grandchild))
    await child.start()
    line = await written(folder / "child.log")
    return child, int(line)


async def written(log: Path) -> str:
    """The log, once there is something in it."""
    for _ in range(600):
        if log.exists() and log.read_text().endswith("\n"):
            return log.read_text()
        await asyncio.sleep(0.02)
    raise AssertionError("the child has written nothing")


async def gone(pid: int) -> bool:
    for _ in range(250):
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        await asyncio.sleep(0.02)
    return False


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "GRACE_S", 1.0)


@pytest.fixture
async def watched(tmp_path: Path) -> AsyncIterator[tuple[Child, Path]]:
    """A child that ends by itself at once, and is started again for as long as the test runs."""
    child = python(tmp_path, "print('started', flush=True)")
    watcher = asyncio.create_task(keep_running(child, first_pause_s=0.1, longest_pause_s=0.4))
    yield child, tmp_path / "child.log"
    watcher.cancel()
    await asyncio.gather(watcher, return_exceptions=True)
    await child.stop()


@pytest.mark.parametrize("stubborn", [False, True])
async def test_stopping_ends_the_whole_group(tmp_path: Path, stubborn: bool) -> None:
    child, grandchild = await family(tmp_path, stubborn=stubborn)
    assert child.process is not None
    await child.stop()
    assert child.process.returncode is not None
    assert await gone(grandchild)


async def test_a_child_is_asked_before_it_is_ended(tmp_path: Path) -> None:
    child = python(
        tmp_path,
        "import signal, sys, time\n"
        "signal.signal(signal.SIGTERM, lambda *_: (print('bye', flush=True), sys.exit(0)))\n"
        "print('ready', flush=True)\ntime.sleep(600)",
    )
    await child.start()
    await written(tmp_path / "child.log")
    await child.stop()
    assert (tmp_path / "child.log").read_text() == "ready\nbye\n"


async def test_a_child_is_not_in_our_group_so_that_ctrl_c_reaches_only_us(tmp_path: Path) -> None:
    child = python(tmp_path, "import time; time.sleep(600)")
    await child.start()
    assert child.process is not None
    assert os.getpgid(child.process.pid) != os.getpgid(0)
    await child.stop()


async def test_stopping_twice_or_before_the_start_is_no_fault(tmp_path: Path) -> None:
    child = python(tmp_path, "pass")
    await child.stop()
    await child.start()
    await child.stop()
    await child.stop()


async def test_a_dead_child_is_started_again(watched: tuple[Child, Path]) -> None:
    _, log = watched
    await starts(log, 3)


async def test_the_pauses_between_starts_grow(watched: tuple[Child, Path]) -> None:
    _, log = watched
    await starts(log, 1)
    began = time.monotonic()
    await starts(log, 4)
    # 0.1, 0.2 and 0.4 seconds, and no more than that and the starts themselves.
    assert time.monotonic() - began > 0.6


async def test_a_killed_child_comes_back_with_another_pid(tmp_path: Path) -> None:
    child = python(tmp_path, "import time; print('up', flush=True); time.sleep(600)")
    watcher = asyncio.create_task(keep_running(child, first_pause_s=0.05))
    await starts(tmp_path / "child.log", 1, "up")
    assert child.process is not None
    first = child.process.pid
    os.kill(first, 9)
    await starts(tmp_path / "child.log", 2, "up")
    assert child.process is not None
    assert child.process.pid != first
    watcher.cancel()
    await asyncio.gather(watcher, return_exceptions=True)
    await child.stop()


async def starts(log: Path, count: int, word: str = "started") -> None:
    for _ in range(1000):
        if log.exists() and log.read_text().count(word) >= count:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"fewer than {count} starts")
