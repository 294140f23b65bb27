"""`dastyar sms …`, for an administrator who sets it up."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.sms_server import KEY, LINE, SmsServer, gives, refuses
from typer.testing import CliRunner, Result

from assistant.cli import app
from assistant.settings import get_settings

MOBILE = "09121234567"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installation of its own, without the `.env` of this machine."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DASTYAR_DATA_DIR", str(tmp_path / "data"))
    (tmp_path / "data").mkdir()
    get_settings.cache_clear()
    yield tmp_path
    get_settings.cache_clear()


@pytest.fixture
def account(folder: Path, server: SmsServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """An account with the provider on loopback; its key is in a file."""
    secrets = folder / "secrets"
    secrets.mkdir()
    (secrets / "dastyar_sms_provider__key").write_text(f"{KEY}\n")
    monkeypatch.setenv("DASTYAR_SECRETS_DIR", str(secrets))
    monkeypatch.setenv("DASTYAR_SMS", "http")
    given = {"PROFILE": "kavenegar", "LINE": LINE, "API": server.address}
    for name, value in given.items():
        monkeypatch.setenv(f"DASTYAR_SMS_PROVIDER__{name}", value)
    assert CliRunner().invoke(app, ["migrate"]).exit_code == 0


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["sms", *words])


@pytest.mark.usefixtures("account")
def test_one_message_is_sent_and_named(server: SmsServer) -> None:
    told = run("test", "+989121234567")
    assert told.exit_code == 0, told.output
    ((id_, sent),) = server.sent.items()
    assert str(id_) in told.output
    assert sent.mobile == MOBILE
    assert "آزمایش" in sent.text
    assert server.asked[0].path.startswith("/v1/7A61%2Fsecret%20key%2Bof%3Dthe%20account/")


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize(
    ("fault", "words"),
    [(refuses("kavenegar", 403), "کلید API معتبر نیست"), (gives(b"", 502), "502")],
)
def test_a_refusal_is_told_without_key_and_number(server: SmsServer, fault, words: str) -> None:
    server.faults.append(fault)
    told = run("test", MOBILE)
    assert told.exit_code == 1
    assert words in told.output.replace("\n", " ")
    assert KEY not in told.output
    assert MOBILE not in told.output


@pytest.mark.usefixtures("account")
def test_the_account_is_told(server: SmsServer) -> None:
    server.credit = 250_000
    told = run("status")
    assert told.exit_code == 0, told.output
    assert "250,000 ریال" in told.output


@pytest.mark.usefixtures("account")
def test_a_fault_in_the_settings_does_not_show_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASTYAR_SMS_PROVIDER__LINE", "no line")
    get_settings.cache_clear()
    told = run("test", MOBILE)
    assert told.exit_code == 1
    assert KEY[:8] not in f"{told.output} {told.exception}"


@pytest.mark.usefixtures("folder")
def test_what_is_off_or_no_number_is_said() -> None:
    assert "DASTYAR_SMS is off" in run("test", MOBILE).output
    assert run("test", "0212345678").exit_code == 1
    assert run("status").exit_code == 1


def test_where_messages_go_to_files_so_does_this_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASTYAR_SMS", "file")
    told = run("test", MOBILE)
    assert told.exit_code == 0, told.output
    (file,) = (folder / "data" / "sms").iterdir()
    assert json.loads(file.read_text())["mobile"] == MOBILE
