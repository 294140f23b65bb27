"""A gateway that other machines reach starts only with TLS before it, or when that is accepted."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.serving import private_settings
from typer.testing import CliRunner

from assistant.cli import app
from assistant.exposure import ExposedError, check_exposure
from assistant.loopback import is_loopback
from assistant.settings import Settings, get_settings
from assistant.supervisor.__main__ import main

OUTSIDE = {"host": "0.0.0.0"}
BEHIND = OUTSIDE | {"public_url": "https://128.example", "trusted_proxies": "10.0.0.0/8"}
QUIET = {"metrics_enabled": False, "understand_enabled": False, "docs_enabled": False}


def settings(tmp_path: Path, **values: object) -> Settings:
    return private_settings(tmp_path, **values)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.8.8.8"])
def test_on_this_machine_alone_nothing_is_asked_for(tmp_path: Path, host: str) -> None:
    assert is_loopback(host)
    assert check_exposure(settings(tmp_path, host=host, demo=True)) == []


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "gateway.example"])
def test_without_tls_it_is_refused(tmp_path: Path, host: str) -> None:
    for url in ("", "http://128.example"):
        with pytest.raises(ExposedError, match="on the line"):
            check_exposure(settings(tmp_path, host=host, public_url=url))


def test_a_demo_is_not_shown_to_a_network(tmp_path: Path) -> None:
    with pytest.raises(ExposedError, match="demo"):
        check_exposure(settings(tmp_path, **BEHIND, demo=True))


def test_behind_a_proxy_elsewhere_it_starts(tmp_path: Path) -> None:
    assert check_exposure(settings(tmp_path, **BEHIND, **QUIET)) == []


def test_what_strangers_could_reach_is_told(tmp_path: Path) -> None:
    (alone,) = check_exposure(
        settings(tmp_path, **BEHIND | {"trusted_proxies": "127.0.0.1"}, **QUIET)
    )
    assert "no proxy elsewhere is trusted" in alone
    (served,) = check_exposure(settings(tmp_path, **BEHIND))
    assert "DASTYAR_METRICS_ENABLED" in served


def test_it_can_be_accepted(tmp_path: Path) -> None:
    accepted = settings(tmp_path, **OUTSIDE, plain_http=True, demo=True)
    assert len(check_exposure(accepted)) == 2


@pytest.fixture
def exposed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of an installation whose settings show it to the network."""
    monkeypatch.setenv("DASTYAR_HOST", "0.0.0.0")
    monkeypatch.setenv("DASTYAR_DATA_DIR", str(tmp_path))
    get_settings.cache_clear()
    mask = os.umask(0o077)
    yield tmp_path
    os.umask(mask)
    get_settings.cache_clear()


def test_both_ways_to_start_refuse(exposed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    served = CliRunner().invoke(app, ["serve"])
    assert served.exit_code == 1
    assert main() == 1
    for told in (served.output, capsys.readouterr().out):
        assert "DASTYAR_HOST=0.0.0.0 is reached by other machines" in " ".join(told.split())
    assert list(exposed.iterdir()) == []
