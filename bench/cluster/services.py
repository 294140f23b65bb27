"""The servers that carry the load, with their configurations: PostgreSQL, etcd, Valkey, HAProxy."""

from collections.abc import Sequence
from pathlib import Path

import yaml

from assistant.channels.web.problems import problem_response
from bench.cluster.machines import ClusterPart, Node

ETCD, PATRONI, POSTGRES, VALKEY, GATEWAY, RASA = 2379, 8008, 5432, 6379, 8000, 5005
PASSWORD = "of a bench alone"
TTL_S = 20
"""So long a leader that says nothing is still taken for one."""
PROGRAMS = ["ip", "haproxy", "valkey-server", "etcd", "patroni", "setpriv", "faketime"]


def etcd(node: Node, folder: Path) -> ClusterPart:
    """Where the PostgreSQLs agree on their leader."""
    here = f"http://{node.address}:{ETCD}"
    peer = f"http://{node.address}:2380"
    command = ["etcd", "--name", node.name, "--data-dir", str(folder / "etcd")]
    command += ["--listen-client-urls", here, "--advertise-client-urls", here]
    command += ["--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer]
    command += ["--initial-cluster", f"{node.name}={peer}"]
    return ClusterPart(node, command, folder / "etcd.log", ready=f"{here}/health")


def patroni(node: Node, folder: Path, agreed: Node, binaries: Path) -> ClusterPart:
    """One PostgreSQL of several; a commit waits until a second one has it on its disk."""
    home = folder / node.name
    home.mkdir(mode=0o700)
    replication = {"username": "replicator", "password": PASSWORD}
    superuser = {"username": "postgres", "password": PASSWORD}
    told = {
        "scope": "dastyar",
        "name": node.name,
        "restapi": {
            "listen": f"{node.address}:{PATRONI}",
            "connect_address": f"{node.address}:{PATRONI}",
        },
        "etcd3": {"hosts": f"{agreed.address}:{ETCD}"},
        "bootstrap": {
            "dcs": {
                "ttl": TTL_S,
                "loop_wait": 3,
                "retry_timeout": 3,
                "synchronous_mode": "quorum",
                "synchronous_mode_strict": True,
                # Without etcd the leader goes on leading while it reaches all others.
                "failsafe_mode": True,
                "postgresql": {"use_pg_rewind": True, "parameters": {"max_connections": 100}},
            },
            "initdb": [{"encoding": "UTF8"}, "data-checksums"],
        },
        "postgresql": {
            "listen": f"{node.address}:{POSTGRES}",
            "connect_address": f"{node.address}:{POSTGRES}",
            "data_dir": str(home / "data"),
            "bin_dir": str(binaries),
            "authentication": {
                "superuser": superuser,
                "replication": replication,
                "rewind": superuser,
            },
            "pg_hba": [
                "local all all trust",
                "host all all 10.177.77.0/24 scram-sha-256",
                "host replication replicator 10.177.77.0/24 scram-sha-256",
            ],
            "parameters": {"unix_socket_directories": str(home)},
        },
    }
    (home / "patroni.yml").write_text(yaml.safe_dump(told))
    as_postgres = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    command = [*as_postgres, "patroni", str(home / "patroni.yml")]
    ready = f"http://{node.address}:{PATRONI}/health"
    return ClusterPart(
        node, command, folder / f"{node.name}.log", {"HOME": str(home), "PYTHONPATH": ""}, ready
    )


def valkey(node: Node, folder: Path) -> ClusterPart:
    """What gateways wake each other by, and count limits in."""
    command = ["valkey-server", "--port", str(VALKEY), "--bind", node.address]
    command += ["--protected-mode", "no", "--save", "", "--dir", str(folder)]
    return ClusterPart(node, command, folder / "valkey.log")


def edge(node: Node, folder: Path, gateways: Sequence[Node]) -> ClusterPart:
    """The proxy that citizens reach."""
    servers = "\n".join(
        f"  server {one.name} {one.address}:{GATEWAY} check inter 1s fall 2 rise 1"
        for one in gateways
    )
    path = folder / f"{node.name}.cfg"
    path.write_text(f"""\
global
  maxconn 4000
defaults
  mode http
  timeout connect 2s
  timeout client 60s
  # Event streams are silent for 15 seconds at most; a gateway that stands still is given up.
  timeout server 20s
  timeout tunnel 1h
  timeout queue 5s
  timeout check 3s
  retries 3
  # What was never sent, or is repeated under its key, goes to another gateway.
  retry-on conn-failure empty-response
  option redispatch 1
  option http-server-close
  option forwardfor
{_refusals()}
frontend citizens
  bind {node.address}:{GATEWAY}
  http-request deny if {{ path_beg /internal/ }} || {{ path /metrics }}
  default_backend gateways
backend gateways
  balance leastconn
  option httpchk GET /readyz
  http-check expect status 200
{servers}
""")
    return ClusterPart(node, ["haproxy", "-f", str(path), "-db"], folder / f"{node.name}.log")


def to_the_leader(node: Node, folder: Path, databases: Sequence[Node]) -> ClusterPart:
    """The proxy by which everybody reaches the PostgreSQL that leads."""
    servers = "\n".join(
        f"  server {one.name} {one.address}:{POSTGRES} check port {PATRONI}" for one in databases
    )
    path = folder / "leader.cfg"
    path.write_text(f"""\
defaults
  mode tcp
  timeout connect 2s
  timeout client 1h
  timeout server 1h
frontend postgres
  bind {node.address}:{POSTGRES}
  default_backend leader
backend leader
  option httpchk GET /primary
  http-check expect status 200
  timeout check 2s
  default-server inter 1s fall 3 rise 1 on-marked-down shutdown-sessions
{servers}
""")
    return ClusterPart(node, ["haproxy", "-f", str(path), "-db"], folder / "leader.log")


def _refusals() -> str:
    """HAProxy's answers while no gateway answers: the gateway's own words for that."""
    words = bytes(problem_response("unavailable").body).decode()
    told = f"content-type application/problem+json string '{words}' hdr Retry-After 2"
    return "\n".join(f"  http-error status {status} {told}" for status in (502, 503, 504))
