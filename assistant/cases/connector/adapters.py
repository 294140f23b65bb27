"""The two adapters to the system of the 128 line, and the signatures of messages both ways.

`FileUpstream` is built in: it writes messages as signed JSON lines into a folder, one file a day,
and somebody else's program carries them on. A line is on the disk before the message counts as
sent. `HttpUpstream` sends to a system that serves docs/connector-openapi.yaml.
"""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import httpx
from pydantic import BaseModel, ValidationError

from assistant.cases.connector.port import Message
from assistant.storage.durable_files import append_line
from assistant.storage.jobs import GiveUp, TryAgain
from assistant.storage.shared_clock import utc_now

WINDOW = timedelta(minutes=5)
"""Most difference between a signature's time and now, so that old messages cannot be replayed."""
_VERSION = "v1="


class BadSignatureError(ValueError):
    """The signature or its time is wrong."""


class Signer:
    """Signs and checks with one secret."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def sign(self, body: bytes, timestamp: str) -> str:
        """The signature of `body` at `timestamp`, seconds since 1970."""
        signed = timestamp.encode() + b"." + body
        return _VERSION + hmac.digest(self._secret, signed, hashlib.sha256).hex()

    def check(self, body: bytes, timestamp: str, signature: str, now: datetime) -> None:
        """Raise `BadSignatureError` unless `signature` is right and its time near `now`."""
        is_right = hmac.compare_digest(
            self.sign(body, timestamp).encode(), signature.encode(errors="replace")
        )
        is_number = timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12
        if not (is_right and is_number):
            raise BadSignatureError("signature")
        if abs(now.timestamp() - int(timestamp)) > WINDOW.total_seconds():
            raise BadSignatureError("timestamp")


class FileUpstream:
    """Writes to `folder`; several processes may do so at the same time."""

    def __init__(self, folder: Path, signer: Signer) -> None:
        self._folder, self._signer = folder, signer

    async def send(self, message: Message) -> str:
        """Append the message; its receipt is a hash of it."""
        await asyncio.to_thread(append_line, self._folder, self._line(message))
        return hashlib.sha256(message.body()).hexdigest()[:32]

    async def close(self) -> None:
        """Does nothing: no file stays open."""

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


LONGEST_WAIT = timedelta(hours=24)
_TAKEN = {200, 201}
_REFUSED = {400, 404, 409, 410, 413, 415, 422}
_LARGEST_ANSWER = 64 * 1024


class _Receipt(BaseModel):
    receipt_id: str


class HttpUpstream:
    """Posts messages to `url`; waiting and retrying are left to the job.

    `headers` are sent with every message, for instance those that a proxy asks for.
    """

    def __init__(
        self,
        url: str,
        signer: Signer,
        timeout_s: float,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self._url, self._signer = url.rstrip("/") + "/messages", signer
        # No redirects: a message goes to the address of the settings and nowhere else.
        self._http = httpx.AsyncClient(headers=headers, timeout=timeout_s, trust_env=False)

    async def send(self, message: Message) -> str:
        """Post the message; raises `TryAgain`, or `GiveUp` when it was refused for good."""
        body, timestamp = message.body(), str(int(time.time()))
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": message.message_id,
            "Dastyar-Timestamp": timestamp,
            "Dastyar-Signature": self._signer.sign(body, timestamp),
        }
        try:
            async with self._http.stream(
                "POST", self._url, content=body, headers=headers
            ) as response:
                return _receipt(response, await _read(response))
        except httpx.HTTPError as error:
            raise TryAgain(f"سامانهٔ بالادست پاسخ نداد ({type(error).__name__})") from error

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()


async def _read(response: httpx.Response) -> bytes:
    body = b""
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > _LARGEST_ANSWER:
            raise TryAgain("پاسخ سامانهٔ بالادست بیش از اندازه بزرگ است")
    return body


def _receipt(response: httpx.Response, body: bytes) -> str:
    status = response.status_code
    if status in _REFUSED:
        raise GiveUp(f"سامانهٔ بالادست پیام را نپذیرفت ({status})")
    if status not in _TAKEN:
        wait = _retry_after(response.headers.get("Retry-After", ""), utc_now())
        raise TryAgain(f"سامانهٔ بالادست الان نمی‌پذیرد ({status})", wait)
    try:
        return _Receipt.model_validate_json(body).receipt_id
    except ValidationError as error:
        # The message may have been taken or not; with the same key it is safe to send it again.
        raise TryAgain("رسید سامانهٔ بالادست خوانا نیست") from error


def _retry_after(value: str, now: datetime) -> timedelta | None:
    """The wait that the header asks for, in seconds or as a date; None when it is not usable."""
    if value.isascii() and value.isdigit():
        wait = timedelta(seconds=min(int(value[:9]), LONGEST_WAIT.total_seconds()))
    else:
        try:
            until = parsedate_to_datetime(value)
        except ValueError:
            return None
        wait = (until if until.tzinfo else until.replace(tzinfo=UTC)) - now
    return min(max(wait, timedelta(seconds=1)), LONGEST_WAIT)
