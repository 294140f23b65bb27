"""Secrets reach the processes that need them, and no other; they may lie in files."""

import asyncio
import json
import sys
from pathlib import Path

import pytest
from pydantic_settings import SettingsError
from support.serving import private_settings

from assistant.rasa.side.protocol import CALLBACKS
from assistant.settings import PROJECT, Settings
from assistant.supervisor.rasa_model import QUIET, SECRET_FILE, rasa_environment

PLANTED = {
    "DASTYAR_SECRET": "master-planted",
    "DASTYAR_SEAL_KEYS": "seal-planted",
    "DASTYAR_DATABASE_URL": "postgresql+psycopg://u:password-planted@host/name",
    "DASTYAR_CONNECTOR_SECRET": "connector-planted",
    "DASTYAR_OIDC__CLIENT_SECRET": "oidc-planted",
    "DASTYAR_MESSENGERS__TG__TOKEN": "token-planted",
    "DASTYAR_REDIS_URL": "redis://:redis-planted@host",
    "DASTYAR_INTERNAL_SECRET": "internal-planted",
    "AWS_SECRET_ACCESS_KEY": "foreign-planted",
    "PGPASSWORD": "pg-planted",
}
ALLOWED = {"PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "LD_LIBRARY_PATH"}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, str]:
    """What Rasa gets from an installation whose environment is full of secrets."""
    for name, value in PLANTED.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("DASTYAR_OIDC__ISSUER", "https://sso.example")
    monkeypatch.setenv("DASTYAR_OIDC__CLIENT_ID", "desk")
    return rasa_environment(Settings(_env_file=None, data_dir=tmp_path))


async def seen_by_a_child(environment: dict[str, str]) -> dict[str, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "import json, os; print(json.dumps(dict(os.environ)))",
        env=environment,
        stdout=asyncio.subprocess.PIPE,
    )
    output, _ = await process.communicate()
    return dict(json.loads(output))


async def test_rasas_process_is_given_no_secret(environment: dict[str, str]) -> None:
    seen = json.dumps(await seen_by_a_child(environment))
    assert [value for value in PLANTED.values() if value in seen] == []


def test_rasa_gets_exactly_what_is_listed(environment: dict[str, str], tmp_path: Path) -> None:
    ours = {SECRET_FILE, CALLBACKS, "PYTHONPATH", *QUIET}
    assert ours <= set(environment) <= ours | ALLOWED
    path = Path(environment[SECRET_FILE])
    assert path.read_text() == PLANTED["DASTYAR_INTERNAL_SECRET"]
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent != tmp_path / "keys", "Rasa need not know where the other keys are"


def test_rasa_is_not_told_of_a_variable_that_nobody_thought_of(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DASTYAR_A_SECRET_OF_TOMORROW", "planted")
    monkeypatch.setenv("SOMETHING", "planted")
    assert "planted" not in rasa_environment(private_settings(tmp_path)).values()


async def test_rasas_side_reads_the_secret_from_its_file(environment: dict[str, str]) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "from assistant.rasa.side.protocol import internal_secret; print(internal_secret())",
        env=environment | {"PYTHONPATH": str(PROJECT)},
        stdout=asyncio.subprocess.PIPE,
    )
    output, _ = await process.communicate()
    assert output.decode().strip() == PLANTED["DASTYAR_INTERNAL_SECRET"]


def test_secrets_may_lie_in_files_of_a_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "credentials"
    folder.mkdir()
    (folder / "dastyar_secret").write_text("from a file\n")
    (folder / "dastyar_messengers__tg__token").write_text("token from a file\n")
    monkeypatch.setenv("DASTYAR_SECRETS_DIR", str(folder))
    monkeypatch.delenv("DASTYAR_SECRET", raising=False)
    settings = Settings(_env_file=None, data_dir=tmp_path)
    assert settings.master_key == b"from a file"
    assert settings.messengers["tg"].token.get_secret_value() == "token from a file"


def test_the_folder_of_secrets_may_be_named_in_the_env_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder, named = tmp_path / "credentials", tmp_path / ".env"
    folder.mkdir()
    (folder / "dastyar_secret").write_text("from a file\n")
    named.write_text(f"DASTYAR_SECRETS_DIR={folder}\n")
    for name in ("DASTYAR_SECRET", "DASTYAR_SECRETS_DIR"):
        monkeypatch.delenv(name, raising=False)
    settings = Settings(_env_file=named, data_dir=tmp_path)
    assert (settings.master_key, settings.secrets_dir) == (b"from a file", folder)
    # A variable wins over the file, as everywhere.
    (tmp_path / "other").mkdir()
    monkeypatch.setenv("DASTYAR_SECRETS_DIR", str(tmp_path / "other"))
    assert Settings(_env_file=named, data_dir=tmp_path).master_key != b"from a file"


def test_a_folder_of_secrets_that_is_not_there_ends_the_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DASTYAR_SECRETS_DIR", str(tmp_path / "nowhere"))
    with pytest.raises(SettingsError, match="nowhere"):
        Settings(_env_file=None, data_dir=tmp_path)
