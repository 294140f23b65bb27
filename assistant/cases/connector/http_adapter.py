"""The adapter to a system that serves docs/connector-openapi.yaml."""

import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx
from pydantic import BaseModel, ValidationError

from assistant.cases.connector.port import Message
from assistant.cases.connector.signing import Signer
from assistant.storage.jobs import GiveUp, TryAgain
from assistant.storage.shared_clock import utc_now

LONGEST_WAIT = timedelta(hours=24)
_TAKEN = {200, 201}
_REFUSED = {400, 404, 409, 410, 413, 415, 422}
_LARGEST_ANSWER = 64 * 1024


class _Receipt(BaseModel):
    receipt_id: str


class HttpUpstream:
    """Posts messages to `url`; waiting and trying again is left to the job.

    `headers` are sent along with every message, for instance those that a proxy asks for.
    """

    def __init__(
        self,
        url: str,
        signer: Signer,
        timeout_s: float,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self._url, self._signer = url.rstrip("/") + "/messages", signer
        # No redirects: a message goes where the settings say and nowhere else.
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
        # Maybe taken, maybe not; with the same key it is safe to ask again.
        raise TryAgain("رسید سامانهٔ بالادست خوانا نیست") from error


def _retry_after(value: str, now: datetime) -> timedelta | None:
    """What the header asks for, in seconds or as a date; None when it says nothing usable."""
    if value.isascii() and value.isdigit():
        wait = timedelta(seconds=min(int(value[:9]), LONGEST_WAIT.total_seconds()))
    else:
        try:
            until = parsedate_to_datetime(value)
        except ValueError:
            return None
        wait = (until if until.tzinfo else until.replace(tzinfo=UTC)) - now
    return min(max(wait, timedelta(seconds=1)), LONGEST_WAIT)
