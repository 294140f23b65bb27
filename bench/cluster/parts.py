"""A server on a machine of the network, which can be killed, stopped and cut off."""

import asyncio
import os
import signal
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from assistant.settings import PROJECT
from bench.cluster.network import Node

READY_S = 120.0


class NotReadyError(RuntimeError):
    """A part did not answer in time; the message has the end of its log."""


@dataclass
class Part:
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
        """Tell it to end as it would in an upgrade, and wait for it."""
        assert self.process is not None
        self.process.terminate()
        self._gone()

    def stop(self) -> None:
        """Have it stand still; its lines stay open."""
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
    hit: Callable[[Part], None]
    mend: Callable[[Part], None]


def killed() -> Blow:
    """Dead at once, and started anew after a while."""
    return Blow("killed", Part.kill, Part.start)


def stopped() -> Blow:
    """Still there, but it does nothing."""
    return Blow("stopped", Part.stop, Part.go_on)


def cut_off() -> Blow:
    """At work, but nobody reaches it."""
    return Blow("cut off", lambda part: part.node.cut(), lambda part: part.node.join())
