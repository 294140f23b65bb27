"""The gateway on a real loopback server, in a thread with its own event loop."""

import socket
import threading
import time
from functools import cache
from pathlib import Path

import httpx
import uvicorn

from assistant.app import create_app
from assistant.loading import Knowledge, load_knowledge
from assistant.runtime import Runtime
from assistant.server import options
from assistant.settings import Settings, get_settings
from assistant.storage.database import Database
from assistant.storage.migrate import migrate
from lab.evaluation.stack import without_limits

_START_S = 240

INDEX = get_settings().index_dir
"""Built once for all tests; it holds nothing but what the repository gives."""


class ClosedPort:
    """A port that is ours and refuses every connection, as that of a dead Rasa does."""

    def __init__(self) -> None:
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def close(self) -> None:
        self._socket.close()


@cache
def shared_knowledge() -> Knowledge:
    """What never changes; loading it takes ten seconds, so that all gateways of a run share it."""
    return load_knowledge(private_settings(INDEX.parent))


class Gateway:
    """The application behind uvicorn, with the options that `dastyar serve` gives it."""

    def __init__(self, settings: Settings, port: int = 0) -> None:
        self.settings = settings
        self.app = create_app(settings, shared_knowledge())
        config = uvicorn.Config(
            self.app,
            host="127.0.0.1",
            port=port,
            log_config=None,
            **options(settings),
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, name="gateway", daemon=True)

    def start(self) -> None:
        self._thread.start()
        deadline = time.monotonic() + _START_S
        while not self._server.started:
            assert self._thread.is_alive(), "the gateway did not start"
            assert time.monotonic() < deadline, "the gateway starts too slowly"
            time.sleep(0.05)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=30)
        assert not self._thread.is_alive(), "the gateway does not stop"

    @property
    def address(self) -> str:
        port = self._server.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    @property
    def runtime(self) -> Runtime:
        return self.app.state.runtime

    def client(self) -> httpx.AsyncClient:
        return client_of(self.address)


def client_of(address: str) -> httpx.AsyncClient:
    """A client that uses no line which the server may be about to close: it does after 5 s."""
    limits = httpx.Limits(keepalive_expiry=1)
    return httpx.AsyncClient(base_url=address, timeout=60, trust_env=False, limits=limits)


def private_settings(folder: Path, **values: object) -> Settings:
    """Settings as on a fresh machine, untouched by this machine's; no limit is in the way.

    Operators may come at any hour, so that no test depends on when it runs.
    """
    usual = {"data_dir": folder, "index_folder": INDEX, "desk_hours": "always"} | without_limits()
    return Settings(_env_file=None, **(usual | values))


async def gateway_without_rasa(folder: Path, no_rasa: str, **values: object) -> Gateway:
    """A gateway at work over a database that was empty before; `values` are further settings."""
    settings = private_settings(folder, rasa_url=no_rasa, **values)
    database = Database(settings.database)
    await migrate(database)
    await database.close()
    served = Gateway(settings)
    served.start()
    return served
