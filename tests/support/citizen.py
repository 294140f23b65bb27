"""Citizens of the tests: they see replies and buttons, and answer them, over real HTTP."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

CONVERSATIONS = "/api/v1/conversations"


@dataclass(frozen=True)
class Answer:
    """What a citizen sees after a message."""

    body: dict[str, Any]

    @property
    def replies(self) -> list[dict[str, Any]]:
        return self.body["replies"]

    @property
    def kinds(self) -> list[str]:
        return [reply["kind"] for reply in self.replies]

    @property
    def said(self) -> str:
        """Every sentence shown, one a line."""
        return "\n".join(reply["text"] for reply in self.replies if reply.get("text"))

    @property
    def buttons(self) -> dict[str, str]:
        """Choices by the title on the button."""
        return {
            option["title"]: option["choice"]
            for reply in self.replies
            if reply["kind"] == "choices"
            for option in reply["options"]
        }

    def first(self, kind: str) -> dict[str, Any]:
        """The first reply of a kind; a missing one fails with what was shown instead."""
        found = [reply for reply in self.replies if reply["kind"] == kind]
        assert found, f"no {kind} among {self.kinds}: {self.said}"
        return found[0]


@dataclass
class Citizen:
    """One conversation."""

    http: httpx.AsyncClient
    id: str
    token: str
    seen: dict[str, str] = field(default_factory=dict)
    address: str = ""
    """Where requests come from, by a proxy; empty: from here."""

    @classmethod
    async def arrive(cls, http: httpx.AsyncClient, address: str = "") -> "Citizen":
        headers = {"X-Forwarded-For": address} if address else {}
        opened = await http.post(CONVERSATIONS, json={}, headers=headers)
        assert opened.status_code == 201, opened.text
        return cls(http, opened.json()["conversation_id"], opened.json()["token"])

    @property
    def headers(self) -> dict[str, str]:
        shown = {"Authorization": f"Bearer {self.token}"}
        return shown | ({"X-Forwarded-For": self.address} if self.address else {})

    def path(self, part: str) -> str:
        return f"{CONVERSATIONS}/{self.id}/{part}"

    async def send(self, body: object, key: str | None = None) -> httpx.Response:
        """POST a message as it is."""
        headers = self.headers | ({"Idempotency-Key": key} if key is not None else {})
        return await self.http.post(self.path("messages"), json=body, headers=headers)

    async def say(self, text: str, key: str | None = None) -> Answer:
        return self._read(await self.send({"text": text}, key))

    async def press(self, title: str, key: str | None = None) -> Answer:
        """Press a button that has been shown, by its title."""
        assert title in self.seen, f"no button «{title}» among {list(self.seen)}"
        return self._read(await self.send({"choice": self.seen[title]}, key))

    async def ask_for_human(self, more: Mapping[str, str] | None = None) -> httpx.Response:
        return await self.http.post(self.path("handoff"), headers=self.headers | {**(more or {})})

    def _read(self, response: httpx.Response) -> Answer:
        assert response.status_code == 200, response.text
        answer = Answer(response.json())
        self.seen |= answer.buttons
        return answer


async def file_complaint(citizen: Citizen, words: str) -> Answer:
    """Complain in `words`, answer every question by the plainest button, and confirm."""
    answer = await citizen.say("می‌خواهم شکایت کنم")
    for _ in range(6):
        if "case" in answer.kinds:
            return answer
        buttons = answer.buttons
        if "ثبت شود" in buttons:
            answer = await citizen.press("ثبت شود")
        elif "شکایت خودم ثبت شود" in buttons:
            answer = await citizen.press("شکایت خودم ثبت شود")
        elif "نمی‌دانم" in buttons:
            answer = await citizen.press("نمی‌دانم")
        elif "لازم نیست" in buttons:
            answer = await citizen.press("لازم نیست")
        else:
            answer = await citizen.say(words)
    raise AssertionError(f"no case after six answers: {answer.said}")


KEEP_ON = ("نمی‌دانم", "لازم نیست", "شکایت خودم ثبت شود")


async def to_confirmation(citizen: Citizen, words: str) -> Answer:
    """Complain in `words`, and answer every question by the plainest button."""
    await citizen.say("می‌خواهم شکایت کنم")
    answer = await citizen.say(words)
    for _ in range(4):
        if "ثبت شود" in answer.buttons:
            return answer
        known = [title for title in KEEP_ON if title in answer.buttons]
        assert known, f"no question of the form: {answer.said}"
        answer = await citizen.press(known[0])
    raise AssertionError(f"no summary after three answers: {answer.said}")
