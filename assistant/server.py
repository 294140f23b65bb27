"""How the gateway is served, the same in production and in tests."""

from functools import partial
from typing import Any

from assistant.channels.web.addresses import Addresses
from assistant.channels.web.bounds.http_line import HttpLine
from assistant.channels.web.bounds.lines import Lines, room_for_lines
from assistant.channels.web.bounds.socket_line import SocketLine
from assistant.settings import Settings

LARGEST_FRAME = 64 * 1024
"""Bytes of one WebSocket frame, unpacked. Without it a stranger's frame could fill 16 MB, and a
few kilobytes of compressed nothing as well, before the first token was shown."""
BACKLOG = 512
"""Lines that the system keeps until they are taken; all of them may be taken at one moment."""


def options(settings: Settings) -> dict[str, Any]:
    """Options of uvicorn."""
    lines = Lines(
        room_for_lines(settings.connections),
        settings.connections_per_address,
        Addresses(settings.trusted_proxies),
    )
    return {
        "access_log": False,
        "server_header": False,
        "proxy_headers": False,
        "timeout_graceful_shutdown": 5,
        "backlog": BACKLOG,
        "http": partial(HttpLine, lines),
        "ws": SocketLine,
        "ws_max_size": LARGEST_FRAME,
    }
