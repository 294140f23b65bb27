"""Keeps Rasa running, and trains its model anew when it is damaged, while the gateway goes on."""

import asyncio
import gzip
import zlib
from pathlib import Path

import httpx
import structlog

from assistant.settings import Settings
from assistant.supervisor.children import training_child
from assistant.supervisor.processes import Child, keep_running
from assistant.supervisor.watch import Watch, answers

log = structlog.get_logger()
LOADS_WITHIN_S = 180.0
"""Within this Rasa answers with a model, or the model counts as damaged."""
AFTER_FAILURE_S = 600.0
"""Pause after a training that failed."""
_POLL_S = 1.0
_REFUSALS = 3
"""Answers of Rasa without a model, a second apart, until it is believed to have none."""


def is_whole(model: Path) -> bool:
    """Whether every byte of the archive can be read; the checksum at its end tells."""
    length = 0
    try:
        with gzip.open(model) as content:
            while read := len(content.read(1 << 20)):
                length += read
    except (OSError, EOFError, zlib.error):
        return False
    return length > 0


async def keep_rasa(settings: Settings, child: Child, model: Path) -> None:
    """Until cancelled. A model that Rasa cannot load is trained anew, once a start."""
    if not await asyncio.to_thread(is_whole, model):
        await _train_anew(settings, model)
    address = f"{settings.rasa_url.rstrip('/')}/webhooks/gateway/"
    watch = Watch(address, start_s=2 * LOADS_WITHIN_S)
    keeper = asyncio.create_task(keep_running(child, watch=watch))
    try:
        if not await _loads(address):
            await _end(keeper, child)
            await _train_anew(settings, model)
            keeper = asyncio.create_task(keep_running(child, watch=watch))
        await keeper
    finally:
        await _end(keeper, child)


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
