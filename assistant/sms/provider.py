"""Speaks with one provider over HTTPS, as its profile says.

Nothing here logs: an address may hold the key of the account, and a body a number and a text.
"""

import asyncio
import json
import logging
import math
from collections.abc import Mapping, Sequence
from datetime import timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from assistant.provider_settings import SmsProviderSettings
from assistant.sms.profiles import (
    Because,
    MessageState,
    ProviderCall,
    filled,
    found,
    profile_of,
)

_LARGEST_ANSWER = 256 * 1024
_LONGEST_WAIT_S = 3600
_LONGEST_ID = 40
_PASSING = {408, 425, 429}


class UnansweredError(Exception):
    """The provider gave no readable answer, or only that it does not work now.

    It is not known whether a message was accepted. `wait` is the pause that the provider asks for.
    """

    def __init__(self, words: str, wait: timedelta | None = None) -> None:
        super().__init__(words)
        self.wait = wait


class SmsRefusedError(Exception):
    """The provider refused, and said why; in words for an administrator, without personal data."""

    def __init__(self, because: Because, words: str) -> None:
        super().__init__(words)
        self.because = because


class SmsProvider:
    """An account with a provider; every call takes at most the settings' seconds in all."""

    def __init__(self, settings: SmsProviderSettings) -> None:
        # Both write addresses into logs, and one of the providers has its key in them.
        for name in ("httpx", "httpcore"):
            logging.getLogger(name).setLevel(logging.WARNING)
        self.name, self.profile = settings.profile, profile_of(settings.profile)
        self._api, self._timeout_s = settings.api or self.profile.api, settings.timeout_s
        key = settings.key.get_secret_value().strip()
        self._account = {"key": key, "line": settings.line, "line_number": int(settings.line)}
        # No redirects: key and number go where the settings say and nowhere else.
        self._http = httpx.AsyncClient(
            timeout=settings.timeout_s, trust_env=False, follow_redirects=False
        )

    async def send(self, mobile: str, text: str, local_id: int) -> str:
        """Hand one message over; returns the id that the provider gave it.

        Raises `UnansweredError` and `SmsRefusedError`, as all calls here.
        """
        call = self.profile.send
        answer = await self._ask(call, {"mobile": mobile, "text": text, "local_id": local_id})
        id_ = found(answer, call.answer)
        if why := self.profile.no_id.get(str(id_)):
            raise SmsRefusedError(Because.MESSAGE, self._words(why))
        if (
            isinstance(id_, bool)
            or not isinstance(id_, (int, str))
            or not 0 < len(str(id_)) <= (_LONGEST_ID)
        ):
            raise self._unreadable()
        return str(id_)

    async def look(self, ids: Sequence[str]) -> dict[str, MessageState]:
        """The state of these messages, at most `report.most`; without those left out there."""
        report = self.profile.report
        answer = await self._ask(report, {"ids": ",".join(ids), "id": ids[0]})
        rows = found(answer, report.answer)
        states = {}
        for row in rows if isinstance(rows, list) else [rows]:
            id_, code = str(found(row, report.id)), found(row, report.state)
            if id_ in ids and (number := _number(code)) is not None:
                states[id_] = self.profile.states.get(number, MessageState.UNDER_WAY)
        return states

    async def credit(self) -> float:
        """The rest of the account's credit, in `profile.credit.unit_fa`."""
        value = found(await self._ask(self.profile.credit, {}), self.profile.credit.answer)
        try:
            left = float(value)
        except (TypeError, ValueError) as error:
            raise self._unreadable() from error
        if not math.isfinite(left):
            raise self._unreadable()
        return left

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def _ask(self, call: ProviderCall, values: Mapping[str, Any]) -> Any:
        """The decoded answer of a successful request."""
        values = {**self._account, **values}
        safe = {name: quote(str(one), safe="") for name, one in values.items()}
        try:
            async with (
                asyncio.timeout(self._timeout_s),
                self._http.stream(
                    call.method,
                    self._api + filled(call.path, safe),
                    headers=_HEADERS | filled(self.profile.headers, values),
                    data=None if call.form is None else filled(call.form, values),
                    json=None if call.body is None else filled(call.body, values),
                ) as response,
            ):
                body = await _read(response)
        except (httpx.HTTPError, TimeoutError) as error:
            kind = type(error).__name__
            # Not `from error`: httpx includes the address.
            raise UnansweredError(self._words(f"پاسخ نداد ({kind})")) from None
        if body is None:
            raise UnansweredError(self._words("پاسخی بیش از اندازه بزرگ داد"))
        return self._judged(response, body)

    def _judged(self, response: httpx.Response, body: bytes) -> Any:
        try:
            answer = json.loads(body)
        except (ValueError, RecursionError):
            answer = None
        code, status = _number(found(answer, self.profile.code)), response.status_code
        if code == self.profile.fine and status == HTTPStatus.OK:
            return answer
        if code is not None and (refusal := self.profile.refusals.get(code)):
            raise SmsRefusedError(refusal.because, self._words(f"{refusal.fa} (کد {code})"))
        wait = _wait(response.headers.get("Retry-After", ""))
        if status in _PASSING or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise UnansweredError(self._words(f"الان نمی‌پذیرد ({status})"), wait)
        if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
            raise SmsRefusedError(Because.ACCOUNT, self._words(f"کلید را نپذیرفت ({status})"))
        if response.is_redirect:
            raise SmsRefusedError(Because.ACCOUNT, self._words(f"به نشانی دیگری فرستاد ({status})"))
        if code is None and status == HTTPStatus.OK:
            raise self._unreadable()
        raise SmsRefusedError(Because.MESSAGE, self._words(f"نپذیرفت (کد {code or status})"))

    def _unreadable(self) -> UnansweredError:
        return UnansweredError(self._words("پاسخی خوانا نداد"))

    def _words(self, what: str) -> str:
        return f"{self.profile.title_fa}: {what}"


# No compression: a small body may then not become a huge one.
_HEADERS = {"Accept": "application/json", "Accept-Encoding": "identity"}


async def _read(response: httpx.Response) -> bytes | None:
    """The body as it came; None when it is too large."""
    body = b""
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > _LARGEST_ANSWER:
            return None
    return body


def _number(value: Any) -> int | None:
    """A code, given as a number or as its digits."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _wait(value: str) -> timedelta | None:
    """The seconds of `Retry-After`, at most an hour."""
    if not (value.isascii() and value.isdigit()):
        return None
    return timedelta(seconds=min(max(int(value[:9]), 1), _LONGEST_WAIT_S))
