"""A filled demo that tests talk to."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from assistant.demo.commands import fill
from support.serving import Gateway, private_settings


@asynccontextmanager
async def serving_demo(folder: Path, rasa_url: str, cases: int) -> AsyncIterator[Gateway]:
    """A demo in `folder` with so many cases of half a year, served until the block ends."""
    settings = private_settings(
        folder,
        rasa_url=rasa_url,
        demo=True,
        connector="off",
        desk_hours="always",
        worker_enabled=False,
    )
    await fill(settings, cases)
    served = Gateway(settings)
    served.start()
    try:
        yield served
    finally:
        served.stop()
