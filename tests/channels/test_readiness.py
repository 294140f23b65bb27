"""/readyz tells whether anything can be kept, not whether a question is answered."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import delete
from support.serving import Gateway

from assistant.storage import availability
from assistant.storage.availability import WriteProbe
from assistant.storage.database import Database
from assistant.storage.jobs import enqueue
from assistant.storage.jobs.queue import Job
from assistant.storage.migrate import migrate


@pytest.fixture
async def url(empty_url: str) -> str:
    database = Database(empty_url)
    await migrate(database)
    await database.close()
    return empty_url


@pytest.fixture
def empty_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'd.sqlite3'}"


@pytest.fixture
async def probe(url: str, tmp_path: Path) -> AsyncIterator[WriteProbe]:
    made = WriteProbe(url, tmp_path)
    yield made
    made.close()


async def test_a_database_that_takes_writes_is_up(probe: WriteProbe) -> None:
    assert await probe.is_writable()
    assert probe.has_space()


async def test_a_locked_database_is_told_soon(probe: WriteProbe, url: str) -> None:
    holder = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    assert not await probe.is_writable()
    assert time.monotonic() - began < 3 * availability.PATIENCE_S
    holder.execute("ROLLBACK")
    holder.close()
    await asyncio.sleep(availability._KEPT_S + 0.1)
    assert await probe.is_writable()


async def test_a_read_only_database_is_told(url: str, tmp_path: Path) -> None:
    made = WriteProbe(f"{url.replace('sqlite:///', 'sqlite:///file:')}?mode=ro&uri=true", tmp_path)
    assert not await made.is_writable()
    made.close()


async def test_a_full_disk_is_told(tmp_path: Path) -> None:
    """`/dev/full` takes no byte; a database there is one on a full disk."""
    made = WriteProbe("sqlite:////dev/full", tmp_path)
    assert not await made.is_writable()
    made.close()


async def test_little_space_is_told(probe: WriteProbe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(availability, "LOW_BYTES", 2**62)
    assert not probe.has_space()


@pytest.fixture
def locked(gateway: Gateway) -> Iterator[None]:
    path = gateway.settings.database.removeprefix("sqlite:///")
    holder = sqlite3.connect(path, isolation_level=None, timeout=20)
    holder.execute("BEGIN IMMEDIATE")
    time.sleep(availability._KEPT_S + 0.1)
    yield
    holder.execute("ROLLBACK")
    holder.close()
    time.sleep(availability._KEPT_S + 0.1)


async def test_readyz_says_down_while_nothing_can_be_written(
    http: httpx.AsyncClient, locked: None
) -> None:
    began = time.monotonic()
    answer = await http.get("/readyz")
    assert time.monotonic() - began < 5
    assert answer.status_code == 503
    assert answer.json()["status"] == "down"
    assert answer.json()["components"]["database"] == "down"
    assert (await http.get("/healthz")).status_code == 200


async def test_a_job_that_nobody_does_is_told(http: httpx.AsyncClient, database: Database) -> None:
    long_ago = datetime.now(UTC) - timedelta(hours=1)
    await database.run(
        lambda session: enqueue(session, "of_nobody", {}, key="stuck", run_at=long_ago)
    )
    try:
        answer = (await http.get("/readyz")).json()
        assert answer["components"]["jobs"] == "down"
        assert answer["status"] == "degraded"
    finally:
        await database.run(
            lambda session: session.execute(delete(Job).where(Job.kind == "of_nobody"))
        )
    assert (await http.get("/readyz")).json()["components"]["jobs"] == "ok"
