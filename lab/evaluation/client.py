"""The assistant as a measuring script sees it: its public HTTP contract, nothing else."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

DATA = Path(__file__).resolve().parents[2] / "tests" / "evaluation"


class Client:
    """Calls one running assistant."""

    def __init__(self, url: str) -> None:
        self._http = httpx.Client(base_url=url, trust_env=False, timeout=30.0)

    def understand(self, text: str) -> dict[str, Any]:
        """All that is understood of `text`."""
        return self._json(self._http.post("/api/v1/understand", json={"text": text}))

    def search(self, text: str, limit: int = 10) -> dict[str, Any]:
        """Services for `text`."""
        return self._json(self._http.get("/api/v1/services", params={"q": text, "limit": limit}))

    def conversation(self) -> "MeasuredTalk":
        """A fresh conversation."""
        opened = self._json(self._http.post("/api/v1/conversations", json={}))
        return MeasuredTalk(self._http, opened["conversation_id"], opened["token"])

    @staticmethod
    def _json(answer: httpx.Response) -> dict[str, Any]:
        answer.raise_for_status()
        body: dict[str, Any] = answer.json()
        return body


class MeasuredTalk:
    """One conversation."""

    def __init__(self, http: httpx.Client, conversation: str, token: str) -> None:
        self._http = http
        self._path = f"/api/v1/conversations/{conversation}/messages"
        self._headers = {"Authorization": f"Bearer {token}"}
        self.options: dict[str, str] = {}

    def say(self, text: str) -> dict[str, Any]:
        """Write `text`, or press the button of that title if the last answer showed one."""
        choice = self.options.get(text)
        body = {"choice": choice} if choice else {"text": text}
        answer = self._http.post(self._path, json=body, headers=self._headers)
        answer.raise_for_status()
        turn: dict[str, Any] = answer.json()
        self.options = {
            option["title"]: option["choice"]
            for reply in turn["replies"]
            for option in reply.get("options", [])
        }
        return turn


def lines(name: str, folder: Path = DATA) -> Iterator[dict[str, Any]]:
    """The records of one test file."""
    with (folder / name).open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)
