"""Half requests, endless headers and frames in floods: none of them stops the others."""

import asyncio
import contextlib
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
import websockets
from support.logged import everything_logged

from assistant.channels.web.bounds import http_line
from assistant.channels.web.bounds.http_line import LARGEST_HEAD
from assistant.channels.web.refusals import REFUSALS, refusals
from assistant.logs import configure_logs

from .conftest import ROOM, Server

ENDLESS = b"a" * 2_000_000
Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def line_of(server: Server, sent: bytes = b"") -> Line:
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(sent)
    await writer.drain()
    return reader, writer


@asynccontextmanager
async def lines_of(server: Server, count: int, sent: bytes) -> AsyncIterator[list[Line]]:
    lines = [await line_of(server, sent) for _ in range(count)]
    try:
        yield lines
    finally:
        for _, writer in lines:
            writer.close()


async def is_answered(server: Server) -> bool:
    async with httpx.AsyncClient(trust_env=False, timeout=5) as http:
        answer = await http.get(f"http://127.0.0.1:{server.port}/")
        return answer.text == "here"


async def ending(reader: asyncio.StreamReader) -> bytes:
    """All that a line is still told."""
    async with asyncio.timeout(10):
        try:
            return await reader.read()
        except ConnectionResetError:
            return b""


def told(route: str, reason: str) -> float:
    return REFUSALS.labels(route, reason)._value.get()


@pytest.mark.parametrize("half", [b"", b"GET / HTTP/1.1\r\nHost: a\r\n"])
async def test_half_requests_give_way_to_whole_ones(server: Server, half: bytes) -> None:
    before = told("line", "too_many")
    async with lines_of(server, 3 * ROOM, half):
        assert await is_answered(server)
        assert server.lines.count <= ROOM
    assert told("line", "too_many") > before


async def test_a_line_that_was_answered_waits_like_others(server: Server) -> None:
    whole = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
    async with lines_of(server, 3 * ROOM, whole):
        assert await is_answered(server)
        assert server.lines.count <= ROOM


async def test_an_address_has_so_many_lines_and_a_proxy_more(
    server: Server, direct: Server
) -> None:
    async with lines_of(direct, 12, b"GET"):
        assert await is_answered(direct)
        assert direct.lines.count <= 5
    async with lines_of(server, 12, b"GET"):
        assert await is_answered(server)
        assert server.lines.count >= 12


async def test_half_a_request_has_its_time(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_line, "HEAD_S", 0.3)
    before = told("head", "too_slow")
    reader, writer = await line_of(server, b"GET / HTTP/1.1\r\n")
    assert b"408" in (await ending(reader)).split(b"\r\n")[0]
    writer.close()
    silent, other = await line_of(server)
    assert b"too_slow" in await ending(silent)
    other.close()
    assert told("head", "too_slow") == before + 2


async def test_line_ends_between_requests_do_not_keep_a_line(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_line, "HEAD_S", 0.3)
    reader, writer = await line_of(server, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")

    async def trickle() -> None:
        while True:
            writer.write(b"\r\n")
            await asyncio.sleep(0.02)

    task = asyncio.create_task(trickle())
    assert b"408" in await ending(reader)
    task.cancel()
    writer.close()


@pytest.mark.parametrize(
    "head",
    [
        b"GET / HTTP/1.1\r\nX: " + b"a" * (4 * LARGEST_HEAD),
        b"GET / HTTP/1.1\r\nX: " + b"a" * (4 * LARGEST_HEAD) + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: a\r\n" * 5000,
        b"GET /" + b"a" * (4 * LARGEST_HEAD),
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX: " + ENDLESS,
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1;" + ENDLESS,
    ],
    ids=["endless", "large", "many", "address", "trailer", "extension"],
)
async def test_endless_heads_are_cut(server: Server, head: bytes) -> None:
    before = told("head", "headers_too_large")
    reader, writer = await line_of(server)
    try:
        writer.write(head)
        await writer.drain()
        answer = await ending(reader)
    except ConnectionError:
        answer = b""
    assert told("head", "headers_too_large") == before + 1
    assert b"431" in answer or not answer
    writer.close()
    assert await is_answered(server)


async def test_ordinary_heads_pass_in_small_pieces(server: Server) -> None:
    reader, writer = await line_of(server)
    head = b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX: " + b"b" * 500
    for letter in head + b"\r\n\r\n":
        writer.write(bytes([letter]))
        await writer.drain()
    assert b"here" in await ending(reader)
    writer.close()


async def test_senseless_requests_are_told_at_a_bounded_rate(server: Server) -> None:
    configure_logs()
    refusals._told.clear()
    with everything_logged() as logged:
        for _ in range(50):
            reader, writer = await line_of(server, b"\x00\x01\x02\r\n\r\n")
            assert b"422" in await ending(reader)
            writer.close()
    lines = [line for line in logged.lines if "refused" in line or "Invalid" in line]
    assert len([line for line in lines if '"invalid"' in line]) == 1
    assert "127.0.0.1" not in logged.text


async def test_frames_in_a_flood_end_their_line_only(server: Server) -> None:
    url, before = f"ws://127.0.0.1:{server.port}/ws", told("socket", "frames_too_fast")
    async with websockets.connect(url, proxy=None) as flood:
        with contextlib.suppress(websockets.ConnectionClosed):
            for _ in range(20_000):
                await flood.send("no json")
        with pytest.raises(websockets.ConnectionClosed):
            await flood.recv()
    assert server.heard <= 100
    assert await is_answered(server)
    assert told("socket", "frames_too_fast") == before + 1


async def test_pings_in_a_flood_end_their_line(server: Server) -> None:
    url = f"ws://127.0.0.1:{server.port}/ws"
    async with websockets.connect(url, proxy=None) as flood:
        with contextlib.suppress(websockets.ConnectionClosed):
            for _ in range(20_000):
                await flood.ping(os.urandom(8))
        with pytest.raises(websockets.ConnectionClosed):
            await flood.recv()


async def test_frames_of_a_talk_pass(server: Server) -> None:
    url = f"ws://127.0.0.1:{server.port}/ws"
    async with websockets.connect(url, proxy=None) as talk:
        for _ in range(30):
            await talk.send("پیام" * 500)
        await asyncio.sleep(0.3)
        await talk.send("a" * 60_000)
        await talk.ping()
        await asyncio.sleep(0.3)
    assert server.heard == 31
    assert server.lines.count <= 1


async def test_a_socket_gives_its_place_back(server: Server) -> None:
    url = f"ws://127.0.0.1:{server.port}/ws"
    for _ in range(3):
        async with websockets.connect(url, proxy=None) as talk:
            await talk.send("a")
    await asyncio.sleep(0.2)
    assert server.lines.count == 0


async def test_who_reads_nothing_is_cut(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_line, "UNREAD_ANSWER_S", 0.3)
    before = told("answer", "not_read")
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.connect(("127.0.0.1", server.port))
        line.sendall(b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
        async with asyncio.timeout(10):
            while told("answer", "not_read") == before:
                await asyncio.sleep(0.05)
    assert await is_answered(server)
