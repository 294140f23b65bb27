"""The attackers: each holds or floods what a stranger can reach, on loopback and for some seconds.

    python -m bench.attack.loud NAME PORT SECONDS CONVERSATION TOKEN CODE

Each runs in its own process, so that it takes the gateway's answers as a stranger far away would.
It prints how often it began, as its only line.
"""

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

import websockets

HALF_LINES, STREAMS, UPLOADS, FLOODS = 1_100, 1_500, 60, 8
UPLOAD_BYTES = 10 * 1024 * 1024
_ENDS = (OSError, asyncio.IncompleteReadError, websockets.WebSocketException)
Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass
class AttackTarget:
    """The gateway that is attacked, and what a stranger may come to know: a talk and a code."""

    port: int
    conversation: str
    token: str
    code: str
    begun: int = 0
    lines: list[asyncio.StreamWriter] = field(default_factory=list)

    async def line(self, sent: bytes) -> Line:
        """A new line on which `sent` was said."""
        self.begun += 1
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(sent)
        await writer.drain()
        return reader, writer


async def half_requests(target: AttackTarget) -> None:
    """Holds lines with half a head; each that is cut is opened again."""
    await _many(HALF_LINES, lambda: _held(target, b"GET / HTTP/1.1\r\nHost: a\r\nX-Half: "))


async def endless_header(target: AttackTarget) -> None:
    """Sends one header without end, over and over."""
    await _many(FLOODS, lambda: _poured(target, b"GET / HTTP/1.1\r\nX: ", 200_000_000))


async def slow_bodies(target: AttackTarget) -> None:
    """Announces bodies and sends a byte of them a second."""
    head = b"POST /api/v1/conversations HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n"
    await _many(500, lambda: _trickled(target, head))


async def uploads(target: AttackTarget) -> None:
    """Sends files one byte short, with a wrong pin."""
    head = f"POST /api/v1/cases/{target.code}/attachments HTTP/1.1\r\nHost: a\r\n"
    head += f"X-Case-Pin: 000000\r\nContent-Length: {UPLOAD_BYTES}\r\n\r\n"
    await _many(UPLOADS, lambda: _poured(target, head.encode(), UPLOAD_BYTES - 1))


async def frames(target: AttackTarget) -> None:
    """Sends frames without sense as fast as they go, with a right token."""
    await _many(FLOODS, lambda: _frames(target))


async def streams(target: AttackTarget) -> None:
    """Opens streams of one conversation."""
    head = f"GET /api/v1/conversations/{target.conversation}/events HTTP/1.1\r\nHost: a\r\n"
    head += f"Authorization: Bearer {target.token}\r\n\r\n"
    await _many(STREAMS, lambda: _held(target, head.encode()))


ATTACKS: dict[str, Callable[[AttackTarget], Awaitable[None]]] = {
    "half requests": half_requests,
    "endless header": endless_header,
    "slow bodies": slow_bodies,
    "bad frames": frames,
    "held uploads": uploads,
    "streams": streams,
}


async def _many(count: int, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Keep `count` of them going; each begins again two seconds after it ends."""

    async def again() -> None:
        while True:
            with contextlib.suppress(*_ENDS):
                await work()
            await asyncio.sleep(2)

    async with asyncio.TaskGroup() as group:
        for _ in range(count):
            group.create_task(again())
            # Some hundred new lines a second: the machine belongs to the gateway too.
            await asyncio.sleep(0.002)


async def _held(target: AttackTarget, sent: bytes) -> None:
    reader, writer = await target.line(sent)
    with contextlib.closing(writer):
        while await reader.read(65_536):
            pass


async def _trickled(target: AttackTarget, head: bytes) -> None:
    _, writer = await target.line(head)
    with contextlib.closing(writer):
        while not writer.is_closing():
            writer.write(b"a")
            await writer.drain()
            await asyncio.sleep(1)


async def _poured(target: AttackTarget, head: bytes, size: int) -> None:
    reader, writer = await target.line(head)
    piece = b"a" * 65_536
    with contextlib.closing(writer):
        for sent in range(0, size, len(piece)):
            writer.write(piece[: size - sent])
            await writer.drain()
        while await reader.read(65_536):
            pass


async def _frames(target: AttackTarget) -> None:
    url = f"ws://127.0.0.1:{target.port}/api/v1/conversations/{target.conversation}/ws"
    target.begun += 1
    async with websockets.connect(url, proxy=None, compression=None) as line:
        await line.send(json.dumps({"token": target.token}))
        while True:
            await line.send("no json")
            await asyncio.sleep(0)


async def main() -> None:
    """Attack for so many seconds."""
    name, port, seconds, conversation, token, code = sys.argv[1:]
    target = AttackTarget(int(port), conversation, token, code)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(float(seconds)):
            await ATTACKS[name](target)
    print(target.begun)


if __name__ == "__main__":
    # What it takes of this machine, a stranger elsewhere would not take from the gateway.
    os.nice(19)
    asyncio.run(main())
