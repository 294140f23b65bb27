"""Two gateways, Rasas and workers, three PostgreSQLs, Valkey and HAProxy, each on a machine."""

import asyncio
import secrets
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, text

from assistant.provider_settings import ConnectorKind
from assistant.settings import DeskHours, Settings, get_settings
from assistant.storage.database import Database
from assistant.storage.migrate import migrate
from assistant.supervisor.processes import gateway_environment, write_endpoints
from assistant.supervisor.rasa_model import rasa_command, rasa_environment
from bench.cluster.machines import ClusterPart, Network, Node
from bench.cluster.services import (
    GATEWAY,
    PASSWORD,
    POSTGRES,
    RASA,
    VALKEY,
    edge,
    etcd,
    patroni,
    to_the_leader,
    valkey,
)
from lab.evaluation.stack import without_limits

NOTICE_S = 3.0
"""The edge looks at `/readyz` each second, and believes two answers."""

EDGES = ("edge1", "edge2")


class NoPostgresError(RuntimeError):
    """This machine has no PostgreSQL that can be started."""


@dataclass
class Installation:
    """All parts by name, and how to reach what they keep."""

    parts: dict[str, ClusterPart]
    folder: Path
    settings: Settings
    database: Database

    @property
    def addresses(self) -> list[str]:
        """Where citizens come in."""
        doors = (self.parts[name].node.address for name in EDGES)
        return [f"http://{address}:{GATEWAY}" for address in doors]

    async def leader(self) -> ClusterPart:
        """The machine whose PostgreSQL leads."""
        name = await self.database.run(
            lambda session: session.scalar(text("SELECT host(inet_server_addr())"))
        )
        return next(part for part in self.parts.values() if part.node.address == name)


@asynccontextmanager
async def installed(model: Path, clock_ahead_s: int = 0) -> AsyncIterator[Installation]:
    """All of it, ready; the second gateway's and worker's clocks may be ahead."""
    # Not in a folder of ours alone: PostgreSQL runs as another user.
    folder = Path(tempfile.mkdtemp(prefix="dastyar-cluster-"))
    folder.chmod(0o755)
    try:
        with Network() as network:
            made = await _made(network, folder, model, clock_ahead_s)
            try:
                yield made
            finally:
                await made.database.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def _made(network: Network, folder: Path, model: Path, clock_ahead_s: int) -> Installation:
    names = (*EDGES, "gateway1", "gateway2", "rasa1", "rasa2", "worker1", "worker2", "leader")
    node = {name: network.node(name) for name in (*names, "db1", "db2", "db3", "etcd", "valkey")}
    parts = await _stores(node, folder)
    settings = _settings(folder, node)
    database = Database(settings.database)
    await migrate(database)
    write_endpoints(settings)
    parts += [_rasa(node[name], settings, model, folder) for name in ("rasa1", "rasa2")]
    for name, command in (("gateway", "serve"), ("worker", "worker")):
        parts += [
            _ours(node[f"{name}1"], settings, command, folder, 0),
            _ours(node[f"{name}2"], settings, command, folder, clock_ahead_s),
        ]
    gateways = [node["gateway1"], node["gateway2"]]
    parts += [edge(node[name], folder, gateways) for name in EDGES]
    for part in parts:
        if part.process is None:
            part.start()
    await asyncio.gather(*(part.wait() for part in parts))
    return Installation({part.name: part for part in parts}, folder, settings, database)


async def _stores(node: dict[str, Node], folder: Path) -> list[ClusterPart]:
    """PostgreSQL with a leader, and Valkey; the database exists, and is empty."""
    agreed = etcd(node["etcd"], folder)
    bus = valkey(node["valkey"], folder)
    for part in (agreed, bus):
        part.start()
    await agreed.wait()
    binaries = _binaries()
    databases = [patroni(node[name], folder, agreed.node, binaries) for name in _DATABASES]
    proxy = to_the_leader(node["leader"], folder, [part.node for part in databases])
    for database in databases:
        shutil.chown(folder / database.name, "postgres", "postgres")
        shutil.chown(folder / database.name / "patroni.yml", "postgres", "postgres")
    for part in (*databases, proxy):
        part.start()
    await asyncio.gather(*(part.wait() for part in databases))
    await _create_database(node["leader"])
    return [agreed, bus, *databases, proxy]


_DATABASES = ("db1", "db2", "db3")


async def _create_database(leader: Node) -> None:
    engine = create_engine(_url(leader, "postgres"), isolation_level="AUTOCOMMIT")

    def create() -> None:
        with engine.connect() as connection:
            connection.execute(text("CREATE DATABASE dastyar"))

    for _ in range(300):
        try:
            await asyncio.to_thread(create)
            break
        except Exception:  # noqa: BLE001 - there is no leader yet
            await asyncio.sleep(0.2)
    engine.dispose()


def _url(leader: Node, database: str) -> str:
    password = PASSWORD.replace(" ", "%20")
    return f"postgresql+psycopg://postgres:{password}@{leader.address}:{POSTGRES}/{database}"


def _settings(folder: Path, node: dict[str, Node]) -> Settings:
    gateways = [node["gateway1"], node["gateway2"]]
    rasas = [node["rasa1"], node["rasa2"]]
    return Settings(
        _env_file=None,
        data_dir=folder / "data",
        index_folder=get_settings().index_dir,
        database_url=_url(node["leader"], "dastyar"),
        redis_url=f"redis://{node['valkey'].address}:{VALKEY}/0",
        rasa_url=",".join(f"http://{one.address}:{RASA}" for one in rasas),
        rasa_callbacks=",".join(_callback(one) for one in gateways),
        host="0.0.0.0",
        plain_http=True,
        trusted_proxies=",".join(node[name].address for name in EDGES),
        streams_per_address=4000,
        leave_notice_s=NOTICE_S,
        worker_enabled=False,
        connector=ConnectorKind.OFF,
        desk_hours=DeskHours.ALWAYS,
        secret=secrets.token_hex(32),
        internal_secret=secrets.token_hex(32),
        **without_limits(),
    )


def _callback(gateway: Node) -> str:
    return f"http://{gateway.address}:{GATEWAY}/internal/actions/webhook"


def _rasa(node: Node, settings: Settings, model: Path, folder: Path) -> ClusterPart:
    endpoints = settings.data_dir / "rasa" / "endpoints.yml"
    command = [rasa_command(), "run", "--model", str(model), "--endpoints", str(endpoints)]
    command += ["-i", node.address, "-p", str(RASA), "--credentials", "credentials.yml"]
    ready = f"http://{node.address}:{RASA}/"
    return ClusterPart(
        node, command, folder / f"{node.name}.log", rasa_environment(settings), ready
    )


def _ours(node: Node, settings: Settings, command: str, folder: Path, ahead_s: int) -> ClusterPart:
    own = settings.model_copy(update={"callback_url": _callback(node)})
    given = {
        **gateway_environment(own),
        "DASTYAR_SECRET": settings.secret.get_secret_value(),
        "DASTYAR_INTERNAL_SECRET": settings.internal_secret.get_secret_value(),
        "DASTYAR_REDIS_URL": settings.redis_url.get_secret_value(),
    }
    program = [str(_python()), "-m", "assistant.cli", command]
    if ahead_s:
        # The wall clock alone: time since boot is right on such a machine.
        given["FAKETIME_DONT_FAKE_MONOTONIC"] = "1"
        program = ["faketime", "-f", f"+{ahead_s}s", *program]
    ready = f"http://{node.address}:{GATEWAY}/readyz" if command == "serve" else ""
    return ClusterPart(node, program, folder / f"{node.name}.log", given, ready)


def _python() -> Path:
    import sys

    return Path(sys.executable)


def _binaries() -> Path:
    """The newest PostgreSQL of this machine."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name)
    )
    if not found:
        raise NoPostgresError("no PostgreSQL in /usr/lib/postgresql")
    return found[-1]
