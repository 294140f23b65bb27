"""Keeps Rasa running, and trains its model again when it is damaged, while the gateway goes on."""

import asyncio
import gzip
import zlib
from collections.abc import Sequence
from pathlib import Path

import httpx
import structlog

from assistant.loopback import own_servers_in
from assistant.settings import Settings
from assistant.supervisor.processes import Child, Watch, answers, keep_running, training_child

log = structlog.get_logger()
LOADS_WITHIN_S = 180.0
"""Within this Rasa answers with a model, or the model counts as damaged."""
AFTER_FAILURE_S = 600.0
"""Pause after a training that failed."""
_POLL_S = 1.0
_REFUSALS = 3
"""Answers of Rasa without a model, a second apart, until it is believed to have none."""


def is_whole(model: Path) -> bool:
    """Whether every byte of the archive can be read, by the checksum at its end."""
    length = 0
    try:
        with gzip.open(model) as content:
            while read := len(content.read(1 << 20)):
                length += read
    except (OSError, EOFError, zlib.error):
        return False
    return length > 0


async def keep_rasas(settings: Settings, children: Sequence[Child], model: Path) -> None:
    """Keep one Rasa running for each of `own_servers_in(settings.rasa_url)`, until cancelled.

    The first shows whether the model can be loaded; the others are started once it can.
    """
    if not children:
        return
    first, *others = children
    loaded = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(keep_rasa(settings, first, model, loaded))
        for child, url in zip(others, own_servers_in(settings.rasa_url)[1:], strict=True):
            group.create_task(_keep_another(child, url, loaded))


async def keep_rasa(
    settings: Settings, child: Child, model: Path, loaded: asyncio.Event | None = None
) -> None:
    """Until cancelled. A model that Rasa cannot load is trained again, once a start.

    `loaded` is set when it was loaded, or when a new one was trained in its place.
    """
    if not await asyncio.to_thread(is_whole, model):
        await _train_anew(settings, model)
    address = _channel(own_servers_in(settings.rasa_url)[0])
    watch = Watch(address, start_s=2 * LOADS_WITHIN_S)
    keeper = asyncio.create_task(keep_running(child, watch=watch))
    try:
        if not await _loads(address):
            await _end(keeper, child)
            await _train_anew(settings, model)
            keeper = asyncio.create_task(keep_running(child, watch=watch))
        if loaded is not None:
            loaded.set()
        await keeper
    finally:
        await _end(keeper, child)


async def _keep_another(child: Child, url: str, loaded: asyncio.Event) -> None:
    await loaded.wait()
    keeper = asyncio.create_task(
        keep_running(child, watch=Watch(_channel(url), start_s=2 * LOADS_WITHIN_S))
    )
    try:
        await keeper
    finally:
        await _end(keeper, child)


def _channel(url: str) -> str:
    return f"{url}/webhooks/gateway/"


async def _loads(address: str) -> bool:
    """Whether Rasa comes to answer with a model; it answers without one when it cannot load it."""
    refusals, loop = 0, asyncio.get_running_loop()
    deadline = loop.time() + LOADS_WITHIN_S
    async with httpx.AsyncClient(trust_env=False) as http:
        while loop.time() < deadline and refusals < _REFUSALS:
            if answer := await answers(http, address):
                if answer.is_success:
                    return True
                refusals += 1
            await asyncio.sleep(_POLL_S)
    return False


async def _end(keeper: asyncio.Task[None], child: Child) -> None:
    keeper.cancel()
    await asyncio.gather(keeper, return_exceptions=True)
    await child.stop()
    child.process = None


async def _train_anew(settings: Settings, model: Path) -> None:
    """Put the damaged model aside and train until there is a whole one."""
    log.warning("rasa_model_damaged", model=model.name)
    if model.exists():
        model.replace(model.with_suffix(".damaged"))
    while not await asyncio.to_thread(is_whole, model):
        await _train(settings)
        if not model.exists():
            log.error("rasa_training_failed", log="rasa-train.log")
            await asyncio.sleep(AFTER_FAILURE_S)


async def _train(settings: Settings) -> None:
    child = training_child(settings)
    try:
        await child.start()
        assert child.process is not None
        await child.process.wait()
    finally:
        await child.stop()
