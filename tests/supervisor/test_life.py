"""What hangs is noticed, and a model that Rasa cannot load takes nothing else down."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import tarfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import psutil
import pytest
from support.serving import private_settings

from assistant.settings import PROJECT, Settings
from assistant.supervisor import processes, rasa_life
from assistant.supervisor.processes import Child, Watch, keep_running
from assistant.supervisor.rasa_life import is_whole, keep_rasa, keep_rasas
from assistant.supervisor.up import check_ports
from lab.evaluation.stack import free_port

SERVER = """
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response({status}); self.end_headers(); self.wfile.write(b"{{}}")
HTTPServer.allow_reuse_address = True
print("up", flush=True)
HTTPServer(("127.0.0.1", {port}), Answer).serve_forever()
"""
SMALLEST_MB = 100


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "GRACE_S", 0.5)


def server(folder: Path, port: int, status: int = 200) -> Child:
    code = SERVER.format(port=port, status=status)
    return Child("server", [sys.executable, "-c", code], os.environ, folder, folder / "log")


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[tuple[Child, str]]:
    port = free_port()
    child, address = server(tmp_path, port), f"http://127.0.0.1:{port}/"
    watch = Watch(address, start_s=20, hang_s=1.0, every_s=0.2)
    keeper = asyncio.create_task(keep_running(child, first_pause_s=0.1, watch=watch))
    yield child, address
    keeper.cancel()
    await asyncio.gather(keeper, return_exceptions=True)
    await child.stop()


async def until(condition: Callable[[], bool], seconds: float = 20) -> None:
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.05)


async def answering(address: str) -> None:
    port = int(address.rstrip("/").rsplit(":", 1)[1])

    def is_open() -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    await until(is_open)


async def test_a_process_that_hangs_is_started_again(served: tuple[Child, str]) -> None:
    child, address = served
    await until(lambda: child.process is not None)
    await answering(address)
    await asyncio.sleep(0.5)
    assert child.process is not None
    first = child.process.pid
    os.kill(first, signal.SIGSTOP)
    await until(lambda: child.process is not None and child.process.pid != first)
    assert not psutil.pid_exists(first)
    await answering(address)


async def test_a_process_that_answers_is_left_alone(served: tuple[Child, str]) -> None:
    child, address = served
    await until(lambda: child.process is not None)
    await answering(address)
    assert child.process is not None
    first = child.process.pid
    await asyncio.sleep(2.5)
    assert child.process.pid == first


def archive(path: Path) -> Path:
    (path.parent / "metadata.json").write_bytes(os.urandom(20_000))
    with tarfile.open(path, "w:gz") as model:
        model.add(path.parent / "metadata.json", "metadata.json")
    return path


def test_a_cut_or_changed_model_is_told_from_a_whole_one(tmp_path: Path) -> None:
    model = archive(tmp_path / "model.tar.gz")
    assert is_whole(model)
    data = model.read_bytes()
    for broken in (data[: len(data) // 2], data[:-4], b"", b"no archive", _flipped(data)):
        model.write_bytes(broken)
        assert not is_whole(model)
    model.unlink()
    assert not is_whole(model)


def _flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return private_settings(tmp_path, port=free_port(), rasa_url=f"http://127.0.0.1:{free_port()}")


def trains(monkeypatch: pytest.MonkeyPatch, model: Path) -> list[str]:
    """Training stands for a program that writes a whole model, as the real one does in minutes."""
    trained: list[str] = []

    def child(settings: Settings) -> Child:
        trained.append("trained")
        source = archive(model.parent / "source.tar.gz")
        code = f"import shutil; shutil.copyfile({str(source)!r}, {str(model)!r})"
        return Child("training", [sys.executable, "-c", code], os.environ, model.parent)

    monkeypatch.setattr(rasa_life, "training_child", child)
    return trained


@pytest.mark.parametrize("status", [200, 503])
async def test_a_damaged_model_is_trained_anew_before_rasa_starts(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    model = tmp_path / "model.tar.gz"
    archive(model).write_bytes(model.read_bytes()[:100])
    trained = trains(monkeypatch, model)
    port = int(settings.rasa_url.rsplit(":", 1)[1])
    keeper = asyncio.create_task(keep_rasa(settings, server(tmp_path, port, status), model))
    await answering(settings.rasa_url)
    assert trained[0] == "trained"
    assert is_whole(model)
    keeper.cancel()
    await asyncio.gather(keeper, return_exceptions=True)


async def test_a_model_that_rasa_cannot_load_is_trained_anew_once(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = archive(tmp_path / "model.tar.gz")
    trained = trains(monkeypatch, model)
    monkeypatch.setattr(rasa_life, "_POLL_S", 0.1)
    port = int(settings.rasa_url.rsplit(":", 1)[1])
    child = server(tmp_path, port, status=503)
    keeper = asyncio.create_task(keep_rasa(settings, child, model))
    await until(lambda: bool(trained))
    await asyncio.sleep(3)
    assert trained == ["trained"]
    keeper.cancel()
    await asyncio.gather(keeper, return_exceptions=True)
    assert child.process is None


async def test_several_rasas_start_once_the_first_has_loaded_the_model(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rasa_life, "_POLL_S", 0.1)
    model = archive(tmp_path / "model.tar.gz")
    urls = [settings.rasa_url, f"http://127.0.0.1:{free_port()}"]
    several = private_settings(tmp_path, port=settings.port, rasa_url=",".join(urls))
    places = [tmp_path / "first", tmp_path / "second"]
    for place in places:
        place.mkdir()
    children = [
        server(place, int(url.rsplit(":", 1)[1]), status=200)
        for place, url in zip(places, urls, strict=True)
    ]
    keeper = asyncio.create_task(keep_rasas(several, children, model))
    for url in urls:
        await answering(url)
    second = children[1].process
    assert second is not None
    second.kill()
    await until(lambda: children[1].process is not second)
    await answering(urls[1])
    keeper.cancel()
    await asyncio.gather(keeper, return_exceptions=True)
    assert [child.process for child in children] == [None, None]


async def test_where_all_rasas_are_elsewhere_none_is_started(tmp_path: Path) -> None:
    away = private_settings(tmp_path, rasa_url="http://rasa.internal:5005")
    await keep_rasas(away, [], tmp_path / "model.tar.gz")
    check_ports(private_settings(tmp_path, port=free_port(), rasa_url=away.rasa_url))


def test_the_supervisor_is_small() -> None:
    """What it holds in memory stays held for as long as the assistant runs."""
    code = (
        "import psutil, assistant.supervisor.__main__\n"
        "print(psutil.Process().memory_info().rss // 2**20)"
    )
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    out = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert int(out.stdout) < SMALLEST_MB


async def test_without_rasa_the_gateway_lives_on(settings: Settings) -> None:
    """A model that is cut, and a training that fails: the gateway answers, and goes on to."""
    code = (
        "import asyncio\nfrom pathlib import Path\nfrom rich.console import Console\n"
        "from assistant.settings import get_settings\n"
        "from assistant.storage.database import Database\n"
        "from assistant.storage.migrate import migrate\n"
        "from assistant.supervisor import rasa_life, up\n"
        "up.READY_TIMEOUT_S = 100.0\n"
        "rasa_life.training_child = lambda s: rasa_life.Child('t', ['false'], {}, Path('.'))\n"
        "model = get_settings().data_dir / 'cut.tar.gz'\n"
        "model.write_bytes(b'cut')\n"
        "asyncio.run(migrate(Database(get_settings().database)))\n"
        "asyncio.run(up.run(get_settings(), model, Console()))\n"
    )
    environment = os.environ | {
        "PYTHONPATH": str(PROJECT),
        "DASTYAR_DATA_DIR": str(settings.data_dir),
        "DASTYAR_INDEX_FOLDER": str(settings.index_dir),
        "DASTYAR_PORT": str(settings.port),
        "DASTYAR_RASA_URL": settings.rasa_url,
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, env=environment, cwd=PROJECT, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    async with asyncio.timeout(120):
        lines = [(await process.stdout.readline()).decode() for _ in range(4)]
    assert "is ready" in "".join(lines), lines
    assert process.returncode is None
    process.send_signal(signal.SIGTERM)
    await asyncio.wait_for(process.communicate(), 40)
    assert process.returncode == 0
