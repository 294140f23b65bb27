"""Providers of text messages on loopback, made of what they document: sms/profiles.yml says where.

Kavenegar's answers are those of its REST documentation (`return`, `entries`), and a local id that
it has seen before is answered with the message of then; sms.ir's are `status`, `message`, `data`.
"""

import json
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl

from assistant.provider_settings import SmsProviderSettings

KEY = "7A61/secret key+of=the account"
LINE = "30001234"


@dataclass
class Sent:
    mobile: str
    text: str
    local_id: str = ""


@dataclass
class Asked:
    method: str
    path: str
    headers: dict[str, str]
    fields: dict[str, Any]


Fault = Callable[["_Handler"], None]


@dataclass
class SmsServer:
    """`faults` are answered first, one a request; sent messages are in `sent`, by id."""

    sent: dict[int, Sent] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    faults: deque[Fault] = field(default_factory=deque)
    states: dict[int, int] = field(default_factory=dict)
    credit: float = 250_000
    over: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        handler = type("Handler", (_Handler,), {"owner": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=lambda: self._server.serve_forever(0.01), daemon=True
        )
        self._thread.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def account(self, profile: str, **more: Any) -> SmsProviderSettings:
        usual = {"key": KEY, "line": LINE, "api": self.address, "timeout_s": 5, "per_minute": 6000}
        return SmsProviderSettings.model_validate({"profile": profile, **usual, **more})

    def close(self) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def take(self, message: Sent) -> int:
        """Keep a message; one whose local id is known is not sent again."""
        for id_, known in self.sent.items():
            if message.local_id and known.local_id == message.local_id:
                return id_
        id_ = 8_792_343 + len(self.sent)
        self.sent[id_] = message
        return id_


class _Handler(BaseHTTPRequestHandler):
    owner: SmsServer

    def do_POST(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def log_message(self, *_: Any) -> None:
        """Tests read no such log."""

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        is_json = self.headers.get("Content-Type", "").startswith("application/json")
        self.fields = json.loads(body) if is_json else dict(parse_qsl(body))
        asked = Asked(self.command, self.path, dict(self.headers), self.fields)
        self.owner.asked.append(asked)
        if self.owner.faults:
            self.owner.faults.popleft()(self)
        elif self.headers.get("X-API-KEY"):
            self.smsir()
        else:
            self.kavenegar()

    def give(self, answer: Any, status: int = 200, **headers: str) -> None:
        data = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def kavenegar(self) -> None:
        fine, fields = {"status": 200, "message": "تایید شد"}, self.fields
        if self.path.endswith("/account/info.json"):
            entries: Any = {"remaincredit": self.owner.credit, "expiredate": 0, "type": "master"}
        elif self.path.endswith("/sms/status.json"):
            ids = [int(one) for one in fields["messageid"].split(",")]
            entries = [
                {"messageid": one, "status": self.owner.states.get(one, 100), "statustext": ""}
                for one in ids
            ]
        else:
            id_ = self.owner.take(
                Sent(fields["receptor"], fields["message"], fields.get("localid", ""))
            )
            entries = [
                {
                    "messageid": id_,
                    "message": fields["message"],
                    "status": 1,
                    "statustext": "در صف ارسال",
                    "sender": fields["sender"],
                    "receptor": fields["receptor"],
                    "date": 1356619709,
                    "cost": 120,
                }
            ]
        self.give({"return": fine, "entries": entries})

    def smsir(self) -> None:
        if self.path == "/v1/credit":
            data: Any = self.owner.credit
        elif self.command == "GET":
            id_ = int(self.path.rsplit("/", 1)[1])
            data = {"messageId": id_, "mobile": 989120000000, "deliveryState": None}
            if id_ in self.owner.states:
                data["deliveryState"] = self.owner.states[id_]
        else:
            (mobile,) = self.fields["mobiles"]
            ids = [self.owner.take(Sent(mobile, self.fields["messageText"]))]
            data = {"packId": "2b99e63c-9bf8-4a21-9bfe-3f72dc1b46f1", "messageIds": ids, "cost": 2}
        self.give({"status": 1, "message": "موفق", "data": data})


def refuses(profile: str, code: int) -> Fault:
    """The refusal with a code, and the HTTP status that the provider gives with it."""
    if profile == "kavenegar":
        answer = {"return": {"status": code, "message": "به هر دلیلی"}, "entries": None}
        return lambda handler: handler.give(answer, code)
    status = {10: 401, 11: 401, 12: 401, 20: 429, 0: 500}.get(code, 400)
    return lambda handler: handler.give({"status": code, "message": "خطا", "data": None}, status)


def gives(body: Any, status: int = 200, **headers: str) -> Fault:
    """Any answer."""
    return lambda handler: handler.give(body, status, **headers)


def keeps_silent(handler: _Handler) -> None:
    """Never answers, until the test is over."""
    handler.owner.over.wait()


def takes_and_loses_the_answer(handler: _Handler) -> None:
    """The message is taken, and the line breaks in the middle of the answer."""
    line, handler.wfile = handler.wfile, BytesIO()
    handler.smsir() if handler.headers.get("X-API-KEY") else handler.kavenegar()
    handler.wfile = line
    line.write(b'HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{"return": {"status": 200')
    handler.close_connection = True
