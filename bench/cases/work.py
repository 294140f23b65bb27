"""The worker of an installation, in a process of its own."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator

from assistant.settings import PROJECT
from bench.databases import Place


@contextlib.contextmanager
def worker(place: Place) -> Iterator[int]:
    """`dastyar worker` on this database until the block ends; its process id."""
    settings = {"DASTYAR_DATA_DIR": str(place.folder), "DASTYAR_DATABASE_URL": place.url}
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant.cli", "worker"],
        env=os.environ | settings | {"PYTHONPATH": str(PROJECT)},
        cwd=place.folder,
        stdout=subprocess.DEVNULL,
    )
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=30)
