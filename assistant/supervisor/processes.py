"""Child processes that are started, watched, and stopped together."""

import asyncio
import contextlib
import os
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import structlog

from assistant.supervisor.watch import Watch

log = structlog.get_logger()
GRACE_S = 10.0


@dataclass
class Child:
    """A program with its environment; its output goes to `log`, or to ours when there is none."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    folder: Path
    log: Path | None = None
    grace_s: float | None = None
    process: asyncio.subprocess.Process | None = field(default=None, init=False)

    async def start(self) -> None:
        """Start it in a process group of its own, so that its children stop with it."""
        output = _opened(self.log) if self.log else None
        self.process = await asyncio.create_subprocess_exec(
            *self.command,
            env=dict(self.environment),
            cwd=self.folder,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=asyncio.subprocess.STDOUT if output else None,
            start_new_session=True,
        )
        if output:
            output.close()

    async def stop(self) -> None:
        """Ask it to end, and end it when it has not after its grace, else `GRACE_S`."""
        if self.process is None or self.process.returncode is not None:
            return
        self._signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(self.grace_s or GRACE_S):
                await self.process.wait()
        except TimeoutError:
            self._signal(signal.SIGKILL)
            await self.process.wait()

    def _signal(self, number: signal.Signals) -> None:
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)


def _opened(path: Path) -> BinaryIO:
    """A log for its owner alone, whatever the umask; only appended to, so it may be emptied."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab")


async def keep_running(
    child: Child,
    first_pause_s: float = 1.0,
    longest_pause_s: float = 30.0,
    watch: Watch | None = None,
) -> None:
    """Start `child` again whenever it ends, with growing pauses, until cancelled.

    With `watch` it is also ended, and started again, when it lives and answers no more.
    """
    pause = first_pause_s
    while True:
        if child.process is None:
            await child.start()
        started = asyncio.get_running_loop().time()
        await _ended(child, watch)
        if asyncio.get_running_loop().time() - started > 2 * longest_pause_s:
            pause = first_pause_s
        await asyncio.sleep(pause)
        pause = min(2 * pause, longest_pause_s)
        child.process = None


async def _ended(child: Child, watch: Watch | None) -> None:
    """Return when the process is gone; one that hangs is stopped first."""
    assert child.process is not None
    signs: list[asyncio.Task[Any]] = [asyncio.create_task(child.process.wait())]
    if watch is not None:
        signs.append(asyncio.create_task(watch.until_it_hangs()))
    try:
        await asyncio.wait(signs, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for sign in signs:
            sign.cancel()
        await asyncio.gather(*signs, return_exceptions=True)
    if child.process.returncode is None:
        log.warning("child_hangs", child=child.name)
        await child.stop()
