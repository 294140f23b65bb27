"""The supervisor's child processes: Rasa, the gateway and a training.

Each is started in a process group, watched, started again when it ends or hangs, and stopped with
the others.
"""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

import httpx
import structlog
from pydantic import SecretStr

from assistant.loopback import own_servers_in
from assistant.settings import PROJECT, Settings
from assistant.supervisor.rasa_model import QUIET, rasa_command, rasa_environment


@dataclass(frozen=True)
class Watch:
    """Asks `address` again and again; any answer is a sign of life, whatever it says.

    A process may take `start_s` until its first answer, and be silent for `hang_s` after that.
    """

    address: str
    start_s: float = 900.0
    hang_s: float = 30.0
    every_s: float = 5.0

    async def until_it_hangs(self) -> None:
        """Return when there was no answer for too long."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self.start_s
        async with httpx.AsyncClient(trust_env=False, timeout=self.every_s) as http:
            while loop.time() < deadline:
                if await answers(http, self.address):
                    deadline = loop.time() + self.hang_s
                await asyncio.sleep(self.every_s)


async def answers(http: httpx.AsyncClient, address: str) -> httpx.Response | None:
    """The answer of `address`, or None when there is none in time."""
    try:
        return await http.get(address)
    except httpx.HTTPError:
        return None


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
        """Start it in its own process group, so that its children stop with it."""
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
    """Return when the process is gone; stop it first if it hangs."""
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


LEAVING_S = 20.0
"""What a gateway may take to end its lines, its turns and its jobs, beyond its notice."""


def rasa_child(settings: Settings, model: Path, url: str | None = None) -> Child:
    """The Rasa server on loopback at the port of `url`, which is the first if none is given."""
    first = own_servers_in(settings.rasa_url)[0]
    port = urlsplit(url or first).port or 5005
    endpoints = write_endpoints(settings)
    command = [rasa_command(), "run", "--model", str(model), "--endpoints", str(endpoints)]
    # No --auth-token: it guards only Rasa's HTTP API, which stays off, and everyone on this machine
    # could read it. The secret goes by a file, and our channel asks for it.
    command += ["-i", "127.0.0.1", "-p", str(port), "--credentials"]
    command += ["credentials.yml"]
    name = "rasa" if url in {None, first} else f"rasa-{port}"
    log = settings.data_dir / "log" / f"{name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    return Child(name, command, rasa_environment(settings), PROJECT, log)


def gateway_child(settings: Settings) -> Child:
    """The gateway, with its output in its own log."""
    child = _own_child(settings, "gateway", "serve")
    child.grace_s = settings.leave_notice_s + LEAVING_S
    return child


def training_child(settings: Settings) -> Child:
    """Training in its own process, so that it can be stopped and its memory is freed."""
    return _own_child(settings, "training", "train", "rasa")


def _own_child(settings: Settings, name: str, *command: str) -> Child:
    log = settings.data_dir / "log" / f"{name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    program = [sys.executable, "-m", "assistant.cli", *command]
    return Child(name, program, gateway_environment(settings), PROJECT, log)


def gateway_environment(settings: Settings) -> dict[str, str]:
    """Our settings for a child of ours; secrets stay in the files or variables they came from."""
    fields = type(settings).model_fields.items()
    secrets = {name for name, field in fields if field.annotation is SecretStr} | {
        "messengers",
        "oidc",
    }
    given = settings.model_dump(mode="json", exclude=secrets)
    return (
        os.environ
        | QUIET
        | {"PYTHONPATH": str(PROJECT)}
        | {
            f"DASTYAR_{name.upper()}": str(value)
            for name, value in given.items()
            if value is not None
        }
    )


def write_endpoints(settings: Settings) -> Path:
    """Rasa's endpoints with the gateway's port; the repository's file has the default one."""
    text = (PROJECT / "endpoints.yml").read_text()
    path = settings.data_dir / "rasa" / "endpoints.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace("127.0.0.1:8000", f"127.0.0.1:{settings.port}"))
    return path
