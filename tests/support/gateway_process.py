"""Gateways in their own processes, which begin in a moment and may be killed.

They are forked from a process that has loaded the knowledge. The listening socket stays open
between them: a client that connects while no gateway lives waits for the next one.
"""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

from assistant.settings import PROJECT


class Gateways:
    """One gateway after another, on one port."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port: int = self._listener.getsockname()[1]
        self.pid: int | None = None
        descriptor = self._listener.fileno()
        self._knowing = subprocess.Popen(
            [sys.executable, "-m", "support.forking", str(descriptor)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            pass_fds=[descriptor],
            cwd=PROJECT,
            env=os.environ | {"PYTHONPATH": f"{PROJECT}:{PROJECT / 'tests'}"},
        )
        assert self._answer() == "ready"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, data_dir: Path, **values: Any) -> None:
        """Begin a gateway with these settings; requests wait until it listens."""
        assert self.pid is None, "one at a time"
        assert self._knowing.stdin is not None
        settings = json.dumps({"data_dir": str(data_dir)} | values)
        self._knowing.stdin.write(settings + "\n")
        self._knowing.stdin.flush()
        self.pid = int(self._answer())

    def kill(self) -> None:
        """End it at once, wherever it is (SIGKILL)."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Let it end as an operator of the machine would."""
        self._end(signal.SIGTERM)

    def close(self) -> None:
        if self.pid is not None:
            self.kill()
        assert self._knowing.stdin is not None
        self._knowing.stdin.close()
        self._knowing.wait(timeout=30)
        assert self._knowing.stdout is not None
        self._knowing.stdout.close()
        self._listener.close()

    def ask_to_end(self) -> None:
        """Send SIGTERM, and wait for nothing; `wait` does."""
        assert self.pid is not None
        os.kill(self.pid, signal.SIGTERM)

    def wait(self, number: signal.Signals = signal.SIGTERM) -> None:
        """Return when it has ended, by this signal."""
        ended = int(self._answer())
        self.pid = None
        assert ended in {0, -number}, f"the gateway had ended by itself: {ended}"

    def _end(self, number: signal.Signals) -> None:
        assert self.pid is not None
        os.kill(self.pid, number)
        self.wait(number)

    def _answer(self) -> str:
        assert self._knowing.stdout is not None
        line = self._knowing.stdout.readline()
        assert line, "the process that loads the knowledge has ended"
        return line.strip()
