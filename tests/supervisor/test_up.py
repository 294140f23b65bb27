"""Starting everything by one command: ports, addresses, what Rasa is told, and Ctrl-C."""

import asyncio
import os
import signal
import socket
import sys
from pathlib import Path

import psutil
import pytest
import yaml
from support.serving import private_settings

from assistant.settings import PROJECT, Settings
from assistant.supervisor.processes import rasa_child, write_endpoints
from assistant.supervisor.rasa_model import fingerprint, model_path, rasa_environment
from assistant.supervisor.up import StartError, check_ports
from lab.evaluation.stack import free_port

START = """
import asyncio
from pathlib import Path
from rich.console import Console
from assistant.settings import get_settings
from assistant.supervisor.up import run
asyncio.run(run(get_settings(), Path("no-model.tar.gz"), Console()))
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return private_settings(tmp_path, port=free_port(), rasa_url=f"http://127.0.0.1:{free_port()}")


def test_free_ports_are_taken_without_complaint(settings: Settings) -> None:
    check_ports(settings)


@pytest.mark.parametrize("part", ["DASTYAR_PORT", "DASTYAR_RASA_URL"])
def test_a_taken_port_is_told_with_the_setting_to_change(settings: Settings, part: str) -> None:
    port = settings.port if part == "DASTYAR_PORT" else int(settings.rasa_url.rsplit(":", 1)[1])
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        with pytest.raises(StartError, match=f"port {port} is taken; set {part}"):
            check_ports(settings)


def test_rasa_is_told_where_the_gateway_is(settings: Settings) -> None:
    endpoints = yaml.safe_load(write_endpoints(settings).read_text())
    address = f"http://127.0.0.1:{settings.port}/internal/actions/webhook"
    assert endpoints["action_endpoint"]["url"] == address


def test_rasa_listens_on_loopback_only_and_behind_the_secret(settings: Settings) -> None:
    command = list(rasa_child(settings, Path("model.tar.gz")).command)
    assert command[command.index("-i") + 1] == "127.0.0.1"
    assert command[command.index("-p") + 1] == settings.rasa_url.rsplit(":", 1)[1]
    assert settings.rasa_secret not in rasa_environment(settings).values()
    assert "--enable-api" not in command


def test_the_secret_is_not_on_the_command_line(settings: Settings) -> None:
    """Everyone on the machine can read it there."""
    assert settings.rasa_secret not in rasa_child(settings, Path("model.tar.gz")).command


def test_secrets_are_made_once_and_for_the_owner_only(settings: Settings, tmp_path: Path) -> None:
    first = (settings.master_key, settings.rasa_secret)
    again = private_settings(tmp_path)
    assert (again.master_key, again.rasa_secret) == first
    assert first[0].decode() != first[1]
    for path in (tmp_path / "keys").iterdir():
        assert path.stat().st_mode & 0o077 == 0
        assert len(path.read_bytes()) >= 32


def test_no_secret_shows_when_settings_are_printed() -> None:
    shown = repr(Settings(_env_file=None, secret="confidential", internal_secret="confidential"))
    assert "confidential" not in shown


def test_the_model_is_known_by_all_that_it_is_made_of(tmp_path: Path) -> None:
    for path in ("config.yml", "domain.yml", "nlu_data/nlu/greet.yml", "assistant/language/a.py"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("one")
    (tmp_path / "knowledge" / "encoder").mkdir(parents=True)
    seen = {fingerprint(tmp_path)}
    for path in ("config.yml", "domain.yml", "nlu_data/nlu/greet.yml", "assistant/language/a.py"):
        (tmp_path / path).write_text("two")
        seen.add(fingerprint(tmp_path))
    assert len(seen) == 5
    (tmp_path / "README.md").write_text("not an ingredient")
    (tmp_path / "nlu_data" / "NOTES.md").write_text("not an ingredient")
    assert fingerprint(tmp_path) in seen


def test_the_model_lies_under_its_fingerprint(settings: Settings) -> None:
    assert model_path(settings).name == f"{fingerprint()}.tar.gz"


async def test_ctrl_c_stops_everything_that_was_started(settings: Settings) -> None:
    environment = os.environ | {
        "PYTHONPATH": str(PROJECT),
        "DASTYAR_DATA_DIR": str(settings.data_dir),
        "DASTYAR_PORT": str(settings.port),
        "DASTYAR_RASA_URL": settings.rasa_url,
    }
    up = await asyncio.create_subprocess_exec(
        sys.executable, "-c", START, env=environment, cwd=PROJECT
    )
    started = await children_of(up.pid, 2)
    up.send_signal(signal.SIGINT)
    assert await asyncio.wait_for(up.wait(), 40) == 0
    _, alive = psutil.wait_procs(started, timeout=5)
    assert alive == []


async def children_of(pid: int, count: int) -> list[psutil.Process]:
    for _ in range(600):
        found = psutil.Process(pid).children(recursive=True)
        if len(found) >= count:
            return found
        await asyncio.sleep(0.05)
    raise AssertionError(f"fewer than {count} children")


def several(tmp_path: Path) -> tuple[Settings, list[str]]:
    """Two Rasas on this machine and one elsewhere."""
    own = [f"http://127.0.0.1:{free_port()}" for _ in range(2)]
    listed = ",".join([own[0], "http://rasa.internal:5005", own[1]])
    return private_settings(tmp_path, port=free_port(), rasa_url=listed), own


def test_each_rasa_of_this_machine_has_its_port_and_log(tmp_path: Path) -> None:
    settings, own = several(tmp_path)
    children = [rasa_child(settings, Path("model.tar.gz"), url) for url in own]
    ports = [list(one.command)[list(one.command).index("-p") + 1] for one in children]
    assert ports == [url.rsplit(":", 1)[1] for url in own]
    assert [one.name for one in children] == ["rasa", f"rasa-{ports[1]}"]
    assert len({one.log for one in children}) == 2


def test_a_taken_port_of_any_rasa_of_this_machine_is_told(tmp_path: Path) -> None:
    settings, own = several(tmp_path)
    check_ports(settings)
    port = int(own[1].rsplit(":", 1)[1])
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        with pytest.raises(StartError, match=f"port {port} is taken; set DASTYAR_RASA_URL"):
            check_ports(settings)
    same = private_settings(tmp_path, port=1, rasa_url=f"{own[0]},http://localhost:{own[0][17:]}")
    with pytest.raises(StartError, match="twice"):
        check_ports(same)
