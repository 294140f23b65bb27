"""Machines that are not there, and the servers on them.

Each machine is a network namespace, joined to the others by a bridge on this machine. A server on
it can be killed, stopped and cut off.
"""

import asyncio
import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from assistant.settings import PROJECT

_BRIDGE = "dastyar-bench"
_NET = "10.177.77"
OUTSIDE = f"{_NET}.254"
"""Where citizens come from: this machine's own address on the bridge."""


class NetworkError(RuntimeError):
    """A machine could not be made or taken away; the message says what was asked of `ip`."""


@dataclass(frozen=True)
class Node:
    """One machine of the network."""

    name: str
    address: str

    @property
    def namespace(self) -> str:
        """The name of its network namespace."""
        return f"dastyar-{self.name}"

    @property
    def line(self) -> str:
        """The end of its line at the bridge."""
        return f"dst-{self.name}"

    def inside(self, command: list[str]) -> list[str]:
        """`command` as it runs on this machine."""
        return ["ip", "netns", "exec", self.namespace, *command]

    def send(self, number: signal.Signals) -> None:
        """Send a signal to all that runs on it."""
        for pid in self.pids():
            # Each on its own: a process may end while the others get the signal.
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)

    def pids(self) -> list[int]:
        """All processes on it."""
        return [int(pid) for pid in _ip("netns", "pids", self.namespace).split()]

    def cut(self) -> None:
        """Take its line out: messages to it are lost, and their senders get no error."""
        _ip("link", "set", self.line, "down")

    def join(self) -> None:
        """Put its line in again."""
        _ip("link", "set", self.line, "up")


class Network:
    """All machines, until it is closed; it needs to be root."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []

    def __enter__(self) -> "Network":
        self.close()
        _ip("link", "add", _BRIDGE, "type", "bridge")
        _ip("addr", "add", f"{OUTSIDE}/24", "dev", _BRIDGE)
        _ip("link", "set", _BRIDGE, "up")
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def node(self, name: str) -> Node:
        """One more machine."""
        node = Node(name, f"{_NET}.{10 + len(self.nodes)}")
        self.nodes.append(node)
        _ip("netns", "add", node.namespace)
        _ip("link", "add", node.line, "type", "veth", "peer", "eth0", "netns", node.namespace)
        _ip("link", "set", node.line, "master", _BRIDGE, "up")
        inside = ("-n", node.namespace)
        _ip(*inside, "addr", "add", f"{node.address}/24", "dev", "eth0")
        _ip(*inside, "link", "set", "eth0", "up")
        _ip(*inside, "link", "set", "lo", "up")
        return node

    def close(self) -> None:
        """End all that runs, and take the machines away; also those of a run that was killed."""
        names = [line.split()[0] for line in _ip("netns", "list").splitlines()]
        for name in names:
            if name.startswith("dastyar-"):
                node = Node(name.removeprefix("dastyar-"), "")
                node.send(signal.SIGKILL)
                # Its namespace would take it along, but later, and the next run wants its name.
                _remove(node.line)
                _ip("netns", "del", name)
        _remove(_BRIDGE)


def lacking(programs: list[str]) -> list[str]:
    """Those of `programs` that this machine does not have."""
    return [program for program in programs if shutil.which(program) is None]


def _remove(link: str) -> None:
    if Path(f"/sys/class/net/{link}").exists():
        _ip("link", "del", link)


def _ip(*words: str) -> str:
    done = subprocess.run(["ip", *words], check=False, capture_output=True, text=True)
    if done.returncode:
        raise NetworkError(f"ip {' '.join(words)}: {done.stderr.strip()}")
    return done.stdout


READY_S = 120.0


class NotReadyError(RuntimeError):
    """A part did not answer in time; the message has the end of its log."""


@dataclass
class ClusterPart:
    """One server; `ready` is the address that answers 200 once it can work."""

    node: Node
    command: list[str]
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    ready: str = ""
    process: subprocess.Popen[bytes] | None = None

    @property
    def name(self) -> str:
        """Its machine's name."""
        return self.node.name

    def start(self) -> None:
        """Start it; it may take a while until it is ready."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.node.inside(self.command),
                cwd=PROJECT,
                env=os.environ | self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    async def wait(self) -> None:
        """Return once it can work; raises `NotReadyError`."""
        async with httpx.AsyncClient(trust_env=False, timeout=3) as http:
            for _ in range(int(READY_S / 0.2)):
                if not self.ready or await _answers(http, self.ready):
                    return
                await asyncio.sleep(0.2)
        last_words = self.log.read_text(errors="replace")[-2000:]
        raise NotReadyError(f"{self.name} is not ready:\n{last_words}")

    def pids(self) -> list[int]:
        """All processes of its machine."""
        return self.node.pids()

    def kill(self) -> None:
        """End all of it at once."""
        self.node.send(signal.SIGKILL)
        self._gone()

    def end(self) -> None:
        """Ask it to end as it would in an upgrade, and wait for it."""
        assert self.process is not None
        self.process.terminate()
        self._gone()

    def stop(self) -> None:
        """Freeze it; its connections stay open."""
        self.node.send(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it move again."""
        self.node.send(signal.SIGCONT)

    def _gone(self) -> None:
        assert self.process is not None
        self.process.wait(timeout=60)


async def _answers(http: httpx.AsyncClient, address: str) -> bool:
    try:
        return (await http.get(address)).status_code == 200
    except httpx.TransportError:
        return False


@dataclass(frozen=True)
class Blow:
    """Something that happens to a part for a while, and how it ends."""

    name: str
    hit: Callable[[ClusterPart], None]
    mend: Callable[[ClusterPart], None]


def killed() -> Blow:
    """Dead at once, and started again after a while."""
    return Blow("killed", ClusterPart.kill, ClusterPart.start)


def stopped() -> Blow:
    """Still there, but it does nothing."""
    return Blow("stopped", ClusterPart.stop, ClusterPart.go_on)


def cut_off() -> Blow:
    """At work, but nobody reaches it."""
    return Blow("cut off", lambda part: part.node.cut(), lambda part: part.node.join())
