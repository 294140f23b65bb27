"""How the gateway is served, the same in production and in tests."""

from typing import Any

LARGEST_FRAME = 64 * 1024
"""Bytes of one WebSocket frame, unpacked. Without it a stranger's frame could fill 16 MB, and a
few kilobytes of compressed nothing as well, before the first token was shown."""

OPTIONS: dict[str, Any] = {
    "access_log": False,
    "server_header": False,
    "proxy_headers": False,
    "timeout_graceful_shutdown": 5,
    "ws_max_size": LARGEST_FRAME,
}
"""Options of uvicorn."""
