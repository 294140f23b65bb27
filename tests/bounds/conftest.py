"""A small application behind the gateway's own lines, with room for few of them."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from assistant.channels.web.addresses import ClientAddresses
from assistant.channels.web.bounds.connections import Lines
from assistant.channels.web.bounds.http_line import HttpLine
from assistant.channels.web.bounds.socket_line import SocketLine

ROOM = 40


class Server:
    """One uvicorn; `heard` counts the frames that reached the application."""

    def __init__(self, lines: Lines) -> None:
        self.lines, self.heard = lines, 0
        routes = [
            Route("/", self.answer),
            Route("/large", self.say_much),
            WebSocketRoute("/ws", self.listen),
        ]
        config = uvicorn.Config(
            Starlette(routes=routes),
            port=0,
            log_config=None,
            http=partial(HttpLine, lines),
            ws=SocketLine,
            ws_max_size=65_536,
        )
        self._server = uvicorn.Server(config)
        self._task: asyncio.Task[None] | None = None

    async def answer(self, _: Request) -> PlainTextResponse:
        return PlainTextResponse("here")

    async def say_much(self, _: Request) -> PlainTextResponse:
        return PlainTextResponse("a" * 20_000_000)

    async def listen(self, websocket: WebSocket) -> None:
        await websocket.accept()
        try:
            while True:
                await websocket.receive_text()
                self.heard += 1
        except (WebSocketDisconnect, KeyError):
            return

    async def start(self) -> None:
        self._task = asyncio.create_task(self._server.serve())
        while not self._server.started:
            await asyncio.sleep(0.01)

    async def stop(self) -> None:
        self._server.should_exit = True
        assert self._task is not None
        await self._task

    @property
    def port(self) -> int:
        return self._server.servers[0].sockets[0].getsockname()[1]


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """Its peers are a proxy's, so only the number of all lines bounds them."""
    async with asyncio.timeout(60):
        served = Server(Lines(ROOM, 500, ClientAddresses("127.0.0.1")))
        await served.start()
        yield served
        await served.stop()


@pytest.fixture
async def direct() -> AsyncIterator[Server]:
    """Its peers are citizens; each address has few lines."""
    async with asyncio.timeout(60):
        served = Server(Lines(ROOM, 5, ClientAddresses("10.0.0.1")))
        await served.start()
        yield served
        await served.stop()
