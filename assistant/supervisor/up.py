"""Starts Rasa and the gateway, keeps both running, and stops both."""

import asyncio
import contextlib
import os
import signal
import socket
import sys
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from pydantic import SecretStr
from rich.console import Console

from assistant.settings import PROJECT, Settings
from assistant.supervisor.processes import Child, keep_running
from assistant.supervisor.rasa_model import QUIET, rasa_command, rasa_environment

READY_TIMEOUT_S = 180.0
_POLL_S = 0.3


class StartError(RuntimeError):
    """The assistant could not be started; the message says what to do."""


async def run(settings: Settings, model: Path, console: Console) -> None:
    """Run until Ctrl-C or SIGTERM; raises `StartError` when it does not become ready."""
    check_ports(settings)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    children = [rasa_child(settings, model), gateway_child(settings)]
    watchers = [asyncio.create_task(keep_running(child)) for child in children]
    try:
        await wait_until_ready(settings, stop)
        if not stop.is_set():
            console.print(f"\nDastyar is ready: http://{settings.host}:{settings.port}/")
            console.print("Ctrl-C stops it.")
        await stop.wait()
    finally:
        for watcher in watchers:
            watcher.cancel()
        await asyncio.gather(*watchers, return_exceptions=True)
        await asyncio.gather(*(child.stop() for child in children))


def rasa_child(settings: Settings, model: Path) -> Child:
    """The Rasa server on loopback."""
    address = urlsplit(settings.rasa_url)
    endpoints = write_endpoints(settings)
    command = [rasa_command(), "run", "--model", str(model), "--endpoints", str(endpoints)]
    # No --auth-token: it guards only Rasa's HTTP API, which stays off, and everyone on this machine
    # could read it. The secret goes by a file, and our channel asks for it.
    command += ["-i", "127.0.0.1", "-p", str(address.port or 5005), "--credentials"]
    command += ["credentials.yml"]
    log = settings.data_dir / "log" / "rasa.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    return Child("rasa", command, rasa_environment(settings), PROJECT, log)


def gateway_child(settings: Settings) -> Child:
    """The gateway, with its output where ours goes."""
    command = [sys.executable, "-m", "assistant.cli", "serve"]
    log = settings.data_dir / "log" / "gateway.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    return Child("gateway", command, _gateway_environment(settings), PROJECT, log)


def _gateway_environment(settings: Settings) -> dict[str, str]:
    """Our settings for the child; secrets stay in the files or variables they came from."""
    fields = type(settings).model_fields.items()
    secrets = {name for name, field in fields if field.annotation is SecretStr} | {
        "messengers",
        "oidc",
    }
    given = settings.model_dump(mode="json", exclude=secrets)
    return (
        os.environ
        | QUIET
        | {"PYTHONPATH": str(PROJECT)}
        | {
            f"DASTYAR_{name.upper()}": str(value)
            for name, value in given.items()
            if value is not None
        }
    )


def write_endpoints(settings: Settings) -> Path:
    """Rasa's endpoints with the gateway's port; the repository's file has the default one."""
    text = (PROJECT / "endpoints.yml").read_text()
    path = settings.data_dir / "rasa" / "endpoints.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace("127.0.0.1:8000", f"127.0.0.1:{settings.port}"))
    return path


def check_ports(settings: Settings) -> None:
    """Raise `StartError` when a port is taken."""
    rasa_port = urlsplit(settings.rasa_url).port or 5005
    for port, setting in ((settings.port, "DASTYAR_PORT"), (rasa_port, "DASTYAR_RASA_URL")):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError as error:
                raise StartError(f"port {port} is taken; set {setting} to a free one") from error


async def wait_until_ready(settings: Settings, stop: asyncio.Event) -> None:
    """Return when /readyz is `ok` or `stop` is set; `StartError` when it takes too long."""
    deadline = asyncio.get_running_loop().time() + READY_TIMEOUT_S
    address = f"http://127.0.0.1:{settings.port}/readyz"
    async with httpx.AsyncClient(trust_env=False) as http:
        while not stop.is_set():
            with contextlib.suppress(httpx.HTTPError):
                if (await http.get(address)).json()["status"] == "ok":
                    return
            if asyncio.get_running_loop().time() > deadline:
                logs = settings.data_dir / "log"
                raise StartError(f"not ready after {READY_TIMEOUT_S:.0f} s; see the logs in {logs}")
            await asyncio.sleep(_POLL_S)
