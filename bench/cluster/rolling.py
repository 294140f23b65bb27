"""All gateways are restarted one after the other while citizens listen on open sockets."""

import asyncio
import random
import time
from collections.abc import Callable, Sequence

import httpx

from bench.cluster.installation import Installation
from bench.conversations import SimulatedCitizens
from bench.rows import Row, exactly
from bench.sockets.citizen import SocketCitizen
from bench.sockets.figures import faults_of

EVERY_S = 60.0
"""A citizen writes about so often."""
PATIENCE_S = 120.0


async def rolling(
    installation: Installation, sockets: int, seed: int, say: Callable[[str], None]
) -> list[Row]:
    """Restart them under that many sockets; what was lost or doubled, and how long all took."""
    citizens = await _arrive(installation.addresses[0], sockets)
    lines = [asyncio.create_task(citizen.run()) for citizen in citizens]
    await _until(lambda: all(citizen.is_up for citizen in citizens))
    hands = [asyncio.create_task(_writing(one, seed + n)) for n, one in enumerate(citizens)]
    began = time.monotonic()
    for name in ("gateway1", "gateway2"):
        say(f"{name} is restarted")
        gateway = installation.parts[name]
        await asyncio.to_thread(gateway.end)
        gateway.start()
        await gateway.wait()
        # The edge has to see it, too.
        await asyncio.sleep(3)
    seconds = time.monotonic() - began
    for hand in hands:
        hand.cancel()
    await _until(lambda: all(citizen.is_settled for citizen in citizens))
    await asyncio.sleep(2)
    _tell_waiting(citizens, lines, say)
    faults = await installation.database.run(lambda session: faults_of(session, citizens, []))
    for line in lines:
        line.cancel()
    await asyncio.gather(*lines, *hands, return_exceptions=True)
    counts = [("not answered", sum(not one.is_settled for one in citizens)), *vars(faults).items()]
    written = sum(len(citizen.written) for citizen in citizens)
    part = f"restart, {sockets} sockets"
    return [
        Row(part, "", "messages meanwhile · both restarted after", f"{written} · {seconds:.0f} s"),
        *(exactly(part, "", name.replace("_", " "), count, 0) for name, count in counts),
    ]


def _tell_waiting(
    citizens: Sequence[SocketCitizen],
    lines: Sequence[asyncio.Task[None]],
    say: Callable[[str], None],
) -> None:
    """Why messages still wait: their line broke by an error of the bench, or is not up."""
    for citizen, line in zip(citizens, lines, strict=True):
        if line.done() and not line.cancelled():
            say(f"{citizen.id}: {line.exception()!r}")
        elif not citizen.is_settled:
            say(f"{citizen.id}: {'up' if citizen.is_up else 'down'}, {citizen.waiting}")


async def _arrive(address: str, sockets: int) -> list[SocketCitizen]:
    found = []
    async with httpx.AsyncClient(base_url=address, trust_env=False, timeout=20) as http:
        for _ in range(sockets):
            opened = (await http.post("/api/v1/conversations", json={})).json()
            there = address.replace("http", "ws")
            found.append(SocketCitizen(there, opened["conversation_id"], opened["token"]))
    return found


async def _writing(citizen: SocketCitizen, seed: int) -> None:
    dice, words = random.Random(seed), iter(SimulatedCitizens(seed))
    await asyncio.sleep(dice.uniform(0, EVERY_S))
    while True:
        await citizen.write(next(words)[0])
        await asyncio.sleep(dice.uniform(0.5, 1.5) * EVERY_S)


async def _until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not is_so() and time.monotonic() < deadline:
        await asyncio.sleep(0.1)
