"""Speaks with Rasa over loopback, and knows whether it is there."""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import aiohttp

from assistant.dialogue.reports import Report
from assistant.rasa.breaker import Breaker
from assistant.rasa.side.constants import CALLBACK, CHANNEL_PATH, SECRET_HEADER
from assistant.replies.shapes import Reply, TextReply, reply_adapter

_SOON, _PATIENT = aiohttp.ClientTimeout(1.0), aiohttp.ClientTimeout(30.0)
_AT_ONCE = 16
"""More at the same time would all be late: what Rasa is given and nobody waits for is lost work."""
_FAULTS = (aiohttp.ClientError, TimeoutError, ValueError)


class RasaUnavailableError(RuntimeError):
    """Rasa did not answer in time, or not with sense."""


@dataclass(frozen=True)
class Memory:
    """What Rasa remembers of a conversation: slots, the open form, and the tracker it is in."""

    slots: dict[str, Any] = field(default_factory=dict)
    active_loop: str | None = None
    sender: str | None = None


@dataclass(frozen=True)
class RasaAnswer:
    """Rasa's part of a turn; `report` is what the turn says does not work."""

    replies: list[Reply]
    act: str
    confidence: float
    memory: Memory
    report: Report | None = None


@dataclass(frozen=True)
class Understood:
    """Rasa's reading of a text: acts by confidence, and the finer labels within some acts."""

    act: str
    confidence: float
    sublabels: dict[str, dict[str, Any]]


class RasaClient:
    """One Rasa server; `timeout_s` is how long a citizen waits before search answers alone.

    `callback` is the address at which it runs the actions of our turns.
    """

    def __init__(self, url: str, secret: str, timeout_s: float, callback: str) -> None:
        self._callback = callback
        self._is_warm = False
        self._breaker = Breaker(self._is_well)
        self._url = url
        self._headers = {SECRET_HEADER: secret}
        self._timeout = aiohttp.ClientTimeout(timeout_s)

    @cached_property
    def _http(self) -> aiohttp.ClientSession:
        # Made at the first call, because a session belongs to a running event loop.
        return aiohttp.ClientSession(
            self._url,
            headers=self._headers,
            timeout=self._timeout,
            connector=aiohttp.TCPConnector(limit=_AT_ONCE),
            cookie_jar=aiohttp.DummyCookieJar(),
        )

    async def is_up(self) -> bool:
        """Whether Rasa answers with a model loaded and warmed up by a first sentence."""
        return not self._breaker.is_open and await self._is_well()

    async def _is_well(self) -> bool:
        try:
            async with self._http.get("/webhooks/gateway/", timeout=_SOON) as answer:
                is_up = answer.ok
        except _FAULTS:
            is_up = False
        self._is_warm = is_up and (self._is_warm or await self._warm_up())
        return self._is_warm

    async def _warm_up(self) -> bool:
        """A fresh server takes seconds for its first sentence; no citizen should wait for that."""
        body = {"text": "سلام", "metadata": {}}
        with contextlib.suppress(*_FAULTS):
            url = f"{CHANNEL_PATH}/parse"
            async with self._http.post(url, json=body, timeout=_PATIENT) as answer:
                return bool(answer.ok)
        return False

    async def turn(
        self, text: str, turn_id: str, hints: Mapping[str, str], memory: Memory
    ) -> RasaAnswer:
        """Let Rasa answer `text`; raises `RasaUnavailableError` when it does not.

        `hints` spare it what is known already (`Reading.hints`); they may be empty.
        """
        # Outside a form every turn starts a fresh tracker from the memory, so that turns stay
        # fast however long a conversation grows.
        sender = (memory.sender if memory.active_loop else None) or turn_id
        body = {
            "sender": sender,
            "text": text,
            "metadata": {"turn_id": turn_id, CALLBACK: self._callback, **hints},
            "state": {"slots": memory.slots, "active_loop": memory.active_loop},
        }
        answer = await self._post(CHANNEL_PATH, body)
        act, confidence = _act(answer["parse"])
        replies = [_reply(message) for message in answer["messages"]]
        if not replies:
            # Every act has an answer, so none means that an action failed inside Rasa.
            raise RasaUnavailableError("no reply")
        return RasaAnswer(replies, act, confidence, Memory(**answer["state"], sender=sender))

    async def understand(self, text: str, hints: Mapping[str, str]) -> Understood:
        """Classify `text` without answering it; raises `RasaUnavailableError`."""
        body = {"text": text, "metadata": dict(hints)}
        parse = await self._post(f"{CHANNEL_PATH}/parse", body)
        act, confidence = _act(parse)
        return Understood(act, confidence, parse.get("sublabels") or {})

    async def close(self) -> None:
        """Close the connections."""
        await self._breaker.close()
        await self._http.close()

    async def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        if self._breaker.is_open:
            raise RasaUnavailableError("left alone")
        try:
            async with self._http.post(path, json=body, raise_for_status=True) as answer:
                parsed: dict[str, Any] = await answer.json()
            self._breaker.succeeded()
        except _FAULTS as error:
            self._breaker.failed()
            raise RasaUnavailableError(type(error).__name__) from error
        return parsed


def _act(parse: dict[str, Any]) -> tuple[str, float]:
    """The act, or none of ours where Rasa found nothing in a text."""
    intent = parse["intent"]
    return (intent["name"], float(intent["confidence"])) if intent.get("name") else _NO_ACT


_NO_ACT = ("out_of_scope", 0.0)


def _reply(message: dict[str, Any]) -> Reply:
    custom = message.get("custom")
    return reply_adapter.validate_python(custom) if custom else TextReply(text=message["text"])
