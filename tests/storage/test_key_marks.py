"""A start with a key that is missing or another's is refused, and makes nothing."""

import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, text
from support.office_times import shipped
from support.samples import MOBILE, complaint
from support.serving import private_settings

from assistant.cases.filing import Origin, file
from assistant.cases.ledger import seal_day
from assistant.cases.schemas import OpenDraft
from assistant.cases.signatures import Notary
from assistant.cases.transitions import Door
from assistant.settings import PROJECT, Settings
from assistant.storage.database import Database
from assistant.storage.key_marks import KeyFault, KeyMark, fitting_sealer, usable_sealer
from assistant.storage.migrate import migrate


def settings_of(folder: Path, url: str, **values: object) -> Settings:
    return private_settings(folder, database_url=url, **values)


@pytest.fixture
async def filled(empty_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """A database with one case, beside the keys that it was made with."""
    database = Database(empty_url)
    await migrate(database)
    sealer = fitting_sealer(database, settings_of(tmp_path, empty_url))
    draft = complaint(identity="sealed", contact={"mobile": MOBILE})
    with database.transaction() as session:
        door = Door(sealer, shipped)
        file(session, door, OpenDraft.model_validate(draft), Origin(), datetime.now(UTC))
    yield database
    await database.close()


def key(tmp_path: Path, name: str = "secret") -> Path:
    return tmp_path / "keys" / name


def fault(database: Database, tmp_path: Path, url: str, **values: object) -> str:
    with pytest.raises(KeyFault) as caught:
        fitting_sealer(database, settings_of(tmp_path, url, **values))
    return str(caught.value)


async def test_the_right_keys_open(filled: Database, tmp_path: Path, empty_url: str) -> None:
    for _ in range(2):
        fitting_sealer(filled, settings_of(tmp_path, empty_url))
    with filled.transaction() as session:
        marks = session.query(KeyMark).all()
    assert {mark.name for mark in marks} == {"secret", "connector_secret", "ledger_key"}
    secret = key(tmp_path).read_text()
    assert secret not in str([vars(mark) for mark in marks])


@pytest.mark.parametrize("name", ["secret", "connector_secret", "ledger_key"])
async def test_a_missing_key_is_not_made_anew(
    filled: Database, tmp_path: Path, empty_url: str, name: str
) -> None:
    key(tmp_path, name).unlink()
    assert f"keys/{name} is missing" in fault(filled, tmp_path, empty_url)
    assert not key(tmp_path, name).exists()


@pytest.mark.parametrize("name", ["secret", "connector_secret", "ledger_key"])
async def test_a_key_of_another_database_is_refused(
    filled: Database, tmp_path: Path, empty_url: str, name: str
) -> None:
    key(tmp_path, name).write_text("another key of another database")
    assert "is not the one" in fault(filled, tmp_path, empty_url)


async def test_a_wrong_key_of_a_setting_is_refused_too(
    filled: Database, tmp_path: Path, empty_url: str
) -> None:
    assert "is not the one" in fault(filled, tmp_path, empty_url, secret="typed wrongly")


async def test_what_is_shared_with_another_system_may_change_by_the_setting(
    filled: Database, tmp_path: Path, empty_url: str
) -> None:
    fitting_sealer(filled, settings_of(tmp_path, empty_url, connector_secret="agreed anew"))


async def test_a_seal_key_that_values_need_is_missed(
    filled: Database, tmp_path: Path, empty_url: str
) -> None:
    newer = fitting_sealer(filled, settings_of(tmp_path, empty_url, seal_keys="a newer key"))
    with filled.transaction() as session:
        session.execute(text("UPDATE case_personal SET key_id = :id"), {"id": newer.key_id})
    assert newer.key_id in fault(filled, tmp_path, empty_url)
    fitting_sealer(filled, settings_of(tmp_path, empty_url, seal_keys="newest,a newer key"))


async def test_a_database_of_before_there_were_marks(
    filled: Database, tmp_path: Path, empty_url: str
) -> None:
    def without_marks() -> None:
        with filled.transaction() as session:
            session.execute(delete(KeyMark))

    without_marks()
    right = key(tmp_path).read_bytes()
    key(tmp_path).write_text("another")
    assert "opens nothing here" in fault(filled, tmp_path, empty_url)
    key(tmp_path).unlink()
    assert "is missing" in fault(filled, tmp_path, empty_url)
    key(tmp_path).write_bytes(right)
    fitting_sealer(filled, settings_of(tmp_path, empty_url))
    key(tmp_path).write_text("another")
    assert "is not the one" in fault(filled, tmp_path, empty_url)


async def test_a_key_that_signed_roots_is_missed_without_a_mark(
    filled: Database, tmp_path: Path, empty_url: str
) -> None:
    settings = settings_of(tmp_path, empty_url)
    with filled.transaction() as session:
        seal_day(session, Notary(settings.signing_key), datetime.now(UTC))
        session.execute(delete(KeyMark))
    key(tmp_path, "ledger_key").unlink()
    assert "ledger_key is missing" in fault(filled, tmp_path, empty_url)


async def test_an_empty_database_gets_new_keys(empty_url: str, tmp_path: Path) -> None:
    database = Database(empty_url)
    usable_sealer(database, settings_of(tmp_path, empty_url))
    await migrate(database)
    fitting_sealer(database, settings_of(tmp_path, empty_url))
    assert key(tmp_path).exists()
    await database.close()


@pytest.mark.parametrize("command", ["migrate", "serve", "worker"])
async def test_commands_say_so_in_one_sentence(
    filled: Database, tmp_path: Path, empty_url: str, command: str
) -> None:
    key(tmp_path).unlink()
    environment = {"DASTYAR_DATA_DIR": str(tmp_path), "DASTYAR_DATABASE_URL": empty_url}
    ran = subprocess.run(
        [sys.executable, "-m", "assistant.cli", command],
        cwd=PROJECT,
        env=environment | {"PATH": "/usr/bin:/bin", "COLUMNS": "1000"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 1, ran.stderr
    assert "secret is missing" in ran.stdout
    assert "Traceback" not in ran.stderr
    assert not key(tmp_path).exists()
