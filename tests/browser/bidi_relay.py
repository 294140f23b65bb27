"""Stock Firefox for Playwright: runs it, and stands in for a command that it does not know yet.

Playwright sets the colours of each context by `emulation.setMediaFeaturesOverride`, and gives up
where that is refused, as Firefox does up to 153 at least. The refusal becomes a yes: colours and
motion are chosen by preferences as Firefox starts (`browser.firefox`). Where the command is known,
everything passes as it is.

Usage: python bidi_relay.py FIREFOX [ARGUMENTS OF FIREFOX]
"""

import asyncio
import json
import re
import sys

from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

_LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
_STOOD_IN_FOR = "emulation.setMediaFeaturesOverride"
_REFUSED = "unknown command"


class _Relay:
    """One line of Playwright to one Firefox."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.asked: set[int] = set()
        """Ids of commands that may be refused, until their answers have come."""

    async def meet(self, playwright: ServerConnection) -> None:
        path = playwright.request.path if playwright.request else ""
        async with connect(self.address + path, max_size=None, compression=None) as firefox:
            ways = (self._commands(playwright, firefox), self._answers(firefox, playwright))
            await asyncio.wait(
                [asyncio.ensure_future(way) for way in ways], return_when=asyncio.FIRST_COMPLETED
            )

    async def _commands(self, playwright: ServerConnection, firefox: ClientConnection) -> None:
        try:
            async for message in playwright:
                if _STOOD_IN_FOR in str(message):
                    self.asked.add(json.loads(message)["id"])
                await firefox.send(message)
        except ConnectionClosed:
            return

    async def _answers(self, firefox: ClientConnection, playwright: ServerConnection) -> None:
        try:
            async for message in firefox:
                await playwright.send(self._granted(str(message)))
        except ConnectionClosed:
            return

    def _granted(self, message: str) -> str:
        """The answer, which is a yes if what was refused is what we stand in for."""
        if not self.asked or _REFUSED not in message:
            return message
        answer = json.loads(message)
        if answer.get("error") != _REFUSED or answer.get("id") not in self.asked:
            return message
        self.asked.remove(answer["id"])
        return json.dumps({"type": "success", "id": answer["id"], "result": {}})


async def _run(firefox: list[str]) -> int:
    process = await asyncio.create_subprocess_exec(*firefox, stderr=asyncio.subprocess.PIPE)
    assert process.stderr
    async for line in process.stderr:
        words = line.decode(errors="replace")
        if found := _LISTENING.search(words):
            relay = _Relay(found[1])
            server = await serve(relay.meet, "127.0.0.1", 0, max_size=None, compression=None)
            port = next(iter(server.sockets)).getsockname()[1]
            words = f"WebDriver BiDi listening on ws://127.0.0.1:{port}\n"
        sys.stderr.write(words)
        sys.stderr.flush()
    return await process.wait()


if __name__ == "__main__":
    sys.exit(asyncio.run(_run(sys.argv[1:])))
