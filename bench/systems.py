"""The two systems under measurement, as processes and as a client sees them."""

import asyncio
import contextlib
import os
import shutil
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

from assistant.settings import PROJECT, Settings, get_settings
from assistant.storage.database import Database
from assistant.storage.migrate import migrate
from assistant.supervisor.processes import Child, gateway_child, rasa_child
from assistant.supervisor.rasa_model import rasa_command
from bench import machine
from bench.stock import StockModel, stock_environment
from bench.wire import FAULTS, Connection, Response

READY_TIMEOUT_S = 240.0
UNLIMITED = 10_000_000
_FIRST_WORDS = "سلام"


class SystemStartError(RuntimeError):
    """A system did not become ready; the message names its logs."""


class SystemTalk(Protocol):
    """One conversation over one connection; faults of the wire are raised."""

    async def say(self, text: str) -> bool:
        """Say `text`; whether it was answered as it should be."""


Opener = Callable[[Connection], Awaitable[SystemTalk]]


@dataclass
class System:
    """Running processes, by their part in the system, and how to talk to them."""

    name: str
    port: int
    children: Mapping[str, Child]
    open: Opener
    log: Path
    start_s: float = field(default=0.0)

    def pids(self) -> dict[str, list[int]]:
        """Process ids by part: the process that was started, and what it started."""
        started = {part: child.process for part, child in self.children.items()}
        return {part: machine.family(process.pid) for part, process in started.items() if process}

    async def kill_gateway(self) -> None:
        """End the gateway as a loss of power would."""
        process = self.children["gateway"].process
        assert process is not None
        os.killpg(process.pid, signal.SIGKILL)
        await process.wait()

    async def start_gateway(self) -> None:
        """Start it again, and wait until it is as ready as at first."""
        await self.children["gateway"].start()
        await _wait(self, _is_ready)

    def turns_without_rasa(self) -> int:
        """How many turns the gateway has answered without Rasa so far."""
        with contextlib.suppress(OSError):
            return self.log.read_bytes().count(b"rasa_unavailable")
        return 0


@contextlib.asynccontextmanager
async def ours(
    folder: Path, model: Path, index: Path, ports: "Ports", **more: Any
) -> AsyncIterator[System]:
    """Our Rasa and gateway as `dastyar up` starts them, with rate limits out of the way.

    `more` are further settings of both.
    """
    settings = Settings(
        data_dir=folder,
        port=ports.next(),
        rasa_url=f"http://127.0.0.1:{ports.next()}",
        messages_per_minute=UNLIMITED,
        conversations_per_minute=UNLIMITED,
        **more,
    )
    await _prepare(settings, index)
    children = {"Rasa": rasa_child(settings, model), "gateway": gateway_child(settings)}
    children["gateway"].environment = dict(children["gateway"].environment) | _variables(settings)
    log = folder / "log" / "gateway.log"
    system = System("ours", settings.port, children, _OurTalk.open, log)

    async with _running(system, _is_ready):
        yield system


async def _is_ready(connection: Connection) -> bool:
    """Whether our gateway answers, with Rasa behind it."""
    answer = await connection.get("/readyz")
    return answer.status == 200 and bool(answer.json()["status"] == "ok")


@contextlib.asynccontextmanager
async def stock(
    folder: Path, model: StockModel, index: Path, ports: "Ports"
) -> AsyncIterator[System]:
    """A stock Rasa server with its REST channel, and rasa-sdk's own action server."""
    settings = Settings(data_dir=folder)
    await _prepare(settings, index)
    rasa_port, action_port = ports.next(), ports.next()
    (folder / "endpoints.yml").write_text(
        f'action_endpoint:\n  url: "http://127.0.0.1:{action_port}/webhook"\n'
    )
    (folder / "credentials.yml").write_text("rest:\n")
    run_rasa = [rasa_command(), "run", "--model", str(model.path), "-i", "127.0.0.1"]
    run_rasa += ["-p", str(rasa_port), "--endpoints", "endpoints.yml"]
    run_rasa += ["--credentials", "credentials.yml"]
    run_actions = [sys.executable, "-m", "rasa_sdk", "--actions", "bench.stock_actions"]
    run_actions += ["-p", str(action_port)]
    action_environment = os.environ | _variables(settings) | {"SANIC_HOST": "127.0.0.1"}
    children = {
        "Rasa": Child("Rasa", run_rasa, stock_environment(), folder, folder / "rasa.log"),
        "actions": Child(
            "actions", run_actions, action_environment, PROJECT, folder / "actions.log"
        ),
    }
    system = System("stock", rasa_port, children, _StockTalk.open, folder / "rasa.log")

    async def is_ready(connection: Connection) -> bool:
        # The action server opens its knowledge when it is first asked.
        answers = [await _rest(connection, "ready", text) for text in (_FIRST_WORDS, "گذرنامه")]
        return all(answer.status == 200 and answer.json() for answer in answers)

    async with _running(system, is_ready):
        yield system


class Ports:
    """Free loopback ports, none given twice."""

    def __init__(self) -> None:
        self._given: set[int] = set()

    def next(self) -> int:
        """Another free port."""
        while True:
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                port: int = probe.getsockname()[1]
            if port not in self._given:
                self._given.add(port)
                return port


@dataclass
class _OurTalk:
    connection: Connection
    path: str
    headers: Mapping[str, str]

    @classmethod
    async def open(cls, connection: Connection) -> "_OurTalk":
        answer = await connection.post("/api/v1/conversations", {})
        opened = answer.json()
        path = f"/api/v1/conversations/{opened['conversation_id']}/messages"
        return cls(connection, path, {"Authorization": f"Bearer {opened['token']}"})

    async def say(self, text: str) -> bool:
        headers = {**self.headers, "Idempotency-Key": uuid4().hex}
        answer = await self.connection.post(self.path, {"text": text}, headers)
        return answer.status == 200 and bool(answer.json()["replies"])


@dataclass
class _StockTalk:
    connection: Connection
    sender: str

    @classmethod
    async def open(cls, connection: Connection) -> "_StockTalk":
        return cls(connection, uuid4().hex)

    async def say(self, text: str) -> bool:
        answer = await _rest(self.connection, self.sender, text)
        return answer.status == 200 and bool(answer.json())


async def _rest(connection: Connection, sender: str, text: str) -> Response:
    body = {"sender": sender, "message": text}
    return await connection.post("/webhooks/rest/webhook", body)


async def build_index(folder: Path) -> None:
    """Bring an index in `folder` up to date, starting from that of `dastyar up` if there is one.

    Encoding all texts takes minutes, so it is done once, and each system gets a copy.
    """
    present = get_settings().index_dir
    target = Settings(data_dir=folder)
    if present.is_dir() and not target.index_dir.is_dir():
        shutil.copytree(present, target.index_dir)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "assistant.cli", "index"),
        cwd=PROJECT,
        env=os.environ | _variables(target),
        stdout=asyncio.subprocess.DEVNULL,
    )
    if await process.wait():
        raise SystemStartError("`dastyar index` failed")


async def _prepare(settings: Settings, index: Path) -> None:
    """Database and index, as they are after `dastyar up` has once run."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database)
    await migrate(database)
    await database.close()
    shutil.copytree(index, settings.index_dir)


def _variables(settings: Settings) -> dict[str, str]:
    given = settings.model_dump(mode="json", include=settings.model_fields_set)
    return {f"DASTYAR_{name.upper()}": str(value) for name, value in given.items()}


@contextlib.asynccontextmanager
async def _running(
    system: System, is_ready: Callable[[Connection], Awaitable[bool]]
) -> AsyncIterator[None]:
    try:
        started = time.perf_counter()
        for child in system.children.values():
            await child.start()
        await _wait(system, is_ready)
        system.start_s = time.perf_counter() - started
        yield
    finally:
        await asyncio.gather(*(child.stop() for child in system.children.values()))


async def _wait(system: System, is_ready: Callable[[Connection], Awaitable[bool]]) -> None:
    deadline = time.perf_counter() + READY_TIMEOUT_S
    connection = Connection(system.port)
    while time.perf_counter() < deadline:
        with contextlib.suppress(*FAULTS):
            if await is_ready(connection):
                await connection.close()
                return
        if any(child.process and child.process.returncode for child in system.children.values()):
            break
        await asyncio.sleep(0.1)
    logs = ", ".join(str(child.log) for child in system.children.values())
    raise SystemStartError(f"{system.name} did not become ready; see {logs}")
