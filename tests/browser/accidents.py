"""What can go wrong with the assistant's processes and with the way to them."""

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator

from playwright.async_api import Page, Route

from assistant.supervisor.processes import Child
from lab.evaluation.stack import Stack


@contextlib.asynccontextmanager
async def dead(child: Child, stack: Stack) -> AsyncIterator[None]:
    """`child` is killed without warning; afterwards it is started again and all is ready."""
    assert child.process is not None
    os.killpg(child.process.pid, signal.SIGKILL)
    await child.process.wait()
    try:
        yield
    finally:
        await child.start()
        await stack.ready()


class LostAnswer:
    """The next message reaches the assistant, which acts on it; its answer does not come back."""

    def __init__(self) -> None:
        self._lost = asyncio.Event()

    @classmethod
    async def on(cls, page: Page) -> "LostAnswer":
        accident = cls()
        await page.route("**/messages", accident._lose, times=1)
        return accident

    async def happened(self) -> None:
        await self._lost.wait()

    async def _lose(self, route: Route) -> None:
        answer = await route.fetch()
        assert answer.ok
        await route.abort("connectionreset")
        self._lost.set()
