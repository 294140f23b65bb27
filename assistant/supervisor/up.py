"""Starts Rasa and the gateway, keeps both running and their logs small, and stops both."""

import asyncio
import contextlib
import os
import shutil
import signal
import socket
from collections.abc import Collection
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import structlog
from rich.console import Console

from assistant.loopback import own_servers_in
from assistant.settings import Settings
from assistant.supervisor.processes import Watch, gateway_child, keep_running, rasa_child
from assistant.supervisor.rasa_life import is_whole, keep_rasas

log = structlog.get_logger()
LOOKS_EVERY_S = 10.0


async def keep_logs_small(settings: Settings, every_s: float = LOOKS_EVERY_S) -> None:
    """Look at every log again and again, until cancelled."""
    folder = settings.data_dir / "log"
    while True:
        await asyncio.sleep(every_s)
        await asyncio.to_thread(turn_over, folder, settings.log_max_bytes, settings.log_files)


def turn_over(folder: Path, most_bytes: int, files: int) -> None:
    """Put aside what is in each log of `folder` that has `most_bytes`; `files` older ones stay.

    A log that cannot be copied, for want of space, is emptied all the same.
    """
    for path in folder.glob("*.log"):
        # A log may be gone meanwhile: its process began a new one.
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_size >= most_bytes:
                _turn(path, files)


def _turn(path: Path, files: int) -> None:
    try:
        _put_aside(path, files)
    except OSError as error:
        log.error("log_lost", log=path.name, why=type(error).__name__)
    # Its writer holds it open and appends, so it is emptied, not moved.
    os.truncate(path, 0)


def _put_aside(path: Path, files: int) -> None:
    def older(number: int) -> Path:
        return path.with_name(f"{path.name}.{number}")

    for number in range(files, 0, -1):
        if older(number).exists():
            older(number).unlink() if number == files else older(number).rename(older(number + 1))
    if files:
        private = os.open(older(1), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with path.open("rb") as full, os.fdopen(private, "wb") as kept:
            shutil.copyfileobj(full, kept)


READY_TIMEOUT_S = 180.0
_POLL_S = 0.3


class StartError(RuntimeError):
    """The assistant could not be started; the message says what to do."""


async def run(settings: Settings, model: Path, console: Console) -> None:
    """Run until Ctrl-C or SIGTERM; raises `StartError` when the gateway does not answer.

    A Rasa that does not start ends nothing: the gateway answers without it meanwhile.
    """
    check_ports(settings)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    rasas = [rasa_child(settings, model, url) for url in own_servers_in(settings.rasa_url)]
    gateway = gateway_child(settings)
    keepers = [
        asyncio.create_task(keep_running(gateway, watch=_watch(settings))),
        asyncio.create_task(keep_rasas(settings, rasas, model)),
        asyncio.create_task(keep_logs_small(settings)),
    ]
    try:
        await _tell_when_ready(settings, model, stop, console)
        await stop.wait()
    finally:
        for keeper in keepers:
            keeper.cancel()
        await asyncio.gather(*keepers, return_exceptions=True)
        await asyncio.gather(gateway.stop(), *(rasa.stop() for rasa in rasas))


def _watch(settings: Settings) -> Watch:
    return Watch(f"http://127.0.0.1:{settings.port}/healthz")


async def _tell_when_ready(
    settings: Settings, model: Path, stop: asyncio.Event, console: Console
) -> None:
    has_model = await asyncio.to_thread(is_whole, model)
    enough = {"ok"} if has_model else {"ok", "degraded"}
    status = await _status(settings, stop, enough)
    if stop.is_set():
        return
    if status not in {"ok", "degraded"}:
        raise not_ready(settings)
    console.print(f"\nDastyar is ready: http://{settings.host}:{settings.port}/")
    if status == "degraded":
        console.print("A part is missing and looked after meanwhile; /readyz names it.")
    console.print("Ctrl-C stops it.")


def check_ports(settings: Settings) -> None:
    """Raise `StartError` when a port is taken, or named for two Rasas."""
    rasa_ports = [urlsplit(url).port or 5005 for url in own_servers_in(settings.rasa_url)]
    ports = [(settings.port, "DASTYAR_PORT"), *((port, "DASTYAR_RASA_URL") for port in rasa_ports)]
    if twice := [port for port in rasa_ports if rasa_ports.count(port) > 1]:
        raise StartError(f"DASTYAR_RASA_URL names port {twice[0]} of this machine twice")
    for port, setting in ports:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError as error:
                raise StartError(f"port {port} is taken; set {setting} to a free one") from error


async def wait_until_ready(settings: Settings, stop: asyncio.Event) -> None:
    """Return when /readyz is `ok` or `stop` is set; `StartError` when it takes too long."""
    if await _status(settings, stop, {"ok"}) != "ok" and not stop.is_set():
        raise not_ready(settings)


def not_ready(settings: Settings) -> StartError:
    """The error when a start takes too long."""
    logs = settings.data_dir / "log"
    return StartError(f"not ready after {READY_TIMEOUT_S:.0f} s; see the logs in {logs}")


async def _status(settings: Settings, stop: asyncio.Event, enough: Collection[str]) -> str:
    """The state that /readyz gives, once it is `enough`, time is up, or `stop` is set."""
    deadline = asyncio.get_running_loop().time() + READY_TIMEOUT_S
    address, status = f"http://127.0.0.1:{settings.port}/readyz", ""
    async with httpx.AsyncClient(trust_env=False) as http:
        while not stop.is_set() and asyncio.get_running_loop().time() < deadline:
            with contextlib.suppress(httpx.HTTPError):
                status = (await http.get(address)).json()["status"]
                if status in enough:
                    break
            await asyncio.sleep(_POLL_S)
    return status
