"""telegram-test-api, a Bot API server that others wrote, and its citizens."""

import asyncio
import itertools
import subprocess
from dataclasses import dataclass, field
from typing import Any

import httpx

from assistant.settings import PROJECT
from lab.evaluation.stack import free_port

_FOLDER = PROJECT / "tests" / "messengers" / "server"
_CITIZENS = itertools.count(500)
_PATIENCE_S = 30.0


class BotServer:
    """The server in its own process."""

    def __init__(self) -> None:
        subprocess.run([PROJECT / "bin" / "bot-server"], check=True, timeout=300)
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._process = subprocess.Popen(
            ["node", "serve.cjs", str(self.port)], cwd=_FOLDER, stdout=subprocess.PIPE
        )
        assert self._process.stdout
        assert self._process.stdout.readline() == b"ready\n", "the Bot API server did not start"

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        assert self._process.stdout
        self._process.stdout.close()

    def citizen(self, token: str) -> "ServerCitizen":
        return ServerCitizen(self.address, token, next(_CITIZENS))


@dataclass
class ServerCitizen:
    """Someone with the messenger's app in their hand."""

    address: str
    token: str
    id: int
    buttons: dict[str, str] = field(default_factory=dict)

    async def say(self, text: str, until: str = "") -> str:
        """Send words; returns the bot's answer, once it contains `until`."""
        await self._post("sendMessage", self._message() | {"text": text})
        return await self.read(until)

    async def command(self, text: str, until: str = "") -> str:
        entity = {"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}
        await self._post("sendCommand", self._message() | {"text": text, "entities": [entity]})
        return await self.read(until)

    async def press(self, title: str, until: str = "") -> str:
        assert title in self.buttons, f"no button «{title}» among {list(self.buttons)}"
        message = self._message()
        query = {"from": message["from"], "message": message, "data": self.buttons[title]}
        await self._post("sendCallback", query | {"botToken": self.token})
        return await self.read(until)

    async def read(self, until: str = "") -> str:
        """The bot's messages since the last call, once they contain `until`."""
        shown = ""
        deadline = asyncio.get_running_loop().time() + _PATIENCE_S
        while not shown or until not in shown:
            assert asyncio.get_running_loop().time() < deadline, f"«{until}» is not in: {shown}"
            for update in await self._post("getUpdates", {"token": self.token, "chatId": self.id}):
                shown += update["message"]["text"] + "\n"
                self._see(update["message"].get("reply_markup") or {})
            await asyncio.sleep(0.05)
        return shown

    async def sent(self) -> list[str]:
        """Everything that the bot ever sent to this chat."""
        history = await self._post("getUpdatesHistory", {"token": self.token})
        messages = [one["message"] for one in history if "message" in one]
        return [m["text"] for m in messages if str(m.get("chat_id")) == str(self.id)]

    def _see(self, markup: dict[str, Any]) -> None:
        for row in markup.get("inline_keyboard", []):
            self.buttons |= {button["text"]: button["callback_data"] for button in row}

    def _message(self) -> dict[str, Any]:
        return {
            "botToken": self.token,
            "date": 1_790_000_000,
            "from": {"id": self.id, "first_name": "شهروند"},
            "chat": {"id": self.id, "first_name": "شهروند", "type": "private"},
        }

    async def _post(self, path: str, body: dict[str, Any]) -> Any:
        async with httpx.AsyncClient(base_url=self.address, trust_env=False) as http:
            response = await http.post(f"/{path}", json=body, timeout=60)
            assert response.status_code == 200, response.text
            return response.json()["result"]
