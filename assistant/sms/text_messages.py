"""A text message, how many parts the network makes of it, and the port of every way of sending.

`FileSms` is the simplest way: it leaves messages in files, for another system to send.
"""

import asyncio
import json
import math
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from assistant.storage.durable_files import append_line
from assistant.storage.jobs import Work


@dataclass(frozen=True)
class TextMessage:
    """One message; `key` is that of its job, the same at every attempt.

    `case_id` says which case's erasure deletes its note. Number and text show in no `repr`.
    """

    mobile: str = field(repr=False)
    text: str = field(repr=False)
    key: str
    case_id: int | None = None


class SmsPort(Protocol):
    """Sends text messages."""

    async def send(self, message: TextMessage) -> Work | None:
        """Send `message`, at least once under its key; raises `TryAgain`, `Postpone` or `GiveUp`.

        The return value must be kept together with the job's end.
        """
        ...

    async def close(self) -> None:
        """Close connections and files."""
        ...


# 3GPP TS 23.038, 6.2.1 and 6.2.1.1: the default alphabet, and its letters that take two places.
_PLAIN = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_ESCAPED = frozenset("^{}\\[~]|€\f")
_ALONE, _JOINED = 160, 153
_ALONE_WIDE, _JOINED_WIDE = 70, 67

MOST_PARTS = 3
"""Longer is no short message any more: it costs the reader attention, and us a fee for each
part."""


def parts_of(text: str) -> int:
    """Messages that `text` takes: 70 UTF-16 units if it is one, else 67 each; Latin 160 and 153.

    One letter outside of the default alphabet makes all of it wide; each Persian letter is outside.
    """
    if set(text) <= _PLAIN | _ESCAPED:
        units = len(text) + sum(letter in _ESCAPED for letter in text)
        alone, joined = _ALONE, _JOINED
    else:
        units = len(text.encode("utf-16-le")) // 2
        alone, joined = _ALONE_WIDE, _JOINED_WIDE
    return 1 if units <= alone else math.ceil(units / joined)


class FileSms:
    """Writes messages as JSON lines for somebody else's gateway, one file a day.

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
        """Does nothing: nothing is open."""
