"""Leaves text messages in files, for a gateway of somebody else's."""

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

from assistant.sms.port import TextMessage
from assistant.storage.durable_files import append_line


class FileSms:
    """Writes messages as JSON lines for a gateway of someone else's, one file a day.

    The files hold mobile numbers in the clear, since that is what a gateway needs.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def send(self, message: TextMessage) -> None:
        """Append the message; it is on the disk when this returns."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        line = {"key": message.key, "mobile": message.mobile, "text": message.text, "at": at}
        data = json.dumps(line, ensure_ascii=False).encode()
        await asyncio.to_thread(append_line, self._folder, data)

    async def close(self) -> None:
        """Nothing is open."""
