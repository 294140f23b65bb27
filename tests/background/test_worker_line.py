"""`dastyar worker` tells by HTTP that it lives, that it works, and its figures."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx
from support.case_work import CaseWork
from support.serving import ClosedPort, private_settings

from assistant.background.workers import at_work, listening
from assistant.settings import PROJECT
from assistant.storage.database import Database
from assistant.storage.jobs import Worker
from assistant.storage.migrate import migrate
from knowledge.catalogue import Catalogue


def free_port() -> int:
    port = ClosedPort()
    port.close()
    return int(port.url.rpartition(":")[2])


async def test_it_is_ready_once_it_has_looked_for_jobs(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    settings = private_settings(tmp_path)
    work, port = CaseWork(settings, catalogue), free_port()
    await migrate(work.database)
    async with (
        listening(work.worker, "127.0.0.1", port),
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as http,
    ):
        assert (await http.get("/healthz")).json() == {"status": "ok"}
        assert (await http.get("/readyz")).status_code == 503
        async with at_work(work.worker), asyncio.timeout(30):
            while (await http.get("/readyz")).status_code != 200:
                await asyncio.sleep(0.05)
        figures = await http.get("/metrics")
        assert figures.headers["content-type"].startswith("text/plain")
        # Of this process; what other tests did to its clock is no matter here.
        assert "dastyar_clock_stopped" in figures.text
        assert (await http.post("/healthz", content=b"x")).status_code == 405
        assert (await http.get("/internal/actions/webhook")).status_code == 404
    await work.close()


async def test_nobody_is_answered_unless_a_port_is_named() -> None:
    before = len(asyncio.all_tasks())
    async with listening(Worker(Database("sqlite://"), {}), "127.0.0.1", 0):
        assert len(asyncio.all_tasks()) == before


async def test_the_command_listens_where_it_is_told_and_ends_when_asked(tmp_path: Path) -> None:
    database = Database(private_settings(tmp_path).database)
    await migrate(database)
    await database.close()
    port = free_port()
    told = {"DASTYAR_DATA_DIR": str(tmp_path), "DASTYAR_WORKER_PORT": str(port)}
    worker = subprocess.Popen(
        [sys.executable, "-m", "assistant.cli", "worker"],
        cwd=tmp_path,
        env=os.environ | told | {"PYTHONPATH": str(PROJECT)},
        stdout=subprocess.DEVNULL,
    )
    try:
        async with httpx.AsyncClient(trust_env=False) as http, asyncio.timeout(120):
            while not await _is_ready(http, port):
                assert worker.poll() is None
                await asyncio.sleep(0.2)
        worker.send_signal(signal.SIGTERM)
        assert await asyncio.to_thread(worker.wait, 30) == 0
    finally:
        worker.kill()
        worker.wait()


async def _is_ready(http: httpx.AsyncClient, port: int) -> bool:
    try:
        return (await http.get(f"http://127.0.0.1:{port}/readyz")).status_code == 200
    except httpx.TransportError:
        return False
