"""Tells a process that lives from one that still answers."""

import asyncio
from dataclasses import dataclass

import httpx


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
