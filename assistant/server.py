"""How the gateway is served, the same in production and in tests."""

import asyncio
from functools import partial
from types import FrameType
from typing import Any

import uvicorn
from fastapi import FastAPI

from assistant.channels.web.addresses import ClientAddresses
from assistant.channels.web.bounds.connections import Lines, Streams, room_for_lines
from assistant.channels.web.bounds.http_line import HttpLine
from assistant.channels.web.bounds.socket_line import SocketLine
from assistant.channels.web.shutdown import Leaving
from assistant.settings import Settings

LARGEST_FRAME = 64 * 1024
"""Bytes of one WebSocket frame, unpacked. Without it a stranger's frame could fill 16 MB, and a
few kilobytes of compressed nothing as well, before the first token was shown."""
BACKLOG = 512
"""Lines that the system keeps until they are taken; all of them may be taken at one moment."""

TURNS_S = 5
"""Seconds for turns that are under way when the door is shut."""


class Server(uvicorn.Server):
    """uvicorn's, which ends open lines one by one before it stops; asked twice, at once."""

    def __init__(self, config: uvicorn.Config, leaving: Leaving, streams: Streams) -> None:
        super().__init__(config)
        self._leaving, self._streams = leaving, streams
        self._loop: asyncio.AbstractEventLoop | None = None

    async def serve(self, sockets: Any = None) -> None:
        """Serve until told to end."""
        self._loop = asyncio.get_running_loop()
        await super().serve(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal to end."""
        if self._loop is None or not self.started or self._leaving.has_begun:
            super().handle_exit(sig, frame)
            return
        stop = partial(super().handle_exit, sig, frame)
        self._loop.call_soon_threadsafe(self._leave, stop)

    def _leave(self, stop: partial[None]) -> None:
        if not self._leaving.has_begun:
            assert self._loop is not None
            self._loop.call_later(self._leaving.begin(self._streams.count), stop)


def server(app: FastAPI, settings: Settings, **more: Any) -> Server:
    """What serves `app`; `more` are further options of uvicorn."""
    config = uvicorn.Config(app, log_level="warning", **options(settings), **more)
    return Server(config, app.state.leaving, app.state.streams)


def options(settings: Settings) -> dict[str, Any]:
    """Options of uvicorn."""
    lines = Lines(
        room_for_lines(settings.connections),
        settings.connections_per_address,
        ClientAddresses(settings.trusted_proxies),
    )
    return {
        "access_log": False,
        "server_header": False,
        "proxy_headers": False,
        "timeout_graceful_shutdown": TURNS_S,
        "backlog": BACKLOG,
        "http": partial(HttpLine, lines),
        "ws": SocketLine,
        "ws_max_size": LARGEST_FRAME,
    }
