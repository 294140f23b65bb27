"""Waiting for a bell: it ends with the bell, with the time, and when it is cancelled."""

import asyncio

import pytest

from assistant.storage.database import rang_within


async def test_it_tells_whether_it_rang() -> None:
    bell = asyncio.Event()
    assert not await rang_within(bell, 0.01)
    asyncio.get_running_loop().call_later(0.01, bell.set)
    assert await rang_within(bell, 20)


@pytest.mark.parametrize("later", range(4))
async def test_cancelling_near_the_moment_of_its_ringing_ends_a_loop(later: int) -> None:
    bell = asyncio.Event()

    async def listen() -> None:
        while True:
            bell.clear()
            await rang_within(bell, 20)

    listening = asyncio.create_task(listen())
    await asyncio.sleep(0)
    bell.set()
    for _ in range(later):
        await asyncio.sleep(0)
    listening.cancel()
    done, _ = await asyncio.wait({listening}, timeout=5)
    assert done == {listening}
