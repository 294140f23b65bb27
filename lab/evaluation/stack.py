"""Starts a whole assistant only for measuring: free ports, throw-away data."""

import asyncio
import contextlib
import socket
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.loading import index_ingredients
from assistant.settings import Settings, get_settings
from assistant.storage.database import Database
from assistant.storage.migrate import migrate
from assistant.supervisor.processes import Child, gateway_child, rasa_child
from assistant.supervisor.rasa_model import Progress, ensure_model
from assistant.supervisor.up import StartError, wait_until_ready
from knowledge.catalogue import load
from knowledge.search.engine import build_index

UNLIMITED = 1_000_000


@dataclass(frozen=True)
class Stack:
    """A running assistant whose parts can be stopped and started one by one."""

    settings: Settings
    rasa: Child
    gateway: Child

    @property
    def address(self) -> str:
        """The gateway's address."""
        return f"http://127.0.0.1:{self.settings.port}"

    async def ready(self) -> None:
        """Return when all parts work together."""
        await wait_until_ready(self.settings, asyncio.Event())


@contextlib.asynccontextmanager
async def own_stack(progress: Progress) -> AsyncIterator[str]:
    """Run Rasa and a gateway without rate limits; yields the gateway's address."""
    async with own_parts(progress) as stack:
        yield stack.address


@contextlib.asynccontextmanager
async def own_parts(progress: Progress) -> AsyncIterator[Stack]:
    """Like `own_stack`, for who wants to stop and start the parts."""
    model = ensure_model(get_settings(), progress)
    _ensure_index()
    with tempfile.TemporaryDirectory(prefix="dastyar-evaluation-") as folder:
        settings = _settings(Path(folder))
        database = Database(settings.database)
        await migrate(database)
        await database.close()
        stack = Stack(settings, rasa_child(settings, model), gateway_child(settings))
        try:
            for child in (stack.rasa, stack.gateway):
                await child.start()
            await _ready(stack)
            yield stack
        finally:
            await asyncio.gather(stack.rasa.stop(), stack.gateway.stop())


async def _ready(stack: Stack) -> None:
    try:
        await stack.ready()
    except StartError as error:
        raise StartError(f"{error}\n{_last_words(stack.settings)}") from error


def _ensure_index() -> None:
    """Build this machine's index if there is none, which takes longer than a start may."""
    ours = get_settings()
    if not (ours.index_dir / "manifest.json").exists():
        build_index(index_ingredients(ours, load()), ours.index_dir)


def _last_words(settings: Settings) -> str:
    """The ends of the logs, which go away with their folder."""
    logs = sorted((settings.data_dir / "log").glob("*.log"))
    return "\n".join(f"{log.name}: ...{log.read_text(errors='replace')[-1000:]}" for log in logs)


def _settings(folder: Path) -> Settings:
    return Settings(
        data_dir=folder,
        index_folder=get_settings().index_dir,
        port=free_port(),
        rasa_url=f"http://127.0.0.1:{free_port()}",
        rasa_timeout_s=10.0,
        **without_limits(),
    )


def without_limits() -> dict[str, Any]:
    """Settings by which no rate is in the way: all who are measured come from one address."""
    rates = ("_per_minute", "_per_hour")
    return {name: UNLIMITED for name in Settings.model_fields if name.endswith(rates)}


def free_port() -> int:
    """A loopback port that is free right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
