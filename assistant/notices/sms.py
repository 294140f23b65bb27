"""Text messages: what every way of sending them can do, and the built-in one."""

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from assistant.storage.daily_lines import append_line


class SmsPort(Protocol):
    """Sends text messages."""

    async def send(self, mobile: str, text: str, key: str) -> None:
        """Send `text`, at least once under `key`; raises `TryAgain` or `GiveUp`."""
        ...


class FileSms:
    """Writes messages as JSON lines for a gateway of someone else's, one file a day.

    The files hold mobile numbers in the clear, since that is what a gateway needs.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def send(self, mobile: str, text: str, key: str) -> None:
        """Append the message; it is on the disk when this returns."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        line = {"key": key, "mobile": mobile, "text": text, "at": at}
        data = json.dumps(line, ensure_ascii=False).encode()
        await asyncio.to_thread(append_line, self._folder, data)
