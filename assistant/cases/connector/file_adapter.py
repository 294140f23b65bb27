"""The built-in adapter: messages as signed JSON lines in a folder, one file a day.

Someone else's program carries them on. A line is on the disk before the message counts as sent.
"""

import asyncio
import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from assistant.cases.connector.port import Message
from assistant.cases.connector.signing import BadSignatureError, Signer
from assistant.storage.daily_lines import append_line


class FileUpstream:
    """Writes to `folder`; several processes may do so at the same time."""

    def __init__(self, folder: Path, signer: Signer) -> None:
        self._folder, self._signer = folder, signer

    async def send(self, message: Message) -> str:
        """Append the message; the receipt is a hash of it."""
        await asyncio.to_thread(append_line, self._folder, self._line(message))
        return hashlib.sha256(message.body()).hexdigest()[:32]

    async def close(self) -> None:
        """Nothing is held open."""

    def _line(self, message: Message) -> bytes:
        body, timestamp = message.body(), str(int(datetime.now(UTC).timestamp()))
        signature = self._signer.sign(body, timestamp)
        line = {"timestamp": timestamp, "signature": signature, "body": body.decode()}
        return json.dumps(line, ensure_ascii=False).encode()


def read_messages(path: Path, signer: Signer) -> Iterator[Message]:
    """The messages of a day's file; raises `BadSignatureError` for a line that was changed.

    A torn line, left by a process that was killed, is passed over: its message comes again.
    """
    for raw in path.read_bytes().split(b"\n"):
        try:
            line = json.loads(raw)
        except ValueError:
            continue
        body = line["body"].encode()
        signed_at = datetime.fromtimestamp(int(line["timestamp"]), UTC)
        try:
            signer.check(body, line["timestamp"], line["signature"], signed_at)
        except BadSignatureError as error:
            raise BadSignatureError(f"{path.name}: {raw[:40]!r}") from error
        yield Message.model_validate_json(body)
