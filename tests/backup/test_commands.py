"""`dastyar backup …` and `dastyar restore` at the terminal."""

import time
from pathlib import Path

import pytest
from support.installed import Installed
from support.serving import INDEX
from typer.testing import CliRunner

from assistant.backup.places import backups_in
from assistant.cli import app
from assistant.settings import get_settings


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch):
    """Sets the data folder of the commands."""

    def set_to(folder: Path) -> None:
        monkeypatch.setenv("DASTYAR_DATA_DIR", str(folder))
        monkeypatch.setenv("DASTYAR_INDEX_FOLDER", str(INDEX))
        monkeypatch.setenv("DASTYAR_DATABASE_URL", "")
        get_settings.cache_clear()

    yield set_to
    get_settings.cache_clear()


def dastyar(*arguments: object) -> tuple[int, str]:
    ran = CliRunner().invoke(app, [str(one) for one in arguments])
    return ran.exit_code, ran.output


def test_a_loss_and_its_restore(
    installed: Installed, at, place: Path, kept_keys: Path, tmp_path: Path
) -> None:
    codes, root = {installed.file(), installed.file()}, installed.seal()
    at(installed.settings.data_dir)
    assert dastyar("backup", "data", place)[0] == 0
    time.sleep(1.1)  # Backups are named by the second.
    code, said = dastyar("backup", "data", place, "--keep", 1)
    assert (code, "removed" in said) == (0, True), said
    (folder,) = backups_in(place)
    assert str(folder) in said.replace("│", "").replace("\n", "").replace(" ", "")
    assert root[:30] in said
    code, said = dastyar("backup", "keys", place)
    assert (code, "Keep keys elsewhere" in said) == (1, True)
    code, said = dastyar("backup", "keys", kept_keys)
    assert (code, "secret" in said) == (0, True)
    assert dastyar("backup", "check", folder)[0] == 0
    at(tmp_path / "new")
    code, said = dastyar("restore", folder, "--keys", kept_keys)
    assert (code, "--without-erasures" in said) == (1, True)
    code, said = dastyar("restore", folder, "--keys", kept_keys, "--without-erasures")
    assert code == 0, said
    assert "whole" in said
    again = Installed(get_settings())
    assert again.codes() == codes
    again.close()
    code, said = dastyar("restore", folder, "--keys", kept_keys, "--without-erasures")
    assert (code, "not empty" in said) == (1, True)
    keys = [path.read_text() for path in kept_keys.iterdir() if path.suffix != ".json"]
    assert not [key for key in keys if key in said]


def test_what_cannot_be_meant_is_refused(
    installed: Installed, at, place: Path, tmp_path: Path
) -> None:
    at(installed.settings.data_dir)
    code, said = dastyar("backup", "data")
    assert (code, "DASTYAR_BACKUP_FOLDER" in said) == (1, True)
    assert dastyar("restore", place, "--to", "yesterday")[0] == 2
    assert dastyar("restore", place, "--to", "2026-12-01T10:00:00")[0] == 2
    code, said = dastyar("restore", tmp_path)
    assert (code, "is no backup" in said) == (1, True)
    code, said = dastyar("backup", "configure", place)
    assert (code, "SQLite needs none" in said) == (1, True)
